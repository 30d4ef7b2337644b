import type { JsonArray, JsonObject, JsonValue } from '../json.js';
import { isDense, isPlainArray, memberNames } from './level.js';

/** True where a value has the canonical text of a known one; false for all that JSON cannot say. Takes a third of writing's time. */
export function isWrittenAs(value: unknown, known: JsonValue): boolean {
  const waiting: unknown[] = value === known ? [] : [value, known];
  while (waiting.length > 0) {
    const wanted = waiting.pop() as JsonValue;
    const given = waiting.pop();
    if (typeof given !== 'object' || given === null || typeof wanted !== 'object' || wanted === null) return false;
    if (Array.isArray(wanted) ? !fitsItems(given, wanted, waiting) : !fitsMembers(given, wanted as JsonObject, waiting))
      return false;
  }
  return true;
}

// Items and members that are not the same at first sight are put to `waiting`.
function fitsItems(given: object, wanted: JsonArray, waiting: unknown[]): boolean {
  if (!Array.isArray(given) || given.length !== wanted.length || !isPlainArray(given) || !isDense(given)) return false;
  for (let at = 0; at < wanted.length; at += 1) {
    if (given[at] !== wanted[at]) waiting.push(given[at], wanted[at]);
  }
  return true;
}

function fitsMembers(given: object, wanted: JsonObject, waiting: unknown[]): boolean {
  const names = memberNames(given);
  if (names === undefined || names.length !== Object.keys(wanted).length) return false;
  for (const name of names) {
    if (!Object.hasOwn(wanted, name)) return false;
    const member = (given as Readonly<Record<string, unknown>>)[name];
    if (member !== wanted[name]) waiting.push(member, wanted[name]);
  }
  return true;
}
