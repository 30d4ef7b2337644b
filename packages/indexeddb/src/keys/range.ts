/** A part of a key: whatever stands under a policy, a subject, an evaluation. */
export type KeyPart = readonly (string | number)[];

/** Where a range begins or ends, and whether the end itself belongs to it. */
export interface Bound {
  readonly key: IDBValidKey;
  readonly isOpen?: boolean;
}

/** Every key that begins with these parts: an empty array sorts after all text and numbers. */
export function under(...parts: KeyPart): IDBKeyRange {
  return IDBKeyRange.bound(parts, afterAll(parts));
}

/** The key behind every key that begins with these parts. */
export function afterAll(parts: KeyPart): IDBValidKey {
  return [...parts, []];
}

/** Undefined where nothing can lie between. */
export function between(lower: Bound, upper: Bound): IDBKeyRange | undefined {
  const order = indexedDB.cmp(lower.key, upper.key);
  if (order > 0 || (order === 0 && (lower.isOpen || upper.isOpen))) return undefined;
  return IDBKeyRange.bound(lower.key, upper.key, lower.isOpen ?? false, upper.isOpen ?? false);
}
