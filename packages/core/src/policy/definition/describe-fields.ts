import type { JsonObject } from '../../values/json.js';
import { appendPointer } from '../../values/json-pointer.js';
import { inferDisplay } from './fields/display.js';
import { readExtension } from './fields/extension.js';
import type { FieldMeta } from './fields/field-meta.js';
import { humanizeSegment } from './fields/humanize.js';
import { readLimits } from './fields/limits.js';
import { readOptions } from './fields/options.js';
import { isText, isTrue, readKeyword } from './json-schema/keyword.js';
import { type Member, membersOf } from './json-schema/members.js';
import { type Layers, type Place, placeOf } from './json-schema/place.js';

// A schema may refer to itself in ever new ways; what lies beyond goes by its humanised name.
const maxDepth = 32;
const maxFields = 5000;

interface Walk {
  readonly root: JsonObject;
  readonly fields: FieldMeta[];
  /** The schemas of every place above: none is entered within itself. */
  readonly entered: Set<JsonObject>;
}

interface Parent {
  readonly path: string;
  readonly label: string;
  readonly depth: number;
}

/**
 * What a JSON Schema says to people: one entry for every place it names below the root, outer before inner, in the
 * order of its properties. Places more than 32 levels down and more than 5,000 in number are left out.
 */
export function describeFields(jsonSchema: JsonObject): readonly FieldMeta[] {
  const walk: Walk = { root: jsonSchema, fields: [], entered: new Set() };
  describeMembers(walk, placeOf([jsonSchema], jsonSchema), { path: '', label: '', depth: 0 });
  return walk.fields;
}

function describeMembers(walk: Walk, { layers, choices }: Place, parent: Parent): void {
  if (parent.depth === maxDepth) return;
  const unentered = (schemas: Layers): Layers => schemas.filter((schema) => !walk.entered.has(schema));
  const place = { layers: unentered(layers), choices: choices.map(unentered) };
  const here = [...place.layers, ...place.choices.flat()];
  for (const schema of here) walk.entered.add(schema);
  for (const member of membersOf(place)) {
    if (walk.fields.length === maxFields) break;
    const inner = placeOf(member.schemas, walk.root);
    const field = describe(inner, member, parent);
    walk.fields.push(field);
    describeMembers(walk, inner, { path: field.path, label: field.label, depth: parent.depth + 1 });
  }
  for (const schema of here) walk.entered.delete(schema);
}

function describe(place: Place, { segment, isRequired }: Member, parent: Parent): FieldMeta {
  const { layers } = place;
  const inferred = inferDisplay(place);
  const options = inferred === 'boolean' ? undefined : readOptions(place);
  return compact({
    path: appendPointer(parent.path, segment),
    label: readKeyword(layers, 'title', isText) ?? (segment === '*' ? parent.label : humanizeSegment(segment)),
    description: readKeyword(layers, 'description', isText),
    display: options === undefined ? inferred : 'enum',
    options,
    ...readLimits(layers),
    required: isRequired ? true : undefined,
    readOnly: readKeyword(layers, 'readOnly', isTrue),
    ...readExtension(layers),
  });
}

type Loose<T> = { readonly [Key in keyof T]: T[Key] | undefined };

function compact(field: Loose<FieldMeta>): FieldMeta {
  return Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined)) as unknown as FieldMeta;
}
