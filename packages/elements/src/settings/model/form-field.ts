import type { FieldMeta, JsonObject, JsonValue } from '@policytrail/core';
import { readPointer } from '@policytrail/core/pure';
import { groupOf } from '../../fields/field-groups.js';
import type { FieldLookup } from '../../fields/field-lookup.js';

/** What a value is edited with. `lines`: a list of texts, one a line. */
export type Control =
  | 'checkbox'
  | 'select'
  | 'number'
  | 'text'
  | 'longText'
  | 'lines'
  | 'json'
  | 'date'
  | 'datetime'
  | 'secret';

/** A place of a policy that the form shows. */
export interface FormField {
  /** JSON Pointer. */
  readonly path: string;
  readonly meta: FieldMeta;
  readonly control: Control;
  readonly group: string | undefined;
}

const numeric: ReadonlySet<FieldMeta['display']> = new Set(['integer', 'number', 'money', 'percent', 'ratio', 'bytes']);

/** The fields of a form: those that the schema describes, else the members that the policy has; `rules` have their own place. */
export function formFields(lookup: FieldLookup, policy: JsonObject): readonly FormField[] {
  const described = lookup.fields.filter((field) => isEdited(field, lookup.fields));
  const fields =
    lookup.fields.length === 0 ? Object.keys(policy).map((name) => lookup.find(pointerTo(name))) : described;
  return fields
    .filter(({ path }) => path !== '/rules' && !path.startsWith('/rules/'))
    .map((meta) => ({
      path: meta.path,
      meta: withheld(withDisplay(meta, readPointer(policy, meta.path)), lookup),
      control: controlOf(meta, readPointer(policy, meta.path)),
      group: groupOf(meta.path, lookup),
    }));
}

/** The field that shows a place, or the place around it. */
export function fieldAt(path: string, fields: readonly FormField[]): FormField | undefined {
  return fields.find((field) => path === field.path || path.startsWith(`${field.path}/`));
}

// Items have no place of their own; what has described members is edited by them.
function isEdited({ path }: FieldMeta, all: readonly FieldMeta[]): boolean {
  if (path === '' || isOfItems(path)) return false;
  return !all.some((other) => other.path.startsWith(`${path}/`) && !isOfItems(other.path));
}

function isOfItems(path: string): boolean {
  return path.split('/').includes('*');
}

function pointerTo(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function withDisplay(meta: FieldMeta, value: JsonValue | undefined): FieldMeta {
  if (meta.display !== undefined) return meta;
  if (typeof value === 'number') return { ...meta, display: 'number' };
  return typeof value === 'boolean' ? { ...meta, display: 'boolean' } : meta;
}

// A list that has secrets inside can be shown without them, and not be edited without them.
function withheld(meta: FieldMeta, { fields }: FieldLookup): FieldMeta {
  const hasSecrets = fields.some(({ path, display }) => display === 'secret' && path.startsWith(`${meta.path}/`));
  return hasSecrets ? { ...meta, readOnly: true } : meta;
}

function controlOf({ display, options, unit }: FieldMeta, value: JsonValue | undefined): Control {
  if (display === 'secret') return 'secret';
  if (options !== undefined) return 'select';
  if (typeof value === 'object' && value !== null) return isListOfTexts(value) ? 'lines' : 'json';
  if (display === 'boolean' || typeof value === 'boolean') return 'checkbox';
  if (numeric.has(display) || typeof value === 'number') return 'number';
  switch (display) {
    case 'duration':
      return typeof value === 'string' || unit === undefined ? 'text' : 'number';
    case 'longText':
    case 'json':
    case 'date':
    case 'datetime':
      return display;
    default:
      return 'text';
  }
}

function isListOfTexts(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && !/[\r\n]/.test(item));
}
