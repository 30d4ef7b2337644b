import type { FieldMeta, JsonValue } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { fieldLookup } from '../../src/fields/field-lookup.js';
import { checkValue, limitsText } from '../../src/settings/model/check-value.js';
import { type FormField, formFields } from '../../src/settings/model/form-field.js';
import { affixesOf } from '../../src/settings/typed/affix.js';
import { loadJsonReader } from '../../src/settings/typed/json-reader.js';
import { plainNumber } from '../../src/settings/typed/number-notation.js';
import { readTyped, typedText } from '../../src/settings/typed/typed-value.js';
import { contextOf, english } from '../format/context.js';

function aField(meta: Partial<FieldMeta>, value?: JsonValue): FormField {
  const policy = value === undefined ? {} : { a: value };
  const [field] = formFields(fieldLookup([{ path: '/a', label: 'A', ...meta }]), policy);
  return field!;
}

// It is loaded once: no test after this one sees JSON unread.
it('JSON that is typed before what reads it is there is kept from being saved', async () => {
  const read = () => readTyped('{"a": 1}', aField({ display: 'json' }, {}), {}, english);
  expect(read()).toEqual({ status: 'problem', problem: 'Loading' });
  await loadJsonReader();
  expect(read()).toEqual({ status: 'value', value: { a: 1 } });
});

describe('a typed number', () => {
  it.each([
    ['en-US', '1,234.50', '1234.50'],
    ['en-US', '-5', '-5'],
    ['en-US', '007', '7'],
    ['en-US', '.5', '0.5'],
    ['en-US', '-0.00', '0.00'],
    ['en-US', '\u22125', '-5'],
    ['en-US', '1,23', undefined],
    ['en-US', '1e3', undefined],
    ['en-US', '1.2.3', undefined],
    ['en-US', 'twelve', undefined],
    ['de', '1.234,50', '1234.50'],
    ['de', '1.5', undefined],
    ['de', '1.500', '1500'],
    ['fr', '1\u202f234,5', '1234.5'],
    ['fr', '1.5', '1.5'],
    ['de-CH', "1'234.5", '1234.5'],
    ['hi', '12,34,567', '1234567'],
    ['ar-EG', '١٬٢٣٤٫٥', '1234.5'],
    ['ar-EG', '12', '12'],
  ])('in %s: %s', (locale, typed, plain) => {
    expect(plainNumber(typed, locale)).toBe(plain);
  });

  it('is kept to the last digit, as text where it was text', () => {
    const money = aField({ display: 'money' }, '10.00');
    const typed = '12345678901234567890.123456789';
    expect(readTyped(typed, money, '10.00', english)).toEqual({ status: 'value', value: typed });
    expect(readTyped('0.30', aField({ display: 'number' }, 1), 1, english)).toEqual({ status: 'value', value: 0.3 });
  });

  it('is refused where a number could not hold it', () => {
    const reading = readTyped('9007199254740993', aField({ display: 'integer' }, 1), 1, english);
    expect(reading).toEqual({
      status: 'problem',
      problem: 'This number has more digits than can be kept exactly.',
    });
  });

  it('of a ratio stands in percent', () => {
    const ratio = aField({ display: 'ratio' }, '0.175');
    expect(typedText('0.175', ratio, 'en')).toBe('17.5');
    expect(readTyped('12.5', ratio, '0.175', english)).toEqual({ status: 'value', value: '0.125' });
    expect(affixesOf(ratio.meta, english)).toEqual({ after: '%' });
  });

  it('is shown as its locale writes it, and reads back the same', () => {
    for (const locale of ['en', 'de', 'fr', 'de-CH', 'hi', 'ar-EG', 'fa']) {
      const shown = typedText('-1234567.50', aField({ display: 'money' }, '-1234567.50'), locale);
      expect(plainNumber(shown, locale), locale).toBe('-1234567.50');
    }
  });
});

describe('a typed value', () => {
  it.each([
    ['text', 'x', 'y', 'y'],
    ['text', 'x', '', ''],
    ['text', undefined, '', undefined],
    ['integer', 5, ' ', undefined],
    ['integer', null, '', null],
    ['date', '2025-01-01', '2025-02-03', '2025-02-03'],
    ['datetime', '2025-01-01T00:00:00.000Z', '2025-02-03T04:05', '2025-02-03T04:05:00.000Z'],
    ['secret', 'hush', '', 'hush'],
    ['secret', 'hush', 'new', 'new'],
    ['json', { a: 1 }, '{"a": [1, 2]}', { a: [1, 2] }],
    ['json', ['a'], 'a\n\n  \nb', ['a', 'b']],
  ] as const)('of display %s in the place of %j: %j', (display, before, typed, value) => {
    expect(readTyped(typed, aField({ display }, before as JsonValue), before as JsonValue, english)).toEqual({
      status: 'value',
      value,
    });
  });

  it.each(['{', '1, "x": 2', '{"a": 1, "a": 2}', '12345678901234567890'])('refuses as JSON: %s', (text) => {
    const reading = readTyped(text, aField({ display: 'json' }, {}), {}, english);
    expect(reading).toEqual({ status: 'problem', problem: 'This is not valid JSON.' });
  });

  it('never stands in its control where it is secret', () => {
    expect(typedText('hush', aField({ display: 'secret' }, 'hush'), 'en')).toBe('');
  });
});

describe('limits', () => {
  const problem = (meta: Partial<FieldMeta>, value: JsonValue) => checkValue(value, aField(meta, value), english);

  it.each([
    [{ display: 'integer', min: 1, unit: 'tokens' }, 0, 'Enter at least 1\u00a0tokens.'],
    [{ display: 'money', currency: 'USD', max: '5.00' }, '5.01', 'Enter at most $5.00.'],
    [{ display: 'integer' }, 1.5, 'Enter a whole number.'],
    [{ display: 'number', step: 0.05 }, '0.12', 'Enter a multiple of 0.05.'],
    [{ display: 'number', step: 0.05 }, '0.15', undefined],
    [{ display: 'text', required: true }, '', 'Enter a value.'],
    [{ display: 'integer', min: 1, max: 3 }, 3, undefined],
  ] as const)('%j of %j', (meta, value, said) => {
    expect(problem(meta, value)).toBe(said);
  });

  it('are told beforehand', () => {
    expect(limitsText(aField({ display: 'integer', min: 1, max: 5000, unit: 'tokens' }), english)).toBe(
      'Between 1 and 5,000\u00a0tokens',
    );
  });

  it('keep their place beside the currency of the locale', () => {
    const meta = { path: '/a', label: 'A', display: 'money', currency: 'EUR' } as const;
    expect(affixesOf(meta, english)).toEqual({ before: '€' });
    expect(affixesOf(meta, contextOf('de'))).toEqual({ after: '€' });
  });
});
