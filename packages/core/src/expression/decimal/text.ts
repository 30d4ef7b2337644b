import { parseDecimal } from '../../values/decimal-text.js';
import { type Decimal, maxDigits, zero } from './rounding.js';

/**
 * The decimal that a JSON number stands for by its shortest text, or that text writes: at most 34 significant digits,
 * 34 before the point and 34 after it. Undefined for NaN, infinities and text that is no such decimal.
 */
export function decimalOf(value: string | number): Decimal | undefined {
  if (Number.isSafeInteger(value)) return { coefficient: BigInt(value), exponent: 0 };
  const parts = parseDecimal(typeof value === 'number' ? String(value) : value);
  if (parts === undefined) return undefined;
  const { negative, digits, point } = parts;
  if (digits === '') return zero;
  const exponent = point - digits.length;
  // A number is a decimal however large: its shortest text has at most 17 digits and an exponent within ±324.
  if (typeof value === 'string' && (digits.length > maxDigits || point > maxDigits || exponent < -maxDigits)) {
    return undefined;
  }
  return { coefficient: BigInt(negative ? `-${digits}` : digits), exponent };
}

/** The normal form: no exponent, no zeros at the end of the fraction, no -0; up to 6,179 characters. */
export function decimalText({ coefficient, exponent }: Decimal): string {
  if (exponent === 0) return coefficient.toString();
  if (coefficient < 0n) return `-${decimalText({ coefficient: -coefficient, exponent })}`;
  if (coefficient === 0n) return '0';
  const digits = coefficient.toString();
  if (exponent > 0) return digits + '0'.repeat(exponent);
  const all = digits.padStart(1 - exponent, '0');
  const point = all.length + exponent;
  const end = endWithoutZeros(all, point);
  return end === point ? all.slice(0, point) : `${all.slice(0, point)}.${all.slice(point, end)}`;
}

function endWithoutZeros(digits: string, begin: number): number {
  let end = digits.length;
  while (end > begin && digits[end - 1] === '0') end -= 1;
  return end;
}
