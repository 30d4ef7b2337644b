import type { JsonObject, JsonValue } from '../../values/json.js';

/** True for what can stand for a JSON object: plain, from any realm, also without a prototype. */
export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** True for the objects among JSON values. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return isObject(value);
}
