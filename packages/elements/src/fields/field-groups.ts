import { appendPointer, parsePointer } from '@policytrail/core';
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

/** Things by the group of their field, groups in the order in which they first come; those of no group under undefined. */
export function byGroup<T>(
  items: readonly T[],
  pointerOf: (item: T) => string,
  lookup: FieldLookup,
): ReadonlyMap<string | undefined, readonly T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const item of items) {
    const group = groupOf(pointerOf(item), lookup);
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [item]);
    else members.push(item);
  }
  return groups;
}
