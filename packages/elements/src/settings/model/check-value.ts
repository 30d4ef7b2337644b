import type { FieldMeta, JsonValue } from '@policytrail/core';
import type { FormatContext } from '../../format/format-context.js';
import { compare, findDecimal, shift } from '../../format/number/decimal.js';
import { valueText } from '../../format/value-text.js';
import type { FormField } from './form-field.js';

/** What is wrong with a value by what its field says; undefined where nothing is. */
export function checkValue(
  value: JsonValue | undefined,
  { control, meta }: FormField,
  context: FormatContext,
): string | undefined {
  const { settings } = context.messages;
  if (value === undefined || value === '') return meta.required === true ? settings.required : undefined;
  if (control !== 'number') return undefined;
  const decimal = findDecimal(value);
  if (decimal === undefined) return undefined;
  const words = (limit: JsonValue): string => valueText(limit, meta, context).text;
  const [min, max, step] = [findDecimal(meta.min), findDecimal(meta.max), stepOf(meta)];
  if (meta.display === 'integer' && !isMultiple(decimal, { units: 1n, scale: 0 })) return settings.notWhole;
  if (min !== undefined && compare(decimal, min) < 0) return settings.tooLow(words(meta.min ?? ''));
  if (max !== undefined && compare(decimal, max) > 0) return settings.tooHigh(words(meta.max ?? ''));
  if (step !== undefined && !isMultiple(decimal, step)) return settings.offStep(words(meta.step ?? ''));
  return undefined;
}

/** The limits of a field in words: "Between 1 and 100 tokens". */
export function limitsText({ control, meta }: FormField, context: FormatContext): string | undefined {
  if (control !== 'number') return undefined;
  const { settings } = context.messages;
  const words = (limit: FieldMeta['min'], field: FieldMeta = meta): string | undefined =>
    findDecimal(limit) === undefined ? undefined : valueText(limit, field, context).text;
  const [min, max] = [words(meta.min), words(meta.max)];
  const { unit: _, ...unitless } = meta;
  if (min !== undefined && max !== undefined) return settings.between(words(meta.min, unitless) ?? min, max);
  if (min !== undefined) return settings.atLeast(min);
  return max === undefined ? undefined : settings.atMost(max);
}

function stepOf({ step }: FieldMeta): ReturnType<typeof findDecimal> {
  const decimal = findDecimal(step);
  return decimal !== undefined && decimal.units > 0n ? decimal : undefined;
}

type Decimal = NonNullable<ReturnType<typeof findDecimal>>;

function isMultiple(value: Decimal, step: Decimal): boolean {
  const scale = Math.max(value.scale, step.scale);
  return shift(value, scale).units % shift(step, scale).units === 0n;
}
