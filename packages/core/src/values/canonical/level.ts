import { type Shape, shapeOf } from './shape.js';
import { scalarText } from './text.js';

/** An array or object that is being written. */
export interface Level {
  readonly container: object;
  /** Undefined for an array. */
  readonly shape: Shape | undefined;
  readonly size: number;
  /** Where the next item or member stands. */
  next: number;
  /** What stands before `next` where it is no scalar; `nothing` where the level is written to its end. */
  inner: unknown;
}

export const nothing: unique symbol = /* @__PURE__ */ Symbol('nothing');

/** Undefined for all but arrays, and plain objects with neither symbols as keys nor hidden members. */
export function levelOf(value: unknown): Level | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    if (!isPlainArray(value)) return undefined;
    return { container: value, shape: undefined, size: value.length, next: 0, inner: nothing };
  }
  const names = memberNames(value);
  if (names === undefined) return undefined;
  const shape = shapeOf(names);
  return { container: value, shape, size: names.length, next: 0, inner: nothing };
}

/** Of a plain object in its own order; undefined for anything else, and where a symbol is a key or a member is hidden. */
export function memberNames(value: object): readonly string[] | undefined {
  if (!isPlainObject(value) || Object.getOwnPropertySymbols(value).length > 0) return undefined;
  const names = Object.getOwnPropertyNames(value);
  return Object.keys(value).length === names.length ? names : undefined;
}

/** False for an array with holes or further properties, hidden ones and symbols included; as many of both make up for each other. */
export function isDense(items: readonly unknown[]): boolean {
  // The items' keys and `length`.
  return Reflect.ownKeys(items).length === items.length + 1;
}

/** What bounds a text. */
export interface Bounds {
  /** Arrays and objects inside each other. */
  readonly maxDepth: number;
  /** Writing stops early beyond so many characters. */
  readonly maxBytes: number;
  /** The largest number. */
  readonly largest: number;
}

/**
 * Writes on from `next` to the end, or to an item or member that is no scalar: it stands in `inner` then. Returns the
 * text so far.
 */
export function writeLevel(level: Level, text: string, bounds: Bounds): string {
  level.inner = nothing;
  return level.shape === undefined ? writeItems(level, text, bounds) : writeMembers(level, level.shape, text, bounds);
}

/** True for objects made by `{}` in any realm (a frame, a vm context), and for those without a prototype. */
export function isPlainObject(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || isRoot(prototype);
}

/** True for arrays of no class of their own, in any realm. */
export function isPlainArray(value: readonly unknown[]): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Array.prototype is an array itself, in every realm.
  return prototype === Array.prototype || (Array.isArray(prototype) && isRoot(Object.getPrototypeOf(prototype)));
}

function isRoot(prototype: unknown): boolean {
  if (typeof prototype !== 'object' || prototype === null) return false;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf');
}

function writeItems(level: Level, before: string, { largest, maxBytes }: Bounds): string {
  const items = level.container as readonly unknown[];
  let text = level.next === 0 ? `${before}[` : before;
  while (level.next < level.size && text.length <= maxBytes) {
    const item = items[level.next];
    if (level.next > 0) text += ',';
    level.next += 1;
    const scalar = scalarText(item, largest);
    if (scalar === undefined) {
      level.inner = item;
      return text;
    }
    text += scalar;
  }
  return `${text}]`;
}

function writeMembers(level: Level, { keys, heads }: Shape, before: string, { largest, maxBytes }: Bounds): string {
  const members = level.container as Readonly<Record<string, unknown>>;
  let text = level.size === 0 ? `${before}{` : before;
  while (level.next < level.size && text.length <= maxBytes) {
    const key = keys[level.next] as string;
    const head = heads[level.next];
    level.next += 1;
    const value = members[key];
    const scalar = scalarText(value, largest);
    if (head === undefined || scalar === undefined) {
      level.inner = head === undefined ? key : value;
      return head === undefined ? text : text + head;
    }
    text += head;
    text += scalar;
  }
  return `${text}}`;
}
