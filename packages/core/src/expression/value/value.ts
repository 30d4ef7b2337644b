import type { Decimal } from '../decimal/rounding.js';
import type { Fault } from '../failure.js';

/** What an expression computes with. A JS number stands for its shortest decimal text, exactly; it is always finite. */
export type Value = null | boolean | string | Numeric | Timestamp | Duration | ValueList | ValueMap;

/** Two forms of one thing: which of them a number has says nothing. Read either with `asDecimal`. */
export type Numeric = number | Decimal;

export type ValueList = readonly Value[];

/** Text, boolean, or a whole number. */
export type MapKey = string | boolean | bigint;

export interface ValueMap {
  readonly size: number;
  keys(): Iterable<MapKey>;
  has(key: MapKey): boolean;
  /** Undefined where there is no such key; a fault where a JSON member is not of the type its schema says. */
  get(key: MapKey): Value | Fault | undefined;
}

/** Years 1 to 9999, to the nanosecond. */
export interface Timestamp {
  readonly epochNanoseconds: bigint;
}

export interface Duration {
  readonly nanoseconds: bigint;
}

export type Kind = 'null' | 'boolean' | 'number' | 'text' | 'timestamp' | 'duration' | 'list' | 'map';

export function kindOf(value: Value): Kind {
  switch (typeof value) {
    case 'number':
      return 'number';
    case 'string':
      return 'text';
    case 'boolean':
      return 'boolean';
    default:
      return value === null ? 'null' : kindOfObject(value);
  }
}

function kindOfObject(value: Decimal | Timestamp | Duration | ValueList | ValueMap): Kind {
  if ('coefficient' in value) return 'number';
  if (isList(value)) return 'list';
  if ('epochNanoseconds' in value) return 'timestamp';
  return 'nanoseconds' in value ? 'duration' : 'map';
}

export function isList(value: unknown): value is ValueList {
  return Array.isArray(value);
}

export function isMap(value: Value): value is ValueMap {
  return typeof value === 'object' && value !== null && kindOfObject(value) === 'map';
}
