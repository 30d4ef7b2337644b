import type { JsonValue } from '../../values/json.js';
import { appendPointer, parsePointer } from '../../values/json-pointer.js';
import type { FieldChange } from '../changes.js';
import { type KeyTree, type Place, startWalk, walkOn } from './compare.js';

/** By the path of an array, `*` for any item: the member that identifies its items. */
export type ArrayKeys = Readonly<Record<string, string>>;

/**
 * What changed from one policy to another, in document order: members by name in code-unit order; in an array the
 * removed items first, then the others as they stand. Items are the same by the key given for their array, else by
 * `id`, `key` or `name`, the first that all items of both arrays have as text or a safe integer, each its own; else by
 * position. Moves are as few as can be, a new or removed item is one change. Takes documents of any depth. Throws
 * `invalid_argument` for a path in `keys` that is no JSON Pointer.
 */
export function diffPolicies(
  before: JsonValue,
  after: JsonValue,
  options: { readonly keys?: ArrayKeys } = {},
): readonly FieldChange[] {
  const walk = startWalk(before, after, options.keys && keyTreeOf(options.keys));
  walkOn(walk, Infinity);
  const list = startList(walk.root);
  listOn(list, Infinity);
  return list.changes;
}

const placesAStep = 512;

/** What `diffPolicies` answers, in steps of well under a millisecond each, for callers that must not hold up a page. */
export function* diffInSteps(
  before: JsonValue,
  after: JsonValue,
  options: { readonly keys?: ArrayKeys } = {},
): Generator<undefined, readonly FieldChange[]> {
  const walk = startWalk(before, after, options.keys && keyTreeOf(options.keys));
  while (walkOn(walk, placesAStep)) yield;
  const list = startList(walk.root);
  while (listOn(list, placesAStep)) yield;
  return list.changes;
}

function keyTreeOf(keys: ArrayKeys): KeyTree {
  const root: KeyTree = { below: new Map() };
  for (const [path, key] of Object.entries(keys)) {
    let tree = root;
    for (const segment of parsePointer(path)) {
      const below = tree.below.get(segment) ?? { below: new Map() };
      tree.below.set(segment, below);
      tree = below;
    }
    tree.key = key;
  }
  return root;
}

/** A place that differs, with the pointers to it. */
interface Located {
  readonly place: Place;
  readonly from: string;
  readonly path: string;
  readonly field: string;
}

interface ChangeList {
  readonly changes: FieldChange[];
  readonly waiting: Located[];
}

function startList(place: Place): ChangeList {
  return { changes: [], waiting: [{ place, from: '', path: '', field: '' }] };
}

/** Lists what changed in so many places more. False where none is left. */
function listOn({ changes, waiting }: ChangeList, places: number): boolean {
  for (let left = places; left > 0; left--) {
    const located = waiting.pop();
    if (located === undefined) return false;
    const change = changeAt(located);
    if (change !== undefined) changes.push(change);
    for (const inner of backwards(located.place.inside ?? [])) waiting.push(locate(inner, located));
  }
  return true;
}

const needsEscape = /[~/]/;

// Most paths are the same in both policies: the text is shared while they are.
function locate(place: Place, parent: Located): Located {
  const { from, to } = place;
  const end = typeof to === 'number' || !needsEscape.test(to) ? `/${to}` : appendPointer('', to);
  const path = parent.path + end;
  const isShifted = from !== to || parent.from !== parent.path;
  return {
    place,
    path,
    from: isShifted ? parent.from + (from === to ? end : `/${from}`) : path,
    field: parent.field + (typeof to === 'number' ? '/*' : end),
  };
}

function changeAt({ place, from, path, field }: Located): FieldChange | undefined {
  const { kind, before = null, after = null } = place;
  switch (kind) {
    case 'kept':
      return undefined;
    case 'added':
      return { kind, path, field, after };
    case 'removed':
      return { kind, path: from, field, before };
    case 'changed':
      return { kind, path, field, before, after };
    case 'moved':
      return { kind, path, field, from };
  }
}

// The last one in is the first one out. Members are found in order, which to see takes less than to sort even three.
function backwards(places: Place[]): readonly Place[] {
  const isInOrder = places.every((place, at) => at === 0 || compareBackwards(places[at - 1] as Place, place) > 0);
  return isInOrder ? places.reverse() : places.sort(compareBackwards);
}

function compareBackwards(one: Place, other: Place): number {
  if (typeof one.to === 'number' && one.kind !== other.kind) {
    if (one.kind === 'removed') return 1;
    if (other.kind === 'removed') return -1;
  }
  return one.to < other.to ? 1 : -1;
}
