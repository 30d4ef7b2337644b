import { stringText } from './text.js';

/** What an object's text takes from its keys alone. */
export interface Shape {
  /** In the object's own order. */
  readonly given: readonly string[];
  /** By UTF-16 code units. */
  readonly keys: readonly string[];
  /** What stands before each value: `{"first":`, `,"second":`; undefined for a key that JSON cannot say. */
  readonly heads: readonly (string | undefined)[];
}

// Objects of one kind come again and again: remembering how their keys are sorted and quoted saves a fifth of the time.
const remembered = new Map<string | undefined, Shape>();
const maxRemembered = 1000;
const maxLength = 1000;

/** The shape of an object with these keys. */
export function shapeOf(given: readonly string[]): Shape {
  const mark = given[given.length >> 1];
  const known = remembered.get(mark);
  return known !== undefined && isSame(known.given, given) ? known : newShape(given, mark);
}

function newShape(given: readonly string[], mark: string | undefined): Shape {
  const keys = sorted([...given]);
  const heads: (string | undefined)[] = [];
  let length = 0;
  for (const key of keys) {
    const name = stringText(key);
    heads.push(name === undefined ? undefined : `${length === 0 ? '{' : ','}${name}:`);
    length += key.length + 1;
  }
  const shape = { given, keys, heads };
  if (remembered.size === maxRemembered) remembered.clear();
  if (length <= maxLength) remembered.set(mark, shape);
  return shape;
}

// By UTF-16 code units, as the built-in sort; insertion is quicker for the short lists that most are.
function sorted(keys: string[]): string[] {
  if (keys.length > 16) return keys.sort();
  for (let end = 1; end < keys.length; end += 1) {
    const key = keys[end] as string;
    let at = end;
    for (; at > 0 && key < (keys[at - 1] as string); at -= 1) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}
