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

export const nothing: unique symbol = Symbol('nothing');

/** Undefined for all but plain objects with string keys, and arrays without holes or further properties. */
export function levelOf(value: unknown): Level | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    if (!isPlainArray(value) || Object.keys(value).length !== value.length) return undefined;
    return { container: value, shape: undefined, size: value.length, next: 0, inner: nothing };
  }
  if (!isPlainObject(value) || Object.getOwnPropertySymbols(value).length > 0) return undefined;
  const shape = shapeOf(Object.getOwnPropertyNames(value));
  return { container: value, shape, size: shape.keys.length, next: 0, inner: nothing };
}

/**
 * Writes on from `next` to the end, or to an item or member that is no scalar: it stands in `inner` then. Stops early
 * beyond `room` characters.
 */
export function levelText(level: Level, largest: number, room: number): string {
  level.inner = nothing;
  return level.shape === undefined ? itemsText(level, largest, room) : membersText(level, level.shape, largest, room);
}

/** True for objects made by `{}` in any realm (a frame, a vm context), and for those without a prototype. */
export function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || isRoot(prototype);
}

function isPlainArray(value: readonly unknown[]): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Array.prototype is an array itself, in every realm.
  return prototype === Array.prototype || (Array.isArray(prototype) && isRoot(Object.getPrototypeOf(prototype)));
}

function isRoot(prototype: unknown): boolean {
  if (typeof prototype !== 'object' || prototype === null) return false;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf');
}

function itemsText(level: Level, largest: number, room: number): string {
  const items = level.container as readonly unknown[];
  let text = level.next === 0 ? '[' : '';
  while (level.next < level.size && text.length <= room) {
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

function membersText(level: Level, { keys, heads }: Shape, largest: number, room: number): string {
  let text = level.size === 0 ? '{' : '';
  while (level.next < level.size && text.length <= room) {
    const key = keys[level.next] as string;
    const head = heads[level.next];
    level.next += 1;
    const property = Object.getOwnPropertyDescriptor(level.container, key);
    // An accessor has no value.
    const value: unknown = property?.enumerable === true ? property.value : undefined;
    const scalar = scalarText(value, largest);
    if (head === undefined || scalar === undefined) {
      level.inner = head === undefined ? key : value;
      return text + (head ?? '');
    }
    text += head + scalar;
  }
  return `${text}}`;
}
