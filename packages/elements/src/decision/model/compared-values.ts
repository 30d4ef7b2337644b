import type { FieldMeta, Violation } from '@policytrail/core';
import type { FieldLookup } from '../../fields/field-lookup.js';
import { distanceText } from '../../format/delta.js';
import type { FormatContext } from '../../format/format-context.js';
import { findAmount } from '../../format/number/amount.js';
import { compare, type Decimal, decimalText, findDecimal } from '../../format/number/decimal.js';

/** What describes the fields of the policy and of what it judges. */
export interface DecisionLookups {
  readonly policy: FieldLookup;
  readonly input: FieldLookup;
}

/** How far a value is beyond its limit. */
export interface Excess {
  readonly direction: 'over' | 'under';
  /** "5 percentage points" */
  readonly distance: string;
  /** Both as shares of the larger one, 0 to 1; undefined where a bar would mean nothing. */
  readonly bar: { readonly actual: number; readonly threshold: number } | undefined;
}

type Compared = Pick<Violation, 'comparisons' | 'thresholdValue' | 'actualValue'>;

/** The field in whose words both sides of a comparison are said: they are compared, so they share a unit. */
export function comparedField({ comparisons, thresholdValue }: Compared, lookups: DecisionLookups): FieldMeta {
  const [sole] = comparisons;
  const fields = sole === undefined ? [] : [fieldOf(sole.left, lookups), fieldOf(sole.right, lookups)];
  const [best] = fields.filter((field) => field !== undefined).toSorted((one, other) => tells(other) - tells(one));
  return withDisplay(best ?? { path: '', label: '' }, thresholdValue);
}

/** A field whose values are plain decimals: numbers, or percentages where its unit says so. */
export function withDisplay(field: FieldMeta, sample: string | null): FieldMeta {
  const { unit, ...unitless } = field;
  const isNumber = field.display === undefined ? findDecimal(sample) !== undefined : field.display === 'number';
  if (!isNumber) return field;
  return unit === '%' ? { ...unitless, display: 'percent' } : { ...field, display: 'number' };
}

export function excessOf(
  { actualValue, thresholdValue }: Compared,
  field: FieldMeta,
  context: FormatContext,
): Excess | undefined {
  const [actual, threshold] = [findAmount(actualValue, field), findAmount(thresholdValue, field)];
  if (actual === undefined || threshold === undefined) return undefined;
  const order = compare(actual, threshold);
  const distance = distanceText(actualValue ?? undefined, thresholdValue ?? undefined, field, context);
  if (order === 0 || distance === undefined) return undefined;
  return { direction: order > 0 ? 'over' : 'under', distance, bar: barOf(actual, threshold) };
}

// Only lengths are drawn: nothing below zero is one.
function barOf(actual: Decimal, threshold: Decimal): Excess['bar'] {
  const [one, other] = [Number(decimalText(actual)), Number(decimalText(threshold))];
  const longest = Math.max(one, other);
  if (one < 0 || other < 0 || longest === 0 || !Number.isFinite(longest)) return undefined;
  return { actual: one / longest, threshold: other / longest };
}

function fieldOf(source: string, { policy, input }: DecisionLookups): FieldMeta | undefined {
  const match = /^(policy|input)((?:\.[A-Za-z_]\w*)+)$/.exec(source.trim());
  if (match === null) return undefined;
  const [, root, path = ''] = match;
  return (root === 'policy' ? policy : input).find(path.replaceAll('.', '/'));
}

function tells({ display, unit, standing }: FieldMeta & { readonly standing?: string }): number {
  if (standing !== undefined && standing !== 'described') return 0;
  if (unit !== undefined || (display !== undefined && display !== 'number' && display !== 'integer')) return 2;
  return 1;
}
