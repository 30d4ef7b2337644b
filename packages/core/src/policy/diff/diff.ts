import type { JsonValue } from '../../values/json.js';
import { appendPointer, parsePointer } from '../../values/json-pointer.js';
import type { FieldChange } from '../changes.js';
import { compare, type KeyTree, type Place, placesAStep } from './compare.js';

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
  const steps = diffInSteps(before, after, options);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** What `diffPolicies` answers, in steps of well under a millisecond each, for callers that must not hold up a page. */
export function* diffInSteps(
  before: JsonValue,
  after: JsonValue,
  options: { readonly keys?: ArrayKeys } = {},
): Generator<undefined, readonly FieldChange[]> {
  return yield* listChanges(yield* compare(before, after, options.keys && keyTreeOf(options.keys)));
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

function* listChanges(root: Place): Generator<undefined, readonly FieldChange[]> {
  const changes: FieldChange[] = [];
  const waiting: Located[] = [{ place: root, from: '', path: '', field: '' }];
  for (let located = waiting.pop(); located !== undefined; located = waiting.pop()) {
    const change = changeAt(located);
    if (change !== undefined && changes.push(change) % placesAStep === 0) yield;
    for (const inner of located.place.inside?.sort(compareBackwards) ?? []) waiting.push(locate(inner, located));
  }
  return changes;
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

// Backwards, as the last one in is the first one out.
function compareBackwards(one: Place, other: Place): number {
  if (typeof one.to === 'number' && one.kind !== other.kind) {
    if (one.kind === 'removed') return 1;
    if (other.kind === 'removed') return -1;
  }
  return one.to < other.to ? 1 : -1;
}
