import { Decimal, fail, kindOf, Moment, type Number34, Span, type Value } from './values.js';

const [firstInstant, lastInstant] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

export function arithmetic(operator: string, one: Value, other: Value): Value {
  if (one instanceof Decimal && other instanceof Decimal) return calculated(operator, one, other);
  if (operator === '+') return joined(one, other);
  if (operator !== '-') return fail('no numbers');
  if (one instanceof Moment && other instanceof Moment) return new Span(one.nanoseconds - other.nanoseconds);
  if (one instanceof Moment && other instanceof Span) return moment(one.nanoseconds - other.nanoseconds);
  if (one instanceof Span && other instanceof Span) return new Span(one.nanoseconds - other.nanoseconds);
  return fail('no difference');
}

export function negated(value: Value): Value {
  return value instanceof Decimal ? value.neg() : fail('no number');
}

function calculated(operator: string, one: Number34, other: Number34): Number34 {
  switch (operator) {
    case '+':
      return inRange(one.plus(other));
    case '-':
      return inRange(one.minus(other));
    case '*':
      return inRange(one.times(other));
    case '/':
      return other.isZero() ? fail('by zero') : inRange(one.div(other));
    default:
      return other.isZero() ? fail('by zero') : one.mod(other);
  }
}

function inRange(value: Number34): Number34 {
  return value.isFinite() ? value : fail('too large');
}

function joined(one: Value, other: Value): Value {
  if (typeof one === 'string' && typeof other === 'string') return one + other;
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
  if (one instanceof Moment && other instanceof Span) return moment(one.nanoseconds + other.nanoseconds);
  if (one instanceof Span && other instanceof Moment) return moment(one.nanoseconds + other.nanoseconds);
  if (one instanceof Span && other instanceof Span) return new Span(one.nanoseconds + other.nanoseconds);
  return fail('nothing to join');
}

function moment(nanoseconds: bigint): Moment {
  const milliseconds = Number(nanoseconds / 1_000_000n);
  return milliseconds < firstInstant || milliseconds > lastInstant ? fail('out of time') : new Moment(nanoseconds);
}

/** Of different kinds it fails, but for null, which only null equals. */
export function areEqual(one: Value, other: Value): boolean {
  if (one === null || other === null) return one === other;
  return kindOf(one) === kindOf(other) ? areSame(one, other) : fail('of different kinds');
}

/** Inside of lists and maps other kinds are just not the same. */
function areSame(one: Value, other: Value): boolean {
  if (one === null || kindOf(one) !== kindOf(other)) return one === other;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => areSame(item, other[index]));
  }
  if (one instanceof Map && other instanceof Map) {
    return one.size === other.size && [...one].every(([key, item]) => other.has(key) && areSame(item, other.get(key)));
  }
  return compareValues(one, other) === 0;
}

export function compareValues(one: Value, other: Value): number {
  if (one instanceof Decimal && other instanceof Decimal) return one.comparedTo(other);
  if (typeof one === 'string' && typeof other === 'string') return compareTexts(one, other);
  if (typeof one === 'boolean' && typeof other === 'boolean') return Number(one) - Number(other);
  if (one instanceof Moment && other instanceof Moment) return order(one.nanoseconds, other.nanoseconds);
  if (one instanceof Span && other instanceof Span) return order(one.nanoseconds, other.nanoseconds);
  return fail('no order');
}

/** Fails where no item is even of the kind. */
export function isIn(item: Value, container: Value): boolean {
  if (container instanceof Map) {
    if (typeof item === 'string') return container.has(item);
    return ['decimal', 'boolean'].includes(kindOf(item)) ? false : fail('no key');
  }
  if (!Array.isArray(container)) return fail('no list');
  if (container.some((other) => areSame(item, other))) return true;
  const kinds = container.map(kindOf);
  const isComparable =
    item === null || kinds.length === 0 || kinds.some((kind) => kind === 'null' || kind === kindOf(item));
  return isComparable ? false : fail('of different kinds');
}

/** By code points. */
function compareTexts(one: string, other: string): number {
  const [first, second] = [[...one], [...other]];
  for (let index = 0; index < Math.min(first.length, second.length); index += 1) {
    const difference = (first[index]?.codePointAt(0) ?? 0) - (second[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return first.length - second.length;
}

function order(one: bigint, other: bigint): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
