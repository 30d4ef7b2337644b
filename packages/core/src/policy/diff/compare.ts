import type { JsonArray, JsonObject, JsonValue } from '../../values/json.js';
import type { FieldChange } from '../changes.js';
import { align } from './align.js';
import { isArray, isObject } from './equal.js';

/** Undefined where there is nothing. */
type Value = JsonValue | undefined;

/** A member's name or an item's index: numbers are indexes, whatever names look like. */
export type Segment = string | number;

/** A place in both documents: where it stands, what is there, and the places inside it that differ. */
export interface Place {
  readonly kind: FieldChange['kind'] | 'kept';
  readonly before: Value;
  readonly after: Value;
  /** In the earlier document and in the later. */
  readonly from: Segment;
  readonly to: Segment;
  readonly parent: Place | undefined;
  readonly keys: KeyTree | undefined;
  /** In no order. */
  inside: Place[] | undefined;
}

/** The names of the members that identify items, by field; `*` stands for any item. */
export interface KeyTree {
  key?: string;
  readonly below: Map<string, KeyTree>;
}

interface Walk {
  /** Places yet to be compared: the call stack stays flat at any depth. */
  readonly waiting: Place[];
  // Scratch: the members of the earlier object at hand.
  readonly names: string[];
  readonly values: Value[];
  /** False where someone gave Object.prototype enumerable members. */
  readonly isPlain: boolean;
}

/** How many places are looked at between two steps. */
export const placesAStep = 512;

/** Compares two documents: the root place, with those places inside it that differ or lead to one that does. */
export function* compare(before: JsonValue, after: JsonValue, keys?: KeyTree): Generator<undefined, Place> {
  const kind = before === after || isSameContainer(before, after) ? 'kept' : 'changed';
  const root: Place = { kind, parent: undefined, from: '', to: '', before, after, keys, inside: undefined };
  if (before === after) return root;
  const walk: Walk = { waiting: [root], names: [], values: [], isPlain: !objectsInheritMembers() };
  let seen = 0;
  for (let place = walk.waiting.pop(); place !== undefined; place = walk.waiting.pop()) {
    if (++seen % placesAStep === 0) yield;
    if (isArray(place.before) && isArray(place.after)) compareItems(walk, place, place.before, place.after);
    else if (isObject(place.before) && isObject(place.after)) compareMembers(walk, place, place.before, place.after);
  }
  return root;
}

function compareMembers(walk: Walk, parent: Place, before: JsonObject, after: JsonObject): void {
  const leading = walk.isPlain ? compareLeadingMembers(walk, parent, before, after) : 0;
  if (leading === 'all') return;
  for (const key of Object.keys(after).slice(leading)) {
    if (Object.hasOwn(before, key)) meet(walk, parent, key, key, before[key], after[key]);
    else report('added', parent, key, key, undefined, after[key]);
  }
  for (const key of Object.keys(before).slice(leading)) {
    if (!Object.hasOwn(after, key)) report('removed', parent, key, key, before[key], undefined);
  }
}

// Members of the same names in the same order: `for in` reads them without making a list of keys.
function compareLeadingMembers(walk: Walk, parent: Place, before: JsonObject, after: JsonObject): number | 'all' {
  const { names, values } = walk;
  let count = 0;
  for (const key in before) {
    if (count === names.length) {
      names.push(key);
      values.push(before[key]);
    } else {
      names[count] = key;
      values[count] = before[key];
    }
    count++;
  }
  let leading = 0;
  for (const key in after) {
    if (leading === count || names[leading] !== key) return leading;
    const earlier = values[leading++];
    const later = after[key];
    if (earlier !== later) meet(walk, parent, key, key, earlier, later);
  }
  return leading === count ? 'all' : leading;
}

function compareItems(walk: Walk, parent: Place, before: JsonArray, after: JsonArray): void {
  const alignment = align(before, after, parent.keys?.key);
  if (alignment === 'in place') {
    for (let index = 0; index < after.length; index++) {
      if (before[index] !== after[index]) meet(walk, parent, index, index, before[index], after[index]);
    }
    return;
  }
  const { sources, moved, removed } = alignment;
  for (const from of removed) report('removed', parent, from, from, before[from], undefined);
  for (let to = 0; to < after.length; to++) {
    const from = sources[to] ?? -1;
    if (from === -1) report('added', parent, to, to, undefined, after[to]);
    else if (moved[to] === 1) walk.waiting.push(report('moved', parent, from, to, before[from], after[to]));
    else meet(walk, parent, from, to, before[from], after[to]);
  }
}

function meet(walk: Walk, parent: Place, from: Segment, to: Segment, before: Value, after: Value): void {
  if (before === after) return;
  if (!isSameContainer(before, after)) report('changed', parent, from, to, before, after);
  else if (!haveSameItems(before, after)) walk.waiting.push(placeOf('kept', parent, from, to, before, after));
}

// Links a place into its parent, and that into its own where it had no difference inside until now.
function report(kind: Place['kind'], parent: Place, from: Segment, to: Segment, before: Value, after: Value): Place {
  const reported = placeOf(kind, parent, from, to, before, after);
  let place = reported;
  for (let above: Place | undefined = parent; above !== undefined; above = above.parent) {
    if (above.inside !== undefined) {
      above.inside.push(place);
      break;
    }
    above.inside = [place];
    if (above.kind === 'moved') break;
    place = above;
  }
  return reported;
}

function placeOf(kind: Place['kind'], parent: Place, from: Segment, to: Segment, before: Value, after: Value): Place {
  const keys = parent.keys?.below.get(typeof to === 'number' ? '*' : to);
  return { kind, parent, from, to, before, after, keys, inside: undefined };
}

function isSameContainer(before: Value, after: Value): boolean {
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) return false;
  return isArray(before) === isArray(after);
}

// Saves a place for every short list of texts.
function haveSameItems(before: Value, after: Value): boolean {
  if (!isArray(before) || !isArray(after) || before.length !== after.length) return false;
  for (let index = 0; index < after.length; index++) if (before[index] !== after[index]) return false;
  return true;
}

function objectsInheritMembers(): boolean {
  for (const _ in {}) return true;
  return false;
}
