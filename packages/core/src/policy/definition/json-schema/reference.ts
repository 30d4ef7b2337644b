import type { JsonObject, JsonValue } from '../../../values/json.js';
import { readPointer } from '../../../values/json-pointer.js';
import { isJsonObject } from '../json-object.js';

/** The schema that a `$ref` within the document names: `#` and a JSON Pointer. Any other is not followed. */
export function resolveReference(reference: JsonValue | undefined, root: JsonObject): JsonObject | undefined {
  if (typeof reference !== 'string' || !reference.startsWith('#')) return undefined;
  try {
    const target = readPointer(root, decodeURIComponent(reference.slice(1)));
    return isJsonObject(target) ? target : undefined;
  } catch {
    return undefined;
  }
}
