import { Decimal as AnyDecimal } from 'decimal.js';
import type { JsonValue } from '../../../src/values/json.js';

/** 34 digits, half to even, exponents of decimal128. */
export const Decimal: typeof AnyDecimal = AnyDecimal.clone({
  precision: 34,
  rounding: AnyDecimal.ROUND_HALF_EVEN,
  minE: -6143,
  maxE: 6144,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

export type Number34 = AnyDecimal;

/** Nanoseconds since 1970, or between two instants. */
export class Moment {
  readonly nanoseconds: bigint;
  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }
}
export class Span {
  readonly nanoseconds: bigint;
  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }
}

export type Value = Number34 | string | boolean | null | Moment | Span | readonly Value[] | ReadonlyMap<string, Value>;

/** What an expression comes to where it comes to nothing. One for each reason, for speed. */
export class Failure extends Error {}

const failures = new Map<string, Failure>();

export function fail(reason: string): never {
  const known = failures.get(reason);
  if (known !== undefined) throw known;
  const made = new Failure(reason);
  failures.set(reason, made);
  throw made;
}

export type Kind = 'decimal' | 'text' | 'boolean' | 'null' | 'moment' | 'span' | 'list' | 'map';

export function kindOf(value: Value): Kind {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  if (value instanceof Moment) return 'moment';
  if (value instanceof Span) return 'span';
  if (Array.isArray(value)) return 'list';
  return value instanceof Map ? 'map' : 'decimal';
}

/** What a schema says of a value, as far as the interpreter must know it. */
export interface Shape {
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
}

/** A JSON value as the language sees it: text is a number only where the schema says so. */
export function fromJson(json: JsonValue, shape: Shape = {}): Value {
  if (typeof json === 'number') return new Decimal(json);
  if (typeof json === 'string') return shape.format === 'decimal' ? new Decimal(json) : json;
  if (Array.isArray(json)) return json.map((item) => fromJson(item, shape.items));
  if (typeof json !== 'object' || json === null) return json as boolean | null;
  return new Map(Object.entries(json).map(([key, item]) => [key, fromJson(item, shape.properties?.[key])]));
}

export function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (kindOf(value) !== 'decimal') fail('no text');
  return (value as Number34).plus(0).toFixed();
}
