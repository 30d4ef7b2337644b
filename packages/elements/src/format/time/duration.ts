import type { FieldMeta } from '@policytrail/core';
import type { FormatContext } from '../format-context.js';
import { amountText } from '../number/amount.js';
import { type Decimal, findDecimal, trim } from '../number/decimal.js';
import { type NumberTextOptions, numberText } from '../number/number-text.js';

const iso = /^(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const units = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;

type Part = readonly [unit: string, amount: Decimal];

/** ISO 8601 text in words, "1 day, 2 hours"; undefined for other text. */
export function isoDurationText(value: string, { locale }: FormatContext): string | undefined {
  const match = iso.exec(value);
  if (match === null || value.endsWith('P') || value.endsWith('T')) return undefined;
  const parts = units.flatMap((unit, index): readonly Part[] => {
    const amount = findDecimal(match[index + 2]);
    return amount === undefined ? [] : [[unit, amount]];
  });
  return `${match[1] === '-' ? '\u2212' : ''}${listed(parts, locale)}`;
}

/** A number of seconds, or of the field's own unit, in words: whole seconds as "1 hour, 30 minutes". */
export function durationText(
  amount: Decimal,
  field: FieldMeta,
  context: FormatContext,
  options: NumberTextOptions = {},
): string {
  if (field.unit !== undefined && !isSeconds(field.unit)) return amountText(amount, field, context, options);
  const plus = options.signDisplay === undefined ? '' : '+';
  const sign = amount.units < 0n ? '\u2212' : plus;
  const { units: size, scale } = trim({ ...amount, units: amount.units < 0n ? -amount.units : amount.units });
  if (scale > 0) return `${sign}${listed([['second', { units: size, scale }]], context.locale)}`;
  const parts: readonly Part[] = [
    ['day', whole(size / 86_400n)],
    ['hour', whole((size / 3600n) % 24n)],
    ['minute', whole((size / 60n) % 60n)],
    ['second', whole(size % 60n)],
  ];
  const named = parts.filter(([, { units }]) => units !== 0n);
  return `${sign}${listed(named.length === 0 ? parts.slice(-1) : named, context.locale)}`;
}

function listed(parts: readonly Part[], locale: string): string {
  const texts = parts.map(([unit, amount]) => numberText(locale, amount, { style: 'unit', unit, unitDisplay: 'long' }));
  return new Intl.ListFormat(locale, { type: 'unit', style: 'long' }).format(texts);
}

function whole(units: bigint): Decimal {
  return { units, scale: 0 };
}

function isSeconds(unit: NonNullable<FieldMeta['unit']>): boolean {
  return /^(s|sec|seconds?)$/.test(typeof unit === 'string' ? unit : unit.one);
}
