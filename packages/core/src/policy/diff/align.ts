import type { JsonArray, JsonValue } from '../../values/json.js';
import { equal, isObject } from './equal.js';
import { markOutOfOrder } from './order.js';

/** Which earlier item each later item is; `in place` where it is the one at the same index, and none is gone. */
export type Alignment = 'in place' | Rearrangement;

interface Rearrangement {
  /** By later index: the index of the same item in the earlier array, -1 for a new one. */
  readonly sources: Int32Array;
  /** By later index: 1 for an item that left the order of the others, as few as possible. */
  readonly moved: Uint8Array;
  /** Indexes of the earlier items that are gone, ascending. */
  readonly removed: readonly number[];
}

type Identity = string | number;

const usualKeys = ['id', 'key', 'name'] as const;

/**
 * Aligns two arrays by the first key, `preferredKey` before `id`, `key` and `name`, that every item of both has as text
 * or a safe integer, unique within each array; by position where there is none.
 */
export function align(before: JsonArray, after: JsonArray, preferredKey: string | undefined): Alignment {
  if (!isObject(before[0]) || !isObject(after[0])) return alignPositions(before, after);
  for (const key of preferredKey === undefined ? usualKeys : [preferredKey, ...usualKeys]) {
    // What every object inherits is the identity of none.
    if (key in Object.prototype) continue;
    if (standInPlace(before, after, key)) return 'in place';
    const sources = sourcesByKey(before, after, key);
    if (sources !== undefined) return rearrange(sources, before.length);
  }
  return alignPositions(before, after);
}

function standInPlace(before: JsonArray, after: JsonArray, key: string): boolean {
  if (before.length !== after.length) return false;
  for (let index = 0; index < before.length; index++) {
    const identity = identityOf(before[index], key);
    if (identity === undefined || identity !== identityOf(after[index], key)) return false;
  }
  const seen = new Set<Identity | undefined>();
  for (let index = 0; index < before.length; index++) seen.add(identityOf(before[index], key));
  return seen.size === before.length;
}

function sourcesByKey(before: JsonArray, after: JsonArray, key: string): Int32Array | undefined {
  const earlier = identitiesOf(before, key);
  const later = earlier && identitiesOf(after, key);
  if (earlier === undefined || later === undefined) return undefined;
  const indexes = new Map<Identity, number>();
  for (const identity of earlier) indexes.set(identity, indexes.size);
  if (indexes.size < earlier.length) return undefined;
  const sources = new Int32Array(later.length);
  const seen = new Uint8Array(earlier.length);
  const fresh = new Set<Identity>();
  let next = 0;
  for (let to = 0; to < later.length; to++) {
    const identity = later[to] ?? '';
    // Most items follow the one they followed before.
    const from = identity === earlier[next] ? next : (indexes.get(identity) ?? -1);
    sources[to] = from;
    if (from === -1 ? fresh.has(identity) : seen[from] === 1) return undefined;
    if (from === -1) {
      fresh.add(identity);
    } else {
      seen[from] = 1;
      next = from + 1;
    }
  }
  return sources;
}

function identitiesOf(items: JsonArray, key: string): readonly Identity[] | undefined {
  const identities: Identity[] = [];
  for (let index = 0; index < items.length; index++) {
    const identity = identityOf(items[index], key);
    if (identity === undefined) return undefined;
    identities.push(identity);
  }
  return identities;
}

function identityOf(item: JsonValue | undefined, key: string): Identity | undefined {
  const identity = isObject(item) ? item[key] : undefined;
  if (typeof identity === 'string') return identity;
  return typeof identity === 'number' && Number.isSafeInteger(identity) ? identity : undefined;
}

function rearrange(sources: Int32Array, beforeLength: number): Rearrangement {
  const isKept = new Uint8Array(beforeLength);
  for (const from of sources) if (from !== -1) isKept[from] = 1;
  const removed: number[] = [];
  for (let from = isKept.indexOf(0); from !== -1; from = isKept.indexOf(0, from + 1)) removed.push(from);
  return { sources, moved: markOutOfOrder(sources), removed };
}

// Between a common start and a common end. Texts, numbers and the like that stand once on either side hold their
// neighbours in place where that makes for fewer changes.
function alignPositions(before: JsonArray, after: JsonArray): Alignment {
  if (before.length === after.length && !after.some(isScalar)) return 'in place';
  const middle = differingStretch(before, after);
  if (before.length === after.length && middle.afterEnd - middle.start < 2) return 'in place';
  const held = Int32Array.from(after, (_, index) => {
    if (index < middle.start) return index;
    return index < middle.afterEnd ? -1 : index + before.length - after.length;
  });
  const plain = fillGaps(held, before.length);
  const anchored = fillGaps(addAnchors(held, before, after, middle), before.length);
  const sources = countChanges(anchored, before, after) < countChanges(plain, before, after) ? anchored : plain;
  return rearrange(sources, before.length);
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
  const crossing = markOutOfOrder(anchored);
  return anchored.map((from, index) => (crossing[index] === 1 ? -1 : from));
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
