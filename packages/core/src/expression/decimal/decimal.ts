import { type Decimal, divideHalfEven, maxDigits, powerOfTen, rounded, zero } from './rounding.js';

/** Beyond this distance of exponents one decimal is so small beside the other that it only decides a tie. */
const farApart = 100;
const stickyDigits = 36;

/** Exact, then rounded half to even to 34 digits; undefined where the result is beyond 10^±6144. */
export function add(one: Decimal, other: Decimal): Decimal | undefined {
  if (one.exponent === other.exponent) return rounded(one.coefficient + other.coefficient, one.exponent);
  if (one.coefficient === 0n) return other;
  if (other.coefficient === 0n) return one;
  return one.exponent > other.exponent ? addLower(one, other) : addLower(other, one);
}

/** As {@link add}. */
export function subtract(one: Decimal, other: Decimal): Decimal | undefined {
  return add(one, negate(other));
}

/** As {@link add}. */
export function multiply(one: Decimal, other: Decimal): Decimal | undefined {
  return rounded(one.coefficient * other.coefficient, one.exponent + other.exponent);
}

/** As {@link add}; undefined too where `other` is zero. */
export function divide(one: Decimal, other: Decimal): Decimal | undefined {
  if (other.coefficient === 0n) return undefined;
  const exponent = one.exponent - other.exponent;
  if (one.coefficient % other.coefficient === 0n) return rounded(one.coefficient / other.coefficient, exponent);
  // At least 36 digits of the quotient, and one more that says whether anything follows them.
  const shift = maxDigits + stickyDigits;
  const dividend = one.coefficient * powerOfTen(shift);
  const quotient = (dividend / other.coefficient) * 10n;
  const hasRest = dividend % other.coefficient !== 0n;
  return rounded(hasRest ? quotient + sticky(quotient) : quotient, exponent - shift - 1);
}

/** What is left of `one` after taking `other` away a whole number of times; exact, with the sign of `one`. Undefined where `other` is zero. */
export function remainder(one: Decimal, other: Decimal): Decimal | undefined {
  if (other.coefficient === 0n) return undefined;
  const distance = one.exponent - other.exponent;
  if (distance < -farApart) return one;
  if (distance < 0)
    return { coefficient: one.coefficient % (other.coefficient * powerOfTen(-distance)), exponent: one.exponent };
  const factor = powerOfTenModulo(distance, other.coefficient);
  return { coefficient: (one.coefficient * factor) % other.coefficient, exponent: other.exponent };
}

/** The order by value: 10.0 and 10 are equal. */
export function compare(one: Decimal, other: Decimal): -1 | 0 | 1 {
  const distance = one.exponent - other.exponent;
  if (distance === 0) return order(one.coefficient, other.coefficient);
  if (one.coefficient === 0n || other.coefficient === 0n) return order(one.coefficient, other.coefficient);
  if (distance > farApart) return one.coefficient > 0n ? 1 : -1;
  if (distance < -farApart) return other.coefficient > 0n ? -1 : 1;
  return distance > 0
    ? order(one.coefficient * powerOfTen(distance), other.coefficient)
    : order(one.coefficient, other.coefficient * powerOfTen(-distance));
}

export function negate({ coefficient, exponent }: Decimal): Decimal {
  return { coefficient: -coefficient, exponent };
}

export function absolute(value: Decimal): Decimal {
  return value.coefficient < 0n ? negate(value) : value;
}

/** The nearest decimal with at most `scale` digits after the point, half to even; `scale` is a whole number from 0. */
export function roundTo(value: Decimal, scale: number): Decimal {
  const surplus = -value.exponent - scale;
  if (surplus <= 0) return value;
  if (surplus > maxDigits) return zero;
  return { coefficient: divideHalfEven(value.coefficient, powerOfTen(surplus)), exponent: -scale };
}

/** Without the digits after the point, toward zero. */
export function truncate(value: Decimal): Decimal {
  if (value.exponent >= 0) return value;
  if (value.exponent < -maxDigits) return zero;
  return { coefficient: value.coefficient / powerOfTen(-value.exponent), exponent: 0 };
}

/** `lower` has the lower exponent; neither is zero. */
function addLower(upper: Decimal, lower: Decimal): Decimal | undefined {
  const distance = upper.exponent - lower.exponent;
  if (distance <= farApart) {
    return rounded(upper.coefficient * powerOfTen(distance) + lower.coefficient, lower.exponent);
  }
  return rounded(
    upper.coefficient * powerOfTen(stickyDigits) + sticky(lower.coefficient),
    upper.exponent - stickyDigits,
  );
}

/** Stands for all that is too small to be held: it only breaks a tie. */
function sticky(coefficient: bigint): bigint {
  return coefficient < 0n ? -1n : 1n;
}

function order(one: bigint, other: bigint): -1 | 0 | 1 {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** 10^exponent modulo a divisor, without making the power where it is huge. */
function powerOfTenModulo(exponent: number, divisor: bigint): bigint {
  if (exponent <= farApart) return powerOfTen(exponent);
  const half = powerOfTenModulo(Math.floor(exponent / 2), divisor);
  const square = (half * half) % divisor;
  return exponent % 2 === 0 ? square : (square * 10n) % divisor;
}
