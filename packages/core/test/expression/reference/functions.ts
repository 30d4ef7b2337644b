import { Decimal as AnyDecimal } from 'decimal.js';
import { Decimal, fail, Moment, type Number34, Span, textOf, type Value } from './values.js';

type Call = (...values: Value[]) => Value;

/** A global function. Decimal text is held to 34 digits on either side of the point. */
export function callOf(name: string, values: readonly Value[]): Value {
  const call = Object.hasOwn(calls, name) ? calls[name] : undefined;
  return call === undefined ? fail('no such function') : call(...values);
}

export function methodOf(name: string, receiver: Value, values: readonly Value[]): Value {
  if (name === 'size') return sizeOf(receiver);
  const [part] = values;
  if (typeof receiver !== 'string' || typeof part !== 'string') return fail('no text');
  if (name === 'contains') return receiver.includes(part);
  if (name === 'startsWith') return receiver.startsWith(part);
  return name === 'endsWith' ? receiver.endsWith(part) : fail('no such method');
}

const calls: Readonly<Record<string, Call>> = {
  size: (value) => sizeOf(given(value)),
  decimal: (value) => (typeof value === 'string' ? decimalOf(value) : number(given(value))),
  string: (value) => textOf(given(value)),
  dyn: (value) => given(value),
  abs: (value) => number(given(value)).abs(),
  min: (...values) => AnyDecimal.min.call(Decimal, ...numbers(values)),
  max: (...values) => AnyDecimal.max.call(Decimal, ...numbers(values)),
  round: (value, scale) => number(given(value)).toDecimalPlaces(places(given(scale)), Decimal.ROUND_HALF_EVEN),
  timestamp: (value) => (typeof value === 'string' ? momentOf(value) : sinceEpoch(given(value))),
  duration: (value) => (typeof value === 'string' ? spanOf(value) : fail('no text')),
};

function given(value: Value | undefined): Value {
  return value === undefined ? fail('an argument is missing') : value;
}

function number(value: Value): Number34 {
  return value instanceof Decimal ? value : fail('no number');
}

function numbers(values: readonly Value[]): Number34[] {
  return values.length === 0 ? fail('no argument') : values.map(number);
}

function places(value: Value): number {
  const scale = number(value);
  return scale.isInteger() && scale.gte(0) && scale.lte(34) ? scale.toNumber() : fail('no scale');
}

function sizeOf(value: Value): Number34 {
  if (typeof value === 'string') return new Decimal([...value].length);
  if (Array.isArray(value)) return new Decimal(value.length);
  return value instanceof Map ? new Decimal(value.size) : fail('no size');
}

const Wide = AnyDecimal.clone({ precision: 1_000, minE: -9e15, maxE: 9e15 });

function decimalOf(text: string): Number34 {
  if (!/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return fail('no decimal');
  const value = new Wide(text);
  const isShort = value.precision() <= 34 && value.decimalPlaces() <= 34 && value.e < 34;
  return value.isZero() || isShort ? new Decimal(value) : fail('too long');
}

function sinceEpoch(value: Value): Moment {
  if (value instanceof Moment) return value;
  const seconds = number(value);
  if (!seconds.isInteger() || seconds.abs().gt(253_402_300_799)) return fail('no instant');
  return new Moment(BigInt(seconds.toFixed()) * 1_000_000_000n);
}

function momentOf(text: string): Moment {
  const milliseconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  return Number.isNaN(milliseconds) ? fail('no instant') : new Moment(BigInt(milliseconds) * 1_000_000n);
}

const unitNanoseconds: Readonly<Record<string, number>> = { h: 3.6e12, m: 6e10, s: 1e9, ms: 1e6, us: 1e3, ns: 1 };

function spanOf(text: string): Span {
  if (!/^-?(\d+(\.\d+)?(h|ms|m|s|us|ns))+$/.test(text)) return fail('no duration');
  let sum = new Decimal(0);
  for (const [, amount = '0', unit = 's'] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|ns)/g)) {
    sum = sum.plus(new Decimal(amount).times(unitNanoseconds[unit] ?? 0));
  }
  return new Span(BigInt(sum.trunc().toFixed()) * (text.startsWith('-') ? -1n : 1n));
}
