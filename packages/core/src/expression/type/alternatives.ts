import type { JsonObject, JsonValue } from '../../values/json.js';
import { readPointer } from '../../values/json-pointer.js';

/** Schemas that hold together. */
export type Layers = readonly JsonObject[];

// Beyond it a schema is taken as saying nothing: its products would grow without end.
const mostAlternatives = 64;

/** What a schema allows, as alternatives of schemas that hold together: `$ref`, `allOf`, `anyOf` and `oneOf` resolved. */
export function alternativesOf(schema: JsonValue | undefined, root: JsonObject): readonly Layers[] {
  return expand(schema, root, []) ?? [[]];
}

function expand(schema: JsonValue | undefined, root: JsonObject, within: Layers): readonly Layers[] | undefined {
  if (!isJsonObject(schema) || within.includes(schema)) return [[]];
  const inside = [...within, schema];
  let alternatives: readonly Layers[] = [[schema]];
  for (const choices of choicesOf(schema, root)) {
    const expanded = choices.map((choice) => expand(choice, root, inside));
    const options = expanded.flatMap((option) => option ?? [[]]);
    if (alternatives.length * options.length > mostAlternatives) return undefined;
    alternatives = alternatives.flatMap((layers) => options.map((option) => [...layers, ...option]));
  }
  return alternatives;
}

/** Each entry is a choice of schemas, one of which holds as well. */
function choicesOf(schema: JsonObject, root: JsonObject): readonly (readonly JsonValue[])[] {
  const { $ref, allOf, anyOf, oneOf } = schema;
  const target = $ref === undefined ? undefined : referenced($ref, root);
  const joined = [...(target === undefined ? [] : [target]), ...(isArray(allOf) ? allOf : [])];
  const chosen = [anyOf, oneOf].filter((choices) => isArray(choices) && choices.length > 0) as (readonly JsonValue[])[];
  return [...joined.map((schema) => [schema]), ...chosen];
}

function referenced(reference: JsonValue, root: JsonObject): JsonValue | undefined {
  if (typeof reference !== 'string' || !reference.startsWith('#')) return undefined;
  try {
    return readPointer(root, decodeURIComponent(reference.slice(1)));
  } catch {
    return undefined;
  }
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isArray(value);
}

export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
