import { add, compare, divide, multiply, remainder, subtract } from '../decimal/decimal.js';
import { type Decimal, zero } from '../decimal/rounding.js';
import { decimalOf, decimalText } from '../decimal/text.js';
import { Fault } from '../failure.js';
import type { Numeric } from './value.js';

/** Text of so few digits comes back from a double unchanged, so the double stands for it. */
const exactDigits = 15;
const powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

const outOfRange = /* @__PURE__ */ new Fault('out_of_range', 'a number became larger or smaller than decimals can be');
const divisionByZero = /* @__PURE__ */ new Fault('division_by_zero', 'division by zero');

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

export function isNumeric(value: unknown): value is Numeric {
  return typeof value === 'number' || (typeof value === 'object' && value !== null && 'coefficient' in value);
}

export function asDecimal(value: Numeric): Decimal {
  return typeof value === 'number' ? (decimalOf(value) ?? zero) : value;
}

/** Text that writes a decimal: as a double where that says exactly the same. Undefined for other text. */
export function parseNumeric(text: string): Numeric | undefined {
  const isNegative = text.charCodeAt(0) === 45;
  let units = 0;
  let point = -1;
  const begin = isNegative ? 1 : 0;
  // At most 15 digits and a point; units and the power of ten are then exact, and their quotient rounds once.
  if (text.length === begin || text.length > begin + exactDigits) return decimalOf(text);
  for (let index = begin; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) units = units * 10 + code - 48;
    else if (code === 46 && point === -1 && index > begin) point = index;
    else return decimalOf(text);
  }
  if (point === text.length - 1) return undefined;
  if (units === 0) return 0;
  const value = point === -1 ? units : units / (powers[text.length - 1 - point] ?? 1);
  return isNegative ? -value : value;
}

/**
 * The order by value. Two doubles are ordered as their shortest texts are: each text lies within its double's rounding
 * interval, and those do not overlap.
 */
export function compareNumeric(one: Numeric, other: Numeric): -1 | 0 | 1 {
  if (typeof one === 'number' && typeof other === 'number') {
    if (one === other) return 0;
    return one < other ? -1 : 1;
  }
  return compare(asDecimal(one), asDecimal(other));
}

/** Exact, rounded half to even to 34 digits where it must be. */
export function calculate(operator: ArithmeticOperator, one: Numeric, other: Numeric): Numeric | Fault {
  if (Number.isSafeInteger(one) && Number.isSafeInteger(other)) {
    const whole = calculateWhole(operator, one as number, other as number);
    if (whole !== undefined && Number.isSafeInteger(whole)) return whole;
  }
  const [first, second] = [asDecimal(one), asDecimal(other)];
  if (second.coefficient === 0n && (operator === '/' || operator === '%')) return divisionByZero;
  return calculateDecimal(operator, first, second) ?? outOfRange;
}

/** Undefined where the quotient is not whole. */
function calculateWhole(operator: ArithmeticOperator, one: number, other: number): number | undefined {
  switch (operator) {
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return one * other;
    case '%':
      return other === 0 ? undefined : one % other;
    case '/':
      return other !== 0 && one % other === 0 ? one / other : undefined;
  }
}

function calculateDecimal(operator: ArithmeticOperator, one: Decimal, other: Decimal): Decimal | undefined {
  switch (operator) {
    case '+':
      return add(one, other);
    case '-':
      return subtract(one, other);
    case '*':
      return multiply(one, other);
    case '/':
      return divide(one, other);
    case '%':
      return remainder(one, other);
  }
}

/** The normal form: no exponent, no zeros at the end of the fraction. */
export function numericText(value: Numeric): string {
  return Number.isSafeInteger(value) ? `${value}` : decimalText(asDecimal(value));
}

/** A whole number as such; undefined for any other. */
export function wholeOf(value: Numeric): bigint | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  const decimal = asDecimal(value);
  if (decimal.exponent >= 0) return decimal.coefficient * 10n ** BigInt(decimal.exponent);
  const text = decimalText(decimal);
  return text.includes('.') ? undefined : BigInt(text);
}
