import type { FieldMeta, JsonValue } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { deltaText } from '../../src/format/delta.js';
import { strictnessOf } from '../../src/format/strictness.js';
import { valueText } from '../../src/format/value-text.js';
import { contextOf, english } from './context.js';

type Row = readonly [
  name: string,
  field: Partial<FieldMeta>,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  shown: string,
  delta: string | undefined,
];

const tokens = { display: 'integer', unit: { one: 'token', other: 'tokens' } } as const;

const rows: readonly Row[] = [
  ['integers with a unit', tokens, 5000, 2000, '5,000 tokens → 2,000 tokens', '−3,000 (−60%)'],
  ['the singular of a unit', tokens, 1, 2, '1 token → 2 tokens', '+1 (+100%)'],
  ['no percentage of zero', tokens, 0, 7, '0 tokens → 7 tokens', '+7'],
  ['money', { display: 'money', currency: 'USD' }, '10.00', '5.00', '$10.00 → $5.00', '−$5.00 (−50%)'],
  [
    'money below a cent',
    { display: 'money', currency: 'USD' },
    '0.0001',
    '0.0002',
    '$0.0001 → $0.0002',
    '+$0.0001 (+100%)',
  ],
  [
    'money beyond what a double can hold',
    { display: 'money', currency: 'USD' },
    '9007199254740993.01',
    '9007199254740993.02',
    '$9,007,199,254,740,993.01 → $9,007,199,254,740,993.02',
    '+$0.01',
  ],
  ['yen', { display: 'money', currency: 'JPY' }, 1000, 900, '¥1,000 → ¥900', '−¥100 (−10%)'],
  ['percentages', { display: 'percent' }, '20.00', '15', '20% → 15%', '−5 percentage points'],
  ['one percentage point', { display: 'percent' }, '20', '21', '20% → 21%', '+1 percentage point'],
  ['ratios', { display: 'ratio' }, '0.2', '0.15', '20% → 15%', '−5 percentage points'],
  ['ratios as numbers, exactly', { display: 'ratio' }, 0.1, 0.3, '10% → 30%', '+20 percentage points'],
  ['digits that pad', { display: 'number', digits: 2 }, '1', '1.005', '1.00 → 1.005', '+0.005 (+0.5%)'],
  ['negative numbers', { display: 'number' }, -5, 5, '−5 → 5', '+10 (+200%)'],
  [
    'booleans by their labels',
    { display: 'boolean', trueLabel: 'Allowed', falseLabel: 'Not allowed' },
    true,
    false,
    'Allowed → Not allowed',
    undefined,
  ],
  ['booleans', {}, true, false, 'Yes → No', undefined],
  ['secrets', { display: 'secret' }, 'a', 'b', '••••• → •••••', undefined],
  ['what is missing', { display: 'text' }, undefined, null, 'Not set → None', undefined],
  ['empty text', { display: 'text' }, '', 'a', 'Empty text → a', undefined],
  [
    'options',
    { display: 'enum', options: [{ value: 'vp', label: 'VP of finance' }] },
    'vp',
    'cfo',
    'VP of finance → cfo',
    undefined,
  ],
  ['dates', { display: 'date' }, '2025-10-03', '2025-02-30', 'Oct 3, 2025 → 2025-02-30', undefined],
  [
    'instants',
    { display: 'datetime' },
    '2026-02-24T10:30:00.000Z',
    '2026-02-24T10:30:05.000Z',
    'Feb 24, 2026, 10:30 AM UTC → Feb 24, 2026, 10:30:05 AM UTC',
    undefined,
  ],
  [
    'durations in seconds',
    { display: 'duration' },
    5400,
    60,
    '1 hour, 30 minutes → 1 minute',
    '−1 hour, 29 minutes (−98.9%)',
  ],
  ['ISO durations', { display: 'duration' }, 'P1DT2H', 'PT0.5S', '1 day, 2 hours → 0.5 seconds', undefined],
  ['bytes', { display: 'bytes' }, 1536, 2000, '1.54 kB (1,536 bytes) → 2 kB', '+464 bytes (+30.2%)'],
  ['whole objects', {}, { a: 1 }, [], '{\n  "a": 1\n} → []', undefined],
  [
    'numbers without a description',
    {},
    1e21,
    2e21,
    '1,000,000,000,000,000,000,000 → 2,000,000,000,000,000,000,000',
    '+1,000,000,000,000,000,000,000 (+100%)',
  ],
  ['text that looks like a number', { display: 'text' }, '5000', '6000', '5000 → 6000', undefined],
];

describe('a value in words', () => {
  it.each(rows)('shows %s', (_, partial, before, after, shown, delta) => {
    const field = { path: '/a', label: 'A', ...partial };
    const texts = [before, after].map((value) => valueText(value, field, english).text.replaceAll('\u00a0', ' '));
    expect(texts.join(' → ')).toBe(shown);
    expect(deltaText(before, after, field, english)?.replaceAll('\u00a0', ' ')).toBe(delta);
  });

  it('speaks the language of the page', () => {
    const field = { path: '/a', label: 'A', display: 'money', currency: 'EUR' } as const;
    const german = contextOf('de');
    expect(valueText('1234.50', field, german).text).toBe('1.234,50\u00a0€');
    expect(deltaText('20', '15', { ...field, display: 'percent' }, german)).toBe('−5 Prozentpunkte');
  });
});

describe('stricter or looser', () => {
  it.each([
    ['lower', 'integer', 5, 2, 'stricter'],
    ['lower', 'integer', 2, 5, 'looser'],
    ['higher', 'percent', '9', '10', 'stricter'],
    ['higher', 'number', '1.0', '1.00', undefined],
    ['false', 'boolean', true, false, 'stricter'],
    ['true', 'boolean', true, false, 'looser'],
    ['lower', 'integer', undefined, 5, undefined],
    [undefined, 'integer', 1, 2, undefined],
  ] as const)('with %s being stricter, %s %s → %s is %s', (stricter, display, before, after, expected) => {
    const field = { path: '/a', label: 'A', display, ...(stricter && { stricter }) };
    expect(strictnessOf(before, after, field)).toBe(expected);
  });
});
