import type { JsonValue } from '@policytrail/core';
import type { FormatContext } from '../../format/format-context.js';
import { type Decimal, decimalText, findDecimal, shift } from '../../format/number/decimal.js';
import type { FormField } from '../model/form-field.js';
import { loadedJsonReader } from './json-reader.js';
import { exactNumber, exampleNumber, plainNumber, typedNumber } from './number-notation.js';

/** What was typed, read: a value, undefined where the member is left out, or what is wrong with it. */
export type Reading =
  | { readonly status: 'value'; readonly value: JsonValue | undefined }
  | { readonly status: 'problem'; readonly problem: string };

type Value = JsonValue | undefined;

/** A value as it stands in its control. A secret stands in none. */
export function typedText(value: Value, { control, meta }: FormField, locale: string): string {
  if (value === undefined || value === null || control === 'secret') return '';
  switch (control) {
    case 'number':
      return typedAmount(value, meta.display === 'ratio', locale);
    case 'json':
      return JSON.stringify(value, null, 2);
    case 'lines':
      return Array.isArray(value) ? value.join('\n') : String(value);
    case 'datetime':
      return utcText(value);
    default:
      return String(value);
  }
}

/** Reads what was typed; `before` is the value that it takes the place of, whose kind it keeps. */
export function readTyped(text: string, field: FormField, before: Value, context: FormatContext): Reading {
  const { control } = field;
  // Spaces are a text's own; around anything else they mean nothing.
  if (control === 'text' || control === 'longText') return textValue(text, before);
  if (control === 'secret') return given(text === '' ? before : text);
  if (text.trim() === '' && control !== 'lines') return given(before === null ? null : undefined);
  switch (control) {
    case 'number':
      return readNumber(text, field, before, context);
    case 'json':
      return readJson(text, context);
    case 'lines':
      return given(text.split('\n').filter((line) => line.trim() !== ''));
    case 'datetime':
      return readUtc(text, context);
    default:
      return given(text);
  }
}

// A text that was never there and is not written either stays away.
function textValue(text: string, before: Value): Reading {
  if (text !== '' || typeof before === 'string') return given(text);
  return given(before === null ? null : undefined);
}

function typedAmount(value: JsonValue, isRatio: boolean, locale: string): string {
  const decimal = findDecimal(value);
  if (decimal === undefined) return typeof value === 'object' ? JSON.stringify(value) : String(value);
  const shown = isRatio ? shift(decimal, 2) : decimal;
  return typedNumber(shown, locale, typeof value === 'string' ? shown.scale : 0);
}

function readNumber(text: string, { meta }: FormField, before: Value, { locale, messages }: FormatContext): Reading {
  const { settings } = messages;
  const plain = plainNumber(text, locale);
  const decimal = findDecimal(plain);
  if (plain === undefined || decimal === undefined) return problem(settings.notANumber(exampleNumber(locale)));
  const isRatio = meta.display === 'ratio';
  const exact: Decimal = isRatio ? shift(decimal, -2) : decimal;
  if (isDecimalText(before, meta)) return given(isRatio ? decimalText(exact) : plain);
  const number = exactNumber(exact);
  return number === undefined ? problem(settings.notExact) : given(number);
}

// The schema's own bounds are text where its values are.
function isDecimalText(before: Value, { min, max }: FormField['meta']): boolean {
  if (typeof before === 'number') return false;
  return typeof before === 'string' || typeof min === 'string' || typeof max === 'string';
}

function readJson(text: string, { messages }: FormatContext): Reading {
  const reader = loadedJsonReader();
  if (reader === undefined) return problem(messages.shared.loading);
  const read = reader.exactJson(text);
  return read === undefined ? problem(messages.settings.notJson) : given(read.value);
}

function readUtc(text: string, { messages }: FormatContext): Reading {
  const date = new Date(`${text}Z`);
  return Number.isNaN(date.getTime()) ? problem(messages.settings.notADate) : given(date.toISOString());
}

// `datetime-local` knows no zone: it is shown as UTC, and says so.
function utcText(value: JsonValue): string {
  const date = new Date(String(value));
  return Number.isNaN(date.getTime()) ? String(value) : date.toISOString().replace(/(:00)?(\.000)?Z$/, '');
}

function given(value: Value): Reading {
  return { status: 'value', value };
}

function problem(text: string): Reading {
  return { status: 'problem', problem: text };
}
