import type { JsonArray, JsonObject, JsonValue } from '../json.js';
import { isDense, type Level, levelOf, memberOf } from './level.js';

/** True where a value has the canonical text of a known one; false for all that JSON cannot say. Takes a third of writing's time. */
export function isWrittenAs(value: unknown, known: JsonValue): boolean {
  const waiting: unknown[] = value === known ? [] : [value, known];
  while (waiting.length > 0) {
    const wanted = waiting.pop() as JsonValue;
    const level = levelOf(waiting.pop());
    if (level === undefined || typeof wanted !== 'object' || wanted === null) return false;
    if (Array.isArray(wanted) ? !fitsItems(level, wanted, waiting) : !fitsMembers(level, wanted as JsonObject, waiting))
      return false;
  }
  return true;
}

// Items and members that are not the same at first sight are put to `waiting`.
function fitsItems(level: Level, wanted: JsonArray, waiting: unknown[]): boolean {
  if (level.shape !== undefined || level.size !== wanted.length || !isDense(level)) return false;
  const items = level.container as readonly unknown[];
  for (let at = 0; at < items.length; at += 1) {
    if (items[at] !== wanted[at]) waiting.push(items[at], wanted[at]);
  }
  return true;
}

function fitsMembers({ container, shape, size }: Level, wanted: JsonObject, waiting: unknown[]): boolean {
  const keys = Object.keys(wanted);
  if (shape === undefined || keys.length !== size) return false;
  for (const key of keys) {
    const member = memberOf(container, key);
    if (member !== wanted[key]) waiting.push(member, wanted[key]);
  }
  return true;
}
