import { Fault } from '../failure.js';
import { overspends, type Run, tooCostly } from '../run/run.js';
import { nounOf } from '../type/type.js';
import { deepest, tooDeep } from './json-value.js';
import { compareNumeric, isNumeric } from './numeric.js';
import { isList, isMap, type Kind, kindOf, type Value, type ValueList, type ValueMap } from './value.js';

/** Kinds that have an order. */
export const orderedKinds: readonly (Kind | 'dyn')[] = ['number', 'text', 'boolean', 'timestamp', 'duration'];

/** Negative, 0 or positive; a fault where the two are of different kinds, or of one that has no order. */
export function orderOf(one: Value, other: Value, run: Run): number | Fault {
  const kind = kindOf(one);
  if (kind !== kindOf(other)) return differentKinds(one, other);
  if (isNumeric(one) && isNumeric(other)) return compareNumeric(one, other);
  if (typeof one === 'string' && typeof other === 'string') return compareText(one, other, run);
  if (typeof one === 'boolean' && typeof other === 'boolean') return Number(one) - Number(other);
  const [first, second] = [instantOf(one), instantOf(other)];
  if (first === undefined || second === undefined) {
    return new Fault('wrong_type', `${nounOf(kind)} is neither smaller nor larger than another`);
  }
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

/** A fault where the two are of different kinds, null apart: it equals itself alone. */
export function equals(one: Value, other: Value, run: Run): boolean | Fault {
  if (one === null || other === null) return one === other;
  return kindOf(one) === kindOf(other) ? isEqual(one, other, run) : differentKinds(one, other);
}

/** Values of different kinds are not equal. A fault where they are nested too deep. */
export function isEqual(one: Value, other: Value, run: Run, depth = 0): boolean | Fault {
  if (overspends(run, 1)) return tooCostly;
  if (one === other) return true;
  if (typeof one === 'string' && typeof other === 'string') return areTextsEqual(one, other, run);
  if (typeof one !== 'object' || typeof other !== 'object')
    return isNumeric(one) && isNumeric(other) && compareNumeric(one, other) === 0;
  if (one === null || other === null) return false;
  if (depth > deepest) return tooDeep;
  if (isNumeric(one) && isNumeric(other)) return compareNumeric(one, other) === 0;
  if (isList(one) && isList(other)) return areListsEqual(one, other, run, depth);
  const instant = instantOf(one);
  if (instant !== undefined) return kindOf(one) === kindOf(other) && instant === instantOf(other);
  return isMap(one) && isMap(other) && areMapsEqual(one, other, run, depth);
}

function areListsEqual(one: ValueList, other: ValueList, run: Run, depth: number): boolean | Fault {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) {
    const outcome = isEqual(one[index] ?? null, other[index] ?? null, run, depth + 1);
    if (outcome !== true) return outcome;
  }
  return true;
}

function areMapsEqual(one: ValueMap, other: ValueMap, run: Run, depth: number): boolean | Fault {
  if (one.size !== other.size) return false;
  for (const key of one.keys()) {
    const [first, second] = [one.get(key), other.get(key)];
    if (first === undefined || second === undefined) return false;
    if (first instanceof Fault) return first;
    if (second instanceof Fault) return second;
    const outcome = isEqual(first, second, run, depth + 1);
    if (outcome !== true) return outcome;
  }
  return true;
}

/** The nanoseconds of a timestamp or a duration. */
export function instantOf(value: Value): bigint | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('epochNanoseconds' in value) return value.epochNanoseconds;
  return 'nanoseconds' in value ? value.nanoseconds : undefined;
}

function differentKinds(one: Value, other: Value): Fault {
  return new Fault('wrong_type', `${nounOf(kindOf(one))} can't be compared with ${nounOf(kindOf(other))}`);
}

function areTextsEqual(one: string, other: string, run: Run): boolean {
  if (one.length !== other.length) return false;
  run.cost += textCost(one.length);
  return one === other;
}

/** What it costs to go through so many characters. */
export function textCost(length: number): number {
  return length >> 5;
}

/** By code points, as UTF-8 sorts; JavaScript's own order is by UTF-16 units. */
function compareText(one: string, other: string, run: Run): number {
  const length = Math.min(one.length, other.length);
  // Each character is looked at, which takes some times as long as to ask whether texts are equal.
  run.cost += 4 * textCost(length);
  for (let index = 0; index < length; index++) {
    const first = one.charCodeAt(index);
    const second = other.charCodeAt(index);
    if (first !== second) return codePointRank(first) - codePointRank(second);
  }
  return one.length - other.length;
}

// Surrogates stand for code points above all others.
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
