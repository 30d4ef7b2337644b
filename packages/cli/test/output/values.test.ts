import type { FieldMeta } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { instantFormat } from '../../src/output/values/date.js';
import { clip, jsonText, quotedLines, safeLine } from '../../src/output/values/safe-text.js';
import { formatValue } from '../../src/output/values/value.js';

const aField = (meta: Partial<FieldMeta>): FieldMeta => ({ path: '/x', label: 'X', ...meta });

describe('values', () => {
  it.each<[string, Partial<FieldMeta>, string | number | boolean | null | undefined, string]>([
    ['an integer with a unit grouped', { display: 'integer', unit: 'tokens' }, 5000, '5,000 tokens'],
    ['an integer without a unit as written', { display: 'integer' }, 2000, '2000'],
    ['one of a unit', { display: 'integer', unit: { one: 'day', other: 'days' } }, 1, '1 day'],
    ['several of a unit', { display: 'integer', unit: { one: 'day', other: 'days' } }, 30, '30 days'],
    ['money', { display: 'money', currency: 'USD' }, '10.00', '$10.00'],
    ['money without cents', { display: 'money', currency: 'USD' }, '5', '$5.00'],
    ['negative money', { display: 'money', currency: 'USD' }, '-1234.5', '-$1,234.50'],
    ['a currency without cents', { display: 'money', currency: 'JPY' }, '1500', '¥1,500'],
    ['every digit of money', { display: 'money', currency: 'USD' }, '10.0005', '$10.0005'],
    [
      'more digits of money than a float holds',
      { display: 'money', currency: 'USD' },
      '12345678901234567890.12',
      '$12,345,678,901,234,567,890.12',
    ],
    ['money in an unknown currency as a number', { display: 'money', currency: 'dollars' }, '10.00', '10'],
    ['a percentage', { display: 'percent' }, '20.00', '20%'],
    ['every digit of a percentage', { display: 'percent' }, '12.345', '12.345%'],
    ['a ratio', { display: 'ratio' }, '0.15', '15%'],
    ['every digit of a ratio', { display: 'ratio' }, '0.12345', '12.345%'],
    ['bytes', { display: 'bytes' }, 1048576, '1,048,576 bytes'],
    ['true', { display: 'boolean', trueLabel: 'Allowed', falseLabel: 'Not allowed' }, true, 'Allowed'],
    ['false', { display: 'boolean', trueLabel: 'Allowed', falseLabel: 'Not allowed' }, false, 'Not allowed'],
    ['an option by its label', { display: 'enum', options: [{ value: 'eu', label: 'Europe' }] }, 'eu', 'Europe'],
    ['a secret never', { display: 'secret' }, 'hunter2', '•••••'],
    ['text that is no number as text', { display: 'money', currency: 'USD' }, 'a lot', 'a lot'],
    ['a number too fine to format as written', { display: 'percent' }, `0.${'1'.repeat(21)}`, `0.${'1'.repeat(21)}`],
    ['what is missing', {}, undefined, 'Not set'],
    ['null', {}, null, 'None'],
    ['empty text', {}, '', 'Empty text'],
  ])('shows %s', (_, meta, value, shown) => {
    expect(formatValue(value, aField(meta))).toBe(shown);
  });

  it('shows values without metadata as they are', () => {
    expect([5000, '5.00', true, false, [1], { a: '' }].map((value) => formatValue(value))).toEqual([
      '5000',
      '5.00',
      'Yes',
      'No',
      '[1]',
      '{"a":""}',
    ]);
  });
});

describe('hidden characters', () => {
  it('never reach the terminal from a value', () => {
    expect(formatValue('a\u001b[31mb\u202ec\u200bd\u009be\nf')).toBe('aU+001B[31mbU+202EcU+200BdU+009Be\\nf');
    expect(formatValue({ 'k\u202e': '\u007f' })).toBe('{"kU+202E":"U+007F"}');
  });

  it('of a note keep its lines, indented so that none passes for one of ours', () => {
    expect(quotedLines('one\r\nVersion 9 (Current)\u001b')).toBe('"one\n Version 9 (Current)U+001B"');
  });

  it('are escaped in JSON, which keeps the value', () => {
    const value = { text: 'a\u001b\u009b\u202e\u{e0001}é漢' };
    const text = jsonText(value);
    expect(text).toContain('a\\u001b\\u009b\\u202e\\udb40\\udc01é漢');
    expect(JSON.parse(text)).toEqual(value);
  });

  it('leave ordinary text alone', () => {
    expect(safeLine('Grüße, 漢字 & “quotes” 🎉')).toBe('Grüße, 漢字 & “quotes” 🎉');
  });
});

describe('clip', () => {
  it('keeps whole characters and says that it cut', () => {
    expect([clip('abc', 3), clip('abcd', 3), clip('🎉🎉🎉', 2)]).toEqual(['abc', 'ab…', '🎉…']);
  });
});

describe('dates', () => {
  it.each([
    ['UTC', '2025-10-03T09:15:00.000Z', '2025-10-03 09:15 AM'],
    ['UTC', '2025-10-02T14:30:00.000Z', '2025-10-02 02:30 PM'],
    ['UTC', '2025-10-02T00:00:59.999Z', '2025-10-02 12:00 AM'],
    ['UTC', '0042-01-01T12:00:00.000Z', '0042-01-01 12:00 PM'],
    ['Europe/Berlin', '2025-10-03T22:15:00.000Z', '2025-10-04 12:15 AM'],
  ])('in %s: %s is %s', (zone, instant, shown) => {
    expect(instantFormat(zone)(instant)).toBe(shown);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => instantFormat('Mars/Olympus')('2025-10-03T09:15:00.000Z')).toThrow('`Mars/Olympus`');
  });
});
