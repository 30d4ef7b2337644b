import type { FieldMeta, JsonObject } from '@policytrail/core';
import { humanizeSegment, parsePointer } from '@policytrail/core/pure';
import { loadedReader, loadReader } from './schema-reader.js';

/** What describes the fields of a policy: a JSON Schema, a definition document as the trail keeps it, or a list by hand. */
export type FieldSchema = JsonObject | readonly FieldMeta[];

/** A field as it is found: described, or named after its path. */
export interface FoundField extends FieldMeta {
  /** `undescribed`: no schema speaks of it; `retired`: the schema speaks of its surroundings, but no longer of it. */
  readonly standing: 'described' | 'undescribed' | 'retired';
}

/** Finds the description of any place of a policy. */
export interface FieldLookup {
  /** The field at a JSON Pointer, whose indexes may be `*`. */
  find(pointer: string): FoundField;
  /** Those marked `summary`, in their order; else the first three that show a single value. */
  readonly summary: readonly FieldMeta[];
  /** All that are described, by `order`, then as the schema has them. */
  readonly fields: readonly FieldMeta[];
}

interface Branch {
  field?: FieldMeta;
  readonly below: Map<string, Branch>;
}

const lookups = new WeakMap<FieldSchema, FieldLookup>();
const empty: readonly FieldMeta[] = [];

// What is secret is not known yet: everything is.
const unread: FieldLookup = {
  fields: [],
  summary: [],
  find: (path) => ({ path, label: nameOf(parsePointer(path)), display: 'secret', standing: 'undescribed' }),
};

/**
 * The look-up of a schema; the same object each time. Without a schema every field goes by its path; by one that is unread, every value is
 * withheld.
 */
export function fieldLookup(schema: FieldSchema = empty): FieldLookup {
  const known = lookups.get(schema);
  if (known !== undefined) return known;
  const fields = isList(schema) ? schema : loadedReader()?.describeFields(policySchema(schema));
  if (fields === undefined) return unread;
  const lookup = createLookup(fields);
  lookups.set(schema, lookup);
  return lookup;
}

/** Whether what reads JSON Schemas is to be loaded for this one. */
export function isUnread(schema: FieldSchema | undefined): boolean {
  return schema !== undefined && !isList(schema) && loadedReader() === undefined;
}

/** Resolves once these are read. Rejects where what reads them can't be loaded now; it may be asked for again. */
export async function readSchemas(...schemas: readonly (FieldSchema | undefined)[]): Promise<void> {
  if (schemas.some(isUnread)) await loadReader();
}

function isList(schema: FieldSchema): schema is readonly FieldMeta[] {
  return Array.isArray(schema);
}

// A definition document holds the schema of the policy beside that of the input.
function policySchema(schema: JsonObject): JsonObject {
  const { name, policy, input } = schema;
  const isDocument = typeof name === 'string' && input !== undefined && typeof policy === 'object' && policy !== null;
  return isDocument ? (policy as JsonObject) : schema;
}

function createLookup(given: readonly FieldMeta[]): FieldLookup {
  const fields = given.toSorted((one, other) => (one.order ?? Infinity) - (other.order ?? Infinity) || 0);
  const root: Branch = { below: new Map() };
  for (const field of fields) plant(root, field);
  const found = new Map<string, FoundField>();
  return {
    fields,
    summary: summaryOf(fields),
    find(pointer) {
      const known = found.get(pointer) ?? findField(root, pointer);
      found.set(pointer, known);
      return known;
    },
  };
}

function plant(root: Branch, field: FieldMeta): void {
  let branch = root;
  for (const segment of parsePointer(field.path)) {
    const below = branch.below.get(segment) ?? { below: new Map() };
    branch.below.set(segment, below);
    branch = below;
  }
  branch.field = field;
}

function findField(root: Branch, pointer: string): FoundField {
  const segments = parsePointer(pointer);
  let branches: readonly Branch[] = [root];
  let isRetired = false;
  let isSecret = false;
  for (const segment of segments) {
    const next = branches.flatMap(({ below }) =>
      [below.get(segment), below.get('*')].filter((one) => one !== undefined),
    );
    if (next.length === 0) isRetired ||= branches.some(({ below }) => below.size > 0);
    branches = next;
    isSecret ||= branches.some(({ field }) => field?.display === 'secret');
  }
  const found = branches.find((branch) => branch.field !== undefined)?.field;
  // What is inside a secret is one.
  const secrecy = isSecret ? ({ display: 'secret' } as const) : {};
  if (found === undefined) {
    const standing = isRetired && !isOfEngine(root, segments) ? 'retired' : 'undescribed';
    return { path: pointer, label: nameOf(segments), ...secrecy, standing };
  }
  // Described for any name: the name itself tells it from its siblings.
  const name = segments.at(-1) ?? '';
  const isAnyName = found.path.endsWith('/*') && !/^(\*|\d+)$/.test(name);
  return { ...found, ...secrecy, path: pointer, label: isAnyName ? name : found.label, standing: 'described' };
}

function nameOf(segments: readonly string[]): string {
  return humanizeSegment(segments.at(-1) ?? '');
}

// `rules` mean the same in every policy, described or not.
function isOfEngine(root: Branch, [first]: readonly string[]): boolean {
  return first === 'rules' && !root.below.has('rules');
}

function summaryOf(fields: readonly FieldMeta[]): readonly FieldMeta[] {
  const marked = fields.filter(({ summary }) => summary === true);
  if (marked.length > 0) return marked;
  const isSingle = ({ path, display }: FieldMeta): boolean =>
    !path.includes('*') && display !== undefined && !['json', 'longText', 'secret'].includes(display);
  return fields.filter(isSingle).slice(0, 3);
}
