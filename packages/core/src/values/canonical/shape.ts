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
  return known !== undefined && isSame(known.given, given) ? known : remember(mark, newShape(given));
}

function newShape(given: readonly string[]): Shape {
  const keys = [...given].sort();
  const heads = keys.map((key, at) => {
    const name = stringText(key);
    return name === undefined ? undefined : `${at === 0 ? '{' : ','}${name}:`;
  });
  return { given, keys, heads };
}

function remember(mark: string | undefined, shape: Shape): Shape {
  if (shape.heads.join('').length > maxLength) return shape;
  if (remembered.size === maxRemembered) remembered.clear();
  remembered.set(mark, shape);
  return shape;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}
