import type { FieldMeta, JsonValue } from '@policytrail/core';
import { formatDecimal, isFormattable } from './decimal-text.js';
import { safeLine } from './safe-text.js';

/** A value as a person reads it, on one line: by its field's metadata where there is any. */
export function formatValue(value: JsonValue | undefined, field?: FieldMeta): string {
  if (field?.display === 'secret') return '•••••';
  if (value === undefined) return 'Not set';
  if (value === null) return 'None';
  if (value === '') return 'Empty text';
  const option = field?.options?.find((candidate) => candidate.value === value);
  if (option !== undefined) return option.label;
  if (typeof value === 'boolean') return booleanText(value, field);
  if (typeof value === 'object') return safeLine(JSON.stringify(value));
  const text = String(value);
  return field !== undefined && isFormattable(text) ? numberText(text, field) : safeLine(text);
}

function booleanText(value: boolean, field: FieldMeta | undefined): string {
  return value ? (field?.trueLabel ?? 'Yes') : (field?.falseLabel ?? 'No');
}

function numberText(text: string, field: FieldMeta): string {
  const digits = field.digits === undefined ? {} : { minimumFractionDigits: field.digits };
  switch (field.display) {
    case 'money':
      return formatDecimal(text, { ...digits, ...currencyStyle(field.currency) });
    case 'percent':
      return formatDecimal(text, { ...digits, style: 'unit', unit: 'percent' });
    case 'ratio':
      return formatDecimal(text, { ...digits, style: 'percent' }, 2);
    case 'bytes':
      return withUnit(text, { one: 'byte', other: 'bytes' });
    default:
      return field.unit === undefined ? text : withUnit(text, field.unit);
  }
}

// Intl throws for anything but three letters, and a stored definition may hold anything.
function currencyStyle(code: string | undefined): Intl.NumberFormatOptions {
  return code !== undefined && /^[A-Z]{3}$/.test(code) ? { style: 'currency', currency: code } : {};
}

type Unit = NonNullable<FieldMeta['unit']>;

// Without a unit the digits stay as they were written; with one they are grouped for reading.
function withUnit(text: string, unit: Unit): string {
  const minimumFractionDigits = text.split('.')[1]?.length ?? 0;
  return `${formatDecimal(text, { minimumFractionDigits })} ${unitWord(text, unit)}`;
}

function unitWord(text: string, unit: Unit): string {
  if (typeof unit === 'string') return unit;
  return new Intl.PluralRules('en-US').select(Number(text)) === 'one' ? unit.one : unit.other;
}
