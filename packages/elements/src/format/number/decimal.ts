/** An exact decimal: `units` times ten to the power of `-scale`. */
export interface Decimal {
  readonly units: bigint;
  /** Digits after the point, 0 or more. */
  readonly scale: number;
}

const grammar = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;
const mostDigits = 400;

/** The decimal that a number or a text stands for; undefined for anything else. A number is its shortest decimal. */
export function findDecimal(value: unknown): Decimal | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const match = grammar.exec(String(value));
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (whole.length + fraction.length > mostDigits) return undefined;
  const scale = fraction.length - Number(exponent);
  const units = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  return scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale };
}

/** `later` less `earlier`. */
export function subtract(later: Decimal, earlier: Decimal): Decimal {
  const scale = Math.max(later.scale, earlier.scale);
  return { units: unitsAt(later, scale) - unitsAt(earlier, scale), scale };
}

/** The sign of `one` less `other`. */
export function compare(one: Decimal, other: Decimal): -1 | 0 | 1 {
  const { units } = subtract(one, other);
  if (units === 0n) return 0;
  return units < 0n ? -1 : 1;
}

/** Times ten to the power of `places`. */
export function shift({ units, scale }: Decimal, places: number): Decimal {
  const shifted = scale - places;
  return shifted >= 0 ? { units, scale: shifted } : { units: units * 10n ** BigInt(-shifted), scale: 0 };
}

/** `part` of `whole` in percent, rounded half away from zero to `scale` digits; undefined where `whole` is 0. */
export function percentOf(part: Decimal, whole: Decimal, scale: number): Decimal | undefined {
  if (whole.units === 0n) return undefined;
  const common = Math.max(part.scale, whole.scale);
  const divisor = absolute(unitsAt(whole, common));
  const dividend = unitsAt(part, common) * 10n ** BigInt(scale + 2);
  const rounded = (absolute(dividend) * 2n + divisor) / (divisor * 2n);
  return { units: dividend < 0n ? -rounded : rounded, scale };
}

/** Plain text without an exponent or trailing zeros: `-0.5`. */
export function decimalText(decimal: Decimal): `${number}` {
  const { units, scale } = trim(decimal);
  const digits = absolute(units)
    .toString()
    .padStart(scale + 1, '0');
  const point = digits.length - scale;
  const fraction = scale === 0 ? '' : `.${digits.slice(point)}`;
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${fraction}` as `${number}`;
}

/** Without trailing zeros after the point. */
export function trim({ units, scale }: Decimal): Decimal {
  let trimmed = units;
  let left = scale;
  while (left > 0 && trimmed % 10n === 0n) {
    trimmed /= 10n;
    left -= 1;
  }
  return { units: trimmed, scale: left };
}

function unitsAt({ units, scale }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}

function absolute(units: bigint): bigint {
  return units < 0n ? -units : units;
}
