import type { JsonArray, JsonValue } from '../../values/json.js';
import { equal, isObject } from './equal.js';
import { indexesOutOfOrder } from './order.js';

/** Which earlier item each later item is. */
export type Alignment =
  /** Item for item, and no more on either side. */
  | 'in place'
  | {
      /** By later index: the index of the same item in the earlier array, -1 for a new one. */
      readonly sources: Int32Array;
      /** Later indexes of the items that left the order of the others: as few as possible. */
      readonly moved: ReadonlySet<number>;
    };

type Identity = string | number;

const usualKeys = ['id', 'key', 'name'] as const;
const noneMoved: ReadonlySet<number> = new Set();

/**
 * Aligns two arrays by the first key, `preferredKey` before `id`, `key` and `name`, that every item of both has as text
 * or a safe integer, unique within each array; by position where there is none.
 */
export function align(before: JsonArray, after: JsonArray, preferredKey: string | undefined): Alignment {
  if (!isObject(before[0]) || !isObject(after[0])) return alignPositions(before, after);
  for (const key of preferredKey === undefined ? usualKeys : [preferredKey, ...usualKeys]) {
    if (standInPlace(before, after, key)) return 'in place';
    const earlier = indexesByIdentity(before, key);
    const later = earlier && indexesByIdentity(after, key);
    if (later === undefined) continue;
    const sources = Int32Array.from(later.keys(), (identity) => earlier?.get(identity) ?? -1);
    return { sources, moved: indexesOutOfOrder(sources) };
  }
  return alignPositions(before, after);
}

function standInPlace(before: JsonArray, after: JsonArray, key: string): boolean {
  if (before.length !== after.length) return false;
  const seen = new Set<Identity>();
  for (let index = 0; index < before.length; index++) {
    const identity = identityOf(before[index], key);
    if (identity === undefined || identity !== identityOf(after[index], key)) return false;
    seen.add(identity);
  }
  return seen.size === before.length;
}

function indexesByIdentity(items: JsonArray, key: string): ReadonlyMap<Identity, number> | undefined {
  const indexes = new Map<Identity, number>();
  for (const [index, item] of items.entries()) {
    const identity = identityOf(item, key);
    if (identity === undefined || indexes.has(identity)) return undefined;
    indexes.set(identity, index);
  }
  return indexes;
}

function identityOf(item: JsonValue | undefined, key: string): Identity | undefined {
  if (!isObject(item) || !Object.hasOwn(item, key)) return undefined;
  const identity = item[key];
  if (typeof identity === 'string') return identity;
  return typeof identity === 'number' && Number.isSafeInteger(identity) ? identity : undefined;
}

// Between a common start and a common end. Texts, numbers and the like that stand once on either side hold their
// neighbours in place where that makes for fewer changes.
function alignPositions(before: JsonArray, after: JsonArray): Alignment {
  if (before.length === after.length && !after.some(isScalar)) return 'in place';
  const middle = differingStretch(before, after);
  const held = Int32Array.from(after, (_, index) => {
    if (index < middle.start) return index;
    return index < middle.afterEnd ? -1 : index + before.length - after.length;
  });
  const plain = fillGaps(held, before.length);
  const anchored = fillGaps(addAnchors(held, before, after, middle), before.length);
  const sources = countChanges(anchored, before, after) < countChanges(plain, before, after) ? anchored : plain;
  return { sources, moved: noneMoved };
}

/** What lies between the common start and the common end of two arrays; ends excluded. */
interface Stretch {
  readonly start: number;
  readonly beforeEnd: number;
  readonly afterEnd: number;
}

function differingStretch(before: JsonArray, after: JsonArray): Stretch {
  // Lists of one length pair their containers as they stand: to look into those here would cost that at every level.
  const isSame = before.length === after.length ? identical : equal;
  let start = 0;
  let beforeEnd = before.length;
  let afterEnd = after.length;
  while (start < beforeEnd && start < afterEnd && isSame(before[start], after[start])) start++;
  while (beforeEnd > start && afterEnd > start && isSame(before[beforeEnd - 1], after[afterEnd - 1])) {
    beforeEnd--;
    afterEnd--;
  }
  return { start, beforeEnd, afterEnd };
}

function identical(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return one === other;
}

function addAnchors(held: Int32Array, before: JsonArray, after: JsonArray, middle: Stretch): Int32Array {
  const anchored = Int32Array.from(held);
  const earlier = soleIndexes(before, middle.start, middle.beforeEnd);
  for (const [value, index] of soleIndexes(after, middle.start, middle.afterEnd)) {
    if (index !== -1) anchored[index] = earlier.get(value) ?? -1;
  }
  for (const index of indexesOutOfOrder(anchored)) anchored[index] = -1;
  return anchored;
}

// Where each text, number and the like stands; -1 for one that stands more than once.
function soleIndexes(items: JsonArray, start: number, end: number): ReadonlyMap<JsonValue, number> {
  const indexes = new Map<JsonValue, number>();
  for (let index = start; index < end; index++) {
    const item = items[index];
    if (isScalar(item)) indexes.set(item, indexes.has(item) ? -1 : index);
  }
  return indexes;
}

// Pairs what is left between two held items, first with first.
function fillGaps(held: Int32Array, beforeLength: number): Int32Array {
  const sources = Int32Array.from(held);
  for (let index = 0, next = 0; index < held.length; index++) {
    if (held[index] === -1) {
      let end = index;
      while (end < held.length && held[end] === -1) end++;
      const limit = held[end] ?? beforeLength;
      for (; index < end; index++) if (next < limit) sources[index] = next++;
    }
    next = (held[index] ?? 0) + 1;
  }
  return sources;
}

function countChanges(sources: Int32Array, before: JsonArray, after: JsonArray): number {
  let paired = 0;
  let changed = 0;
  for (const [index, source] of sources.entries()) {
    if (source !== -1) paired++;
    if (source === -1 || before[source] !== after[index]) changed++;
  }
  return changed + before.length - paired;
}

function isScalar(value: JsonValue | undefined): value is string | number | boolean | null {
  return typeof value !== 'object' || value === null;
}
