import type { JsonObject, JsonValue } from '@policytrail/core';
import { parsePointer } from '@policytrail/core/pure';

/** A copy with a value put at a pointer, or the member there left out; shares the rest. What is no object is replaced by one. */
export function putValue(policy: JsonObject, pointer: string, value: JsonValue | undefined): JsonObject {
  return put(policy, parsePointer(pointer), value);
}

function put(place: JsonObject, [name, ...rest]: readonly string[], value: JsonValue | undefined): JsonObject {
  if (name === undefined) return place;
  const inner = Object.hasOwn(place, name) ? place[name] : undefined;
  const next = rest.length === 0 ? value : put(isObject(inner) ? inner : {}, rest, value);
  const members = Object.entries(place).filter(([key]) => key !== name || next !== undefined);
  const changed = members.map(([key, member]): [string, JsonValue] => [key, key === name ? (next ?? member) : member]);
  // Not by assignment: `__proto__` has to stay a member.
  return Object.fromEntries(inner === undefined && next !== undefined ? [...changed, [name, next]] : changed);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
