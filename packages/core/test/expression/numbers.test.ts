import { describe, expect, it } from 'vitest';
import { compileExpression } from './compile-expression.js';
import { outcome } from './kit.js';

describe('numbers', () => {
  it.each([
    ['0.1 + 0.2', '0.3'],
    ['1 / 3', '0.3333333333333333333333333333333333'],
    ['2 / 4', '0.5'],
    ['7 % 4', '3'],
    ['-7 % 4', '-3'],
    ['7.5 % 2', '1.5'],
    ['1 - 2 - 3', '-4'],
    ['1 - (2 - 3)', '2'],
    ['2 + 3 * 4 - 6 / 3', '12'],
    ['9007199254740993 + 1', '9007199254740994'],
    ['9007199254740992 * 3', '27021597764222976'],
    ['1e3 + 0x10', '1016'],
    ['1.50', '1.5'],
    ['-0.0', '0'],
    ['1e33 * 1e33', `1${'0'.repeat(66)}`],
    ['1 / 0', '!division_by_zero'],
    ['1 % 0', '!division_by_zero'],
    ['round(2.345, 2)', '2.34'],
    ['round(2.355, 2)', '2.36'],
    ['round(2.5)', '2'],
    ['round(2, -1)', '!invalid_argument'],
    ['abs(-2.5)', '2.5'],
    ['min(3, 1.5, 2)', '1.5'],
    ['max(3, 1.5, 2)', '3'],
    ['decimal("12.50")', '12.5'],
    ['decimal("a")', '!invalid_argument'],
    ['int(-2.7)', '-2'],
    ['int("12")', '12'],
    ['int("1.5")', '!invalid_argument'],
    ['double("1e3")', '1000'],
    ['string(1.50)', '1.5'],
    ['bool("true")', 'true'],
    ['dyn(1) == 1', 'true'],
  ])('%s is %s', (source, expected) => expect(outcome(source)).toBe(expected));

  it('fails where a number leaves the range of decimals', () => {
    const huge = Array.from({ length: 12 }, () => 'x * x').reduce((inner) => `[${inner}].map(y, y * y)[0]`, '1e33');
    expect(outcome(huge)).toBe('!out_of_range');
  });

  const edges = [
    '20',
    '20.00',
    '20.01',
    '19.99',
    '-20',
    '0',
    '-0',
    '0.1',
    '0.3',
    '0.30000000000000004',
    '1e15',
    '999999999999999.9',
    '123456789012345.6',
    '1234567890123456.7',
    '9007199254740993',
    '0.00000000000000000001',
    '12345678901234567890.12345',
  ];

  it('compares decimal text as exactly as numbers, by whichever path', () => {
    const schema = { type: 'string', format: 'decimal' };
    for (const one of edges.filter((text) => !text.includes('e'))) {
      for (const other of edges.filter((text) => !text.includes('e') && text !== '-0')) {
        for (const [operator, holds] of operators(toUnits(one), toUnits(other))) {
          const source = `x ${operator} ${other}`;
          const options = { variables: { x: { schema }, y: { schema } } };
          expect([source, one, compileExpression(source, options).evaluate({ x: one })]).toEqual([source, one, holds]);
          const fields = compileExpression(`x ${operator} y`, options).evaluate({ x: one, y: other });
          expect([operator, one, other, fields]).toEqual([operator, one, other, holds]);
        }
      }
    }
  });

  it('takes JSON numbers by their shortest text', () => {
    expect(outcome('x == 0.1', { x: 0.1 })).toBe('true');
    expect(outcome('x + 0.2 == 0.3', { x: 0.1 })).toBe('true');
    expect(outcome('x > 0.3', { x: 0.1 + 0.2 })).toBe('true');
    expect(outcome('x == 1e21', { x: 1e21 })).toBe('true');
    expect(outcome('x > 9999999999999999999999999999999999', { x: 1e300 })).toBe('true');
  });
});

/** In units of 10^-20. */
function toUnits(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(20, '0'));
  return text.startsWith('-') ? -units : units;
}

function operators(one: bigint, other: bigint): readonly (readonly [string, boolean])[] {
  return [
    ['<', one < other],
    ['<=', one <= other],
    ['>', one > other],
    ['>=', one >= other],
    ['==', one === other],
    ['!=', one !== other],
  ];
}
