import { appendPointer, parsePointer } from '@policytrail/core/pure';
import type { FieldLookup } from './field-lookup.js';

/** The heading a field stands under: its own group, else that of the nearest place around it that has one; or none. */
export function groupOf(pointer: string, lookup: FieldLookup): string | undefined {
  const segments = parsePointer(pointer);
  for (let depth = segments.length; depth > 0; depth--) {
    const { group } = lookup.find(segments.slice(0, depth).reduce(appendPointer, ''));
    if (group !== undefined) return group;
  }
  return undefined;
}

/** Things by a key of theirs, keys in the order in which they first come. */
export function groupBy<T, Key>(items: readonly T[], keyOf: (item: T) => Key): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [item]);
    else members.push(item);
  }
  return groups;
}
