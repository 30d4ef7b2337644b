import type { JsonObject, JsonValue } from '../../../values/json.js';
import type { ArrayKeys } from '../../diff/diff.js';
import { isJsonObject } from '../json-object.js';
import { extensionKeyword, isText, readKeyword } from '../json-schema/keyword.js';
import { placesOf } from '../json-schema/places.js';

/** How the arrays of what a JSON Schema describes are matched: field path → name of the key. */
export function readArrayKeys(jsonSchema: JsonObject): ArrayKeys {
  const keyed = placesOf(jsonSchema).flatMap(({ path, layers }) => {
    const extension = readKeyword(layers, extensionKeyword, namesKey);
    return extension === undefined ? [] : [[path, extension.key] as const];
  });
  return Object.fromEntries(keyed);
}

function namesKey(value: JsonValue): value is { readonly key: string } {
  return isJsonObject(value) && isText(value.key ?? null);
}
