import type { JsonObject, JsonValue } from '@policytrail/core';
import { appendPointer } from '@policytrail/core/pure';
import type { FieldLookup } from './field-lookup.js';

/**
 * A copy of what stands at `pointer` with every secret replaced by what `mask` gives for its path, as it is in the policy;
 * the value itself where there can be none. Of items `pointer` may say `*`, and then so do the paths.
 */
export function maskSecrets(
  value: JsonValue,
  pointer: string,
  lookup: FieldLookup,
  mask: (path: string) => string,
): JsonValue {
  if (!lookup.fields.some(({ display }) => display === 'secret')) return value;
  return masked(value, pointer, pointer);

  function masked(inner: JsonValue, path: string, field: string): JsonValue {
    if (lookup.find(field).display === 'secret') return mask(path);
    if (typeof inner !== 'object' || inner === null) return inner;
    if (isList(inner)) return inner.map((item, index) => masked(item, `${path}/${index}`, `${field}/*`));
    const members = Object.entries(inner).map(([name, member]) => [
      name,
      masked(member, appendPointer(path, name), appendPointer(field, name)),
    ]);
    return Object.fromEntries(members) as JsonObject;
  }
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
