import type { FieldMeta, JsonValue } from '@policytrail/core';
import type { FormatContext } from './format-context.js';
import { amountText, findAmount } from './number/amount.js';
import { type Decimal, decimalText, percentOf, shift, subtract } from './number/decimal.js';
import { type NumberTextOptions, numberText } from './number/number-text.js';
import { durationText } from './time/duration.js';

type Value = JsonValue | undefined;

/** By how much a numeric value moved: "−3,000 (−60%)", "−5 percentage points"; undefined where that means nothing. */
export function deltaText(before: Value, after: Value, field: FieldMeta, context: FormatContext): string | undefined {
  const [earlier, later] = [findAmount(before, field), findAmount(after, field)];
  if (earlier === undefined || later === undefined) return undefined;
  const difference = subtract(later, earlier);
  if (difference.units === 0n) return undefined;
  if (field.display === 'percent' || field.display === 'ratio') return pointsText(shift(difference, 2), context);
  return context.messages.shared.delta(
    amountDelta(difference, field, context),
    percentText(difference, earlier, context),
  );
}

/** How far two numeric values are apart, without a sign: "5 percentage points", "$200.00"; undefined where that means nothing. */
export function distanceText(one: Value, other: Value, field: FieldMeta, context: FormatContext): string | undefined {
  const [first, second] = [findAmount(one, field), findAmount(other, field)];
  if (first === undefined || second === undefined) return undefined;
  const { units, scale } = subtract(first, second);
  const distance = { units: units < 0n ? -units : units, scale };
  if (field.display === 'percent' || field.display === 'ratio') {
    return pointsText(shift(distance, 2), context, { signDisplay: 'never' });
  }
  return field.display === 'duration' ? durationText(distance, field, context) : amountText(distance, field, context);
}

function amountDelta(difference: Decimal, field: FieldMeta, context: FormatContext): string {
  const signed = { signDisplay: 'exceptZero' } as const;
  if (field.display === 'duration') return durationText(difference, field, context, signed);
  const { unit: _, ...unitless } = field;
  return amountText(difference, unitless, context, signed);
}

function pointsText(
  points: Decimal,
  { locale, messages }: FormatContext,
  options: NumberTextOptions = { signDisplay: 'exceptZero' },
): string {
  const amount = numberText(locale, points, options);
  return messages.shared.percentagePoints(amount, Math.abs(Number(decimalText(points))));
}

function percentText(difference: Decimal, earlier: Decimal, { locale }: FormatContext): string | undefined {
  const percent = percentOf(difference, earlier, 1);
  if (percent === undefined || percent.units === 0n) return undefined;
  return numberText(locale, shift(percent, -2), { style: 'percent', signDisplay: 'exceptZero' });
}
