import { appendPointer, type JsonObject, type JsonValue } from '@policytrail/core';
import type { FieldLookup } from './field-lookup.js';

/** A copy of what stands at `pointer` with every secret replaced; the value itself where there can be none. */
export function maskSecrets(value: JsonValue, pointer: string, lookup: FieldLookup, mask: string): JsonValue {
  if (!lookup.fields.some(({ display }) => display === 'secret')) return value;
  return masked(value, pointer);

  function masked(inner: JsonValue, path: string): JsonValue {
    if (lookup.find(path).display === 'secret') return mask;
    if (typeof inner !== 'object' || inner === null) return inner;
    if (isList(inner)) return inner.map((item) => masked(item, `${path}/*`));
    const members = Object.entries(inner).map(([name, member]) => [name, masked(member, appendPointer(path, name))]);
    return Object.fromEntries(members) as JsonObject;
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
