import type { JsonObject } from '../../../values/json.js';
import { appendPointer } from '../../../values/json-pointer.js';
import { type Member, membersOf } from './members.js';
import { type Layers, type Place, placeOf } from './place.js';

// A schema may refer to itself in ever new ways; what lies beyond goes unnamed.
const maxDepth = 32;
const maxPlaces = 5000;

/** A place below the root of a schema. */
export interface NamedPlace extends Omit<Member, 'schemas'>, Place {
  /** As a JSON Pointer, with `*` for any item and any further property. */
  readonly path: string;
  /** The place it is directly in; undefined below the root. */
  readonly outer: NamedPlace | undefined;
}

interface Walk {
  readonly root: JsonObject;
  readonly places: NamedPlace[];
  /** The schemas of every place above: none is entered within itself. */
  readonly entered: Set<JsonObject>;
}

/**
 * Every place a JSON Schema names below the root, outer before inner, in the order of its properties. Places more than 32
 * levels down and more than 5,000 in number are left out.
 */
export function placesOf(jsonSchema: JsonObject): readonly NamedPlace[] {
  const walk: Walk = { root: jsonSchema, places: [], entered: new Set() };
  addMembers(walk, placeOf([jsonSchema], jsonSchema), { outer: undefined, depth: 0 });
  return walk.places;
}

interface Position {
  readonly outer: NamedPlace | undefined;
  readonly depth: number;
}

function addMembers(walk: Walk, { layers, choices }: Place, { outer, depth }: Position): void {
  if (depth === maxDepth) return;
  const unentered = (schemas: Layers): Layers => schemas.filter((schema) => !walk.entered.has(schema));
  const place = { layers: unentered(layers), choices: choices.map(unentered) };
  const here = [...place.layers, ...place.choices.flat()];
  for (const schema of here) walk.entered.add(schema);
  for (const { schemas, ...member } of membersOf(place)) {
    if (walk.places.length === maxPlaces) break;
    const path = appendPointer(outer?.path ?? '', member.segment);
    const inner = { ...member, ...placeOf(schemas, walk.root), path, outer };
    walk.places.push(inner);
    addMembers(walk, inner, { outer: inner, depth: depth + 1 });
  }
  for (const schema of here) walk.entered.delete(schema);
}
