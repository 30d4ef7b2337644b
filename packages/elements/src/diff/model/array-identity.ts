import type { JsonObject, JsonValue } from '@policytrail/core';
import { readPointer } from '@policytrail/core/pure';
import type { FieldLookup } from '../../fields/field-lookup.js';

/** Tells of a path whether it leads through a list of objects that core aligned by position, having nothing better. */
export function positionCheck(
  before: JsonObject,
  after: JsonObject,
  lookup: FieldLookup,
): (path: string, field: string) => boolean {
  const known = new Map<string, boolean>();
  return (path, field) => {
    const places = path.split('/');
    const pattern = field.split('/');
    return pattern.some((segment, depth) => {
      if (segment !== '*') return false;
      const list = places.slice(0, depth).join('/');
      const isByPosition = known.get(list) ?? isAligned(list, pattern.slice(0, depth).join('/'));
      known.set(list, isByPosition);
      return isByPosition;
    });
  };

  function isAligned(list: string, pattern: string): boolean {
    const lists = [readPointer(before, list), readPointer(after, list)];
    const { key } = lookup.find(pattern);
    const keys = [...(key === undefined ? [] : [key]), 'id', 'key', 'name'];
    const [earlier, later] = lists;
    if (!isListOfObjects(earlier) || !isListOfObjects(later)) return false;
    return !keys.some((name) => hasIdentity(earlier, name) && hasIdentity(later, name));
  }
}

function isListOfObjects(value: JsonValue | undefined): value is readonly JsonObject[] {
  return Array.isArray(value) && value.length > 0 && isObject(value[0]);
}

function isObject(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasIdentity(items: readonly JsonObject[], name: string): boolean {
  const seen = new Set<JsonValue>();
  for (const item of items) {
    const identity = isObject(item) && Object.hasOwn(item, name) ? item[name] : undefined;
    if (typeof identity !== 'string' && !Number.isSafeInteger(identity)) return false;
    seen.add(identity as JsonValue);
  }
  return seen.size === items.length;
}
