import type { JsonObject, JsonValue } from '../../../values/json.js';
import { isJsonObject } from '../json-object.js';
import { resolveReference } from './reference.js';

/** Schemas that hold together, outermost first. */
export type Layers = readonly JsonObject[];

/** Everything that a JSON Schema says of one place. */
export interface Place {
  /** The place's own schemas and those reached through `$ref`, `allOf` and a sole choice; a choice of null is none. */
  readonly layers: Layers;
  /** What one of several must hold (`anyOf`, `oneOf`): none, or two and more. */
  readonly choices: readonly Layers[];
}

/** Reads the schemas of one place. Each counts once, so that cycles end. */
export function placeOf(schemas: Layers, root: JsonObject): Place {
  const seen = new Set<JsonObject>();
  const { layers, options } = follow(schemas, root, seen);
  const choices: Layers[] = [];
  for (let option = options.shift(); option !== undefined; option = options.shift()) {
    const chosen = follow([option], root, seen);
    options.unshift(...chosen.options);
    if (chosen.options.length === 0 && chosen.layers.length > 0) choices.push(chosen.layers);
  }
  return { layers, choices };
}

function follow(
  schemas: Layers,
  root: JsonObject,
  seen: Set<JsonObject>,
): { readonly layers: JsonObject[]; readonly options: JsonObject[] } {
  const layers: JsonObject[] = [];
  const options: JsonObject[] = [];
  const pending = [...schemas];
  for (let schema = pending.shift(); schema !== undefined; schema = pending.shift()) {
    if (seen.has(schema)) continue;
    seen.add(schema);
    layers.push(schema);
    const own = distinct([...objectsIn(schema.anyOf), ...objectsIn(schema.oneOf)].filter((option) => !isNull(option)));
    if (own.length > 1) options.push(...own);
    const target = resolveReference(schema.$ref, root);
    const joined = [
      ...(target === undefined ? [] : [target]),
      ...objectsIn(schema.allOf),
      ...(own.length === 1 ? own : []),
    ];
    pending.unshift(...joined);
  }
  return { layers, options };
}

function isNull(schema: JsonObject): boolean {
  return schema.type === 'null' || schema.const === null;
}

function distinct(schemas: Layers): Layers {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}

function objectsIn(value: JsonValue | undefined): Layers {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
