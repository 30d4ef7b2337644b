import { invalidArgument } from './error.js';

/** What a decimal must be, beside exact. */
export interface DecimalFormat {
  /** Digits after the point, 0 to 34: exactly so many in the normal form. */
  readonly scale?: number;
  /** Inclusive. */
  readonly min?: string | number;
  /** Inclusive. */
  readonly max?: string | number;
}

/** A decimal number taken apart: `0.digits` times ten to the power of `point`. */
export interface DecimalParts {
  readonly negative: boolean;
  /** Neither begins nor ends with 0; empty for zero. */
  readonly digits: string;
  /** How many places before the point the digits begin; 0 for zero. */
  readonly point: number;
}

const maxDigits = 34;
const zero: DecimalParts = { negative: false, digits: '', point: 0 };
const grammar = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const normalForm = /^-?(0|[1-9]\d{0,33})(\.\d{1,34})?$/;

/** True for text in normal form, of any scale: `12`, `-0.5`, `10.00`; not `+1`, `1e3`, `007`, `-0`. */
export function isDecimalText(value: unknown): value is string {
  if (typeof value !== 'string' || !normalForm.test(value)) return false;
  const { digits } = parseDecimal(value) ?? zero;
  return digits === '' ? !value.startsWith('-') : digits.length <= maxDigits;
}

/**
 * The normal form of a decimal, given as text or as a number (which stands for its shortest decimal): no exponent, plus
 * sign, leading zeros or -0; `scale` digits after the point, or no trailing zeros where no scale is given. At most 34
 * significant digits, 34 before the point and 34 after it. Throws `invalid_argument`.
 */
export function normalizeDecimal(value: string | number, format: DecimalFormat = {}): string {
  const { scale, min, max } = format;
  assertScale(scale);
  const parts = readDecimal(value);
  const text = plainText(parts, scale);
  if (min !== undefined && compareParts(parts, readDecimal(min)) < 0)
    throw invalidArgument(`must be at least ${normalizeDecimal(min)}`);
  if (max !== undefined && compareParts(parts, readDecimal(max)) > 0)
    throw invalidArgument(`must be at most ${normalizeDecimal(max)}`);
  return text;
}

/** The order of two decimals by value: `10.0` and `10` are equal. Throws `invalid_argument` for what is no decimal. */
export function compareDecimals(one: string | number, other: string | number): -1 | 0 | 1 {
  return compareParts(readDecimal(one), readDecimal(other));
}

/** Takes apart any decimal, however long; undefined for text that is none. */
export function parseDecimal(text: string): DecimalParts | undefined {
  const match = grammar.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const all = whole + fraction;
  let begin = 0;
  while (all[begin] === '0') begin += 1;
  if (begin === all.length) return zero;
  let end = all.length;
  while (all[end - 1] === '0') end -= 1;
  return { negative: sign === '-', digits: all.slice(begin, end), point: whole.length - begin + Number(exponent) };
}

function readDecimal(value: string | number): DecimalParts {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw invalidArgument('must be decimal text where it is an integer beyond 2^53-1');
  }
  const parts = typeof value === 'string' || typeof value === 'number' ? parseDecimal(`${value}`) : undefined;
  if (parts === undefined) throw invalidArgument('must be a decimal number such as 12.50');
  const { digits, point } = parts;
  if (digits.length <= maxDigits && point <= maxDigits && digits.length - point <= maxDigits) return parts;
  throw invalidArgument(`must have at most ${maxDigits} digits`);
}

function assertScale(scale: number | undefined): void {
  if (scale === undefined || (Number.isInteger(scale) && scale >= 0 && scale <= maxDigits)) return;
  throw invalidArgument(`scale must be an integer from 0 to ${maxDigits}`, { argument: 'scale' });
}

function plainText({ negative, digits, point }: DecimalParts, scale?: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const fraction = point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits;
  if (scale !== undefined && fraction.length > scale) {
    throw invalidArgument(`must have at most ${scale} digits after the point`);
  }
  const places = fraction.padEnd(scale ?? 0, '0');
  return `${negative ? '-' : ''}${whole}${places === '' ? '' : '.'}${places}`;
}

// Digits begin with no 0 and end with none: of two numbers the one with more places before the point is larger, then text tells.
function compareParts(one: DecimalParts, other: DecimalParts): -1 | 0 | 1 {
  const [sign, otherSign] = [signOf(one), signOf(other)];
  if (sign !== otherSign) return sign < otherSign ? -1 : 1;
  if (one.point === other.point && one.digits === other.digits) return 0;
  const isNearer = one.point === other.point ? one.digits < other.digits : one.point < other.point;
  return isNearer === sign > 0 ? -1 : 1;
}

function signOf({ negative, digits }: DecimalParts): -1 | 0 | 1 {
  if (digits === '') return 0;
  return negative ? -1 : 1;
}
