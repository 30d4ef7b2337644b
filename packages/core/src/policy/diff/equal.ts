import type { JsonArray, JsonObject, JsonValue } from '../../values/json.js';

/** True for an array; narrows readonly arrays too, which `Array.isArray` does not. */
export function isArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value);
}

/** True for an object that is no array. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for equal documents; the order of members does not matter, -0 equals 0. Any depth. */
export function equal(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  const waiting = [one, other];
  while (waiting.length > 0) {
    const right = waiting.pop();
    const left = waiting.pop();
    if (left === right) continue;
    if (isArray(left) && isArray(right) && left.length === right.length) {
      for (const [index, item] of left.entries()) waiting.push(item, right[index]);
    } else if (isObject(left) && isObject(right) && haveSameKeys(left, right)) {
      for (const key of Object.keys(left)) waiting.push(left[key], right[key]);
    } else {
      return false;
    }
  }
  return true;
}

function haveSameKeys(one: JsonObject, other: JsonObject): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key));
}
