import type { FieldMeta } from '@policytrail/core';
import { speechOf } from '../../messages/speech.js';
import type { FormatContext } from '../format-context.js';
import { type Decimal, decimalText, findDecimal, shift } from './decimal.js';
import { type NumberTextOptions, numberText } from './number-text.js';

const byteUnits = [
  { unit: 'gigabyte', power: 9 },
  { unit: 'megabyte', power: 6 },
  { unit: 'kilobyte', power: 3 },
] as const;

/** The number that a value of a field is, where the field shows numbers; percentages as ratios. */
export function findAmount(value: unknown, field: FieldMeta): Decimal | undefined {
  switch (field.display) {
    case 'integer':
    case 'number':
    case 'money':
    case 'ratio':
    case 'bytes':
      return findDecimal(value);
    case 'percent': {
      const percent = findDecimal(value);
      return percent && shift(percent, -2);
    }
    case undefined:
    case 'duration':
      return typeof value === 'number' ? findDecimal(value) : undefined;
    default:
      return undefined;
  }
}

/** An amount of a field with its currency, unit or percent sign. */
export function amountText(
  amount: Decimal,
  field: FieldMeta,
  { locale, messages }: FormatContext,
  options: NumberTextOptions = {},
): string {
  const { digits } = field;
  switch (field.display) {
    case 'percent':
    case 'ratio':
      return numberText(locale, amount, { style: 'percent', digits, ...options });
    case 'money':
      return numberText(locale, amount, { ...moneyStyle(field), digits, ...options });
    case 'bytes':
      return bytesText(amount, locale, messages.shared.exactBytes, options);
    default:
      return withUnit(numberText(locale, amount, { digits, ...options }), amount, field, locale);
  }
}

function moneyStyle({ currency }: FieldMeta): Intl.NumberFormatOptions {
  return currency !== undefined && /^[A-Za-z]{3}$/.test(currency) ? { style: 'currency', currency } : {};
}

function withUnit(text: string, amount: Decimal, { unit }: FieldMeta, locale: string): string {
  if (unit === undefined) return text;
  if (typeof unit === 'string') return `${text}\u00a0${unit}`;
  const form = speechOf(locale).plural(Number(decimalText(amount)), unit);
  return `${text}\u00a0${form}`;
}

function bytesText(
  amount: Decimal,
  locale: string,
  both: (short: string, exact: string) => string,
  options: NumberTextOptions,
): string {
  const exact = numberText(locale, amount, { style: 'unit', unit: 'byte', unitDisplay: 'long', ...options });
  const size = Math.abs(Number(decimalText(amount)));
  const step = byteUnits.find(({ power }) => size >= 10 ** power);
  if (step === undefined) return exact;
  const scaled = shift(amount, -step.power);
  const rounded = { units: BigInt(Math.round(Number(decimalText(scaled)) * 100)), scale: 2 };
  const short = numberText(locale, rounded, { style: 'unit', unit: step.unit, ...options });
  return decimalText(rounded) === decimalText(scaled) ? short : both(short, exact);
}
