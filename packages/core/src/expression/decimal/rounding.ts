/** An exact decimal: `coefficient` × 10^`exponent`, at most 34 significant digits, not always the shortest pair. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

export const maxDigits = 34;
export const zero: Decimal = { coefficient: 0n, exponent: 0 };

/** Powers of ten of the first and the last digit that a result may have, as in IEEE 754 decimal128. */
const [minMagnitude, maxMagnitude] = [-6143, 6144];
const limit = 10_000_000_000_000_000_000_000_000_000_000_000n;
const powers: readonly bigint[] = /* @__PURE__ */ Array.from({ length: 160 }, (_, exponent) => 10n ** BigInt(exponent));

/** 10^exponent; exponent is a whole number from 0. */
export function powerOfTen(exponent: number): bigint {
  return powers[exponent] ?? 10n ** BigInt(exponent);
}

/** How many digits, without the sign; 1 for 0. */
function digitCount(coefficient: bigint): number {
  return (coefficient < 0n ? -coefficient : coefficient).toString().length;
}

/** The nearest decimal of 34 digits, half to even; undefined where the first digit is beyond 10^±6144. */
export function rounded(coefficient: bigint, exponent: number): Decimal | undefined {
  if (coefficient < limit && coefficient > -limit) return inRange(coefficient, exponent);
  const surplus = digitCount(coefficient) - maxDigits;
  return inRange(divideHalfEven(coefficient, powerOfTen(surplus)), exponent + surplus);
}

/** The nearest whole quotient, half to even; the divisor is positive. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = dividend % divisor;
  const twice = rest < 0n ? -rest * 2n : rest * 2n;
  if (twice < divisor || (twice === divisor && quotient % 2n === 0n)) return quotient;
  return dividend < 0n ? quotient - 1n : quotient + 1n;
}

function inRange(coefficient: bigint, exponent: number): Decimal | undefined {
  if (coefficient === 0n) return zero;
  if (exponent > minMagnitude && exponent < maxMagnitude - maxDigits) return { coefficient, exponent };
  const magnitude = exponent + digitCount(coefficient) - 1;
  return magnitude < minMagnitude || magnitude > maxMagnitude ? undefined : { coefficient, exponent };
}
