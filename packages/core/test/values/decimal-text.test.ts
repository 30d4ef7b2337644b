import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals, isDecimalText, normalizeDecimal } from '../../src/values/decimal-text.js';
import { isPolicytrailError } from '../../src/values/error.js';

const runs = { seed: 34, numRuns: 3_000 };

describe('the normal form of a decimal', () => {
  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['0e400', '0'],
    ['+007.500', '7.5'],
    ['1e3', '1000'],
    ['1E+3', '1000'],
    ['12.5e-1', '1.25'],
    ['0.001e2', '0.1'],
    ['-120e-1', '-12'],
    [`${'0'.repeat(50)}1`, '1'],
    ['1e33', `1${'0'.repeat(33)}`],
    ['1e-34', `0.${'0'.repeat(33)}1`],
    [`${'9'.repeat(34)}`, '9'.repeat(34)],
    [0, '0'],
    [-0, '0'],
    [1e-7, '0.0000001'],
    [0.1, '0.1'],
    [0.30000000000000004, '0.30000000000000004'],
    [9_007_199_254_740_991, '9007199254740991'],
    [-1.5, '-1.5'],
  ])('of %s is %s', (value, normal) => {
    expect(normalizeDecimal(value)).toBe(normal);
  });

  it.each([
    ['10', 2, '10.00'],
    ['10.000', 2, '10.00'],
    ['10.5', 2, '10.50'],
    ['-0.00', 2, '0.00'],
    ['0', 0, '0'],
    ['10.0', 0, '10'],
    ['1e-2', 2, '0.01'],
    [99.9, 2, '99.90'],
  ])('of %s at scale %i is %s', (value, scale, normal) => {
    expect(normalizeDecimal(value, { scale })).toBe(normal);
  });

  it.each([
    '',
    ' ',
    '1 ',
    ' 1',
    '1,000',
    '1_000',
    '.5',
    '5.',
    '1.',
    'e3',
    '1e',
    '1e1.5',
    '--1',
    '0x10',
    'NaN',
    'Infinity',
    '١',
    '1\n',
    '1e400',
    '1e34',
    '1e-35',
    '1e99999999999999999999',
    '1e-99999999999999999999',
    '9'.repeat(35),
    `0.${'1'.repeat(35)}`,
    `1${'0'.repeat(100_000)}1`,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    9_007_199_254_740_992,
    1e21,
    5e-324,
  ])('does not exist for %j', (value) => {
    expect(isRefused(() => normalizeDecimal(value))).toBe(true);
  });

  it('does not exist for what is neither text nor a number', () => {
    for (const value of [null, undefined, true, 1n, {}, [], ['1']]) {
      expect(isRefused(() => normalizeDecimal(value as string))).toBe(true);
    }
  });

  it('says what is wrong without saying the value', () => {
    expect(() => normalizeDecimal('1.005', { scale: 2 })).toThrow(/^must have at most 2 digits after the point$/);
    expect(() => normalizeDecimal(2 ** 53)).toThrow('must be decimal text where it is an integer beyond 2^53-1');
    expect(() => normalizeDecimal('9', { min: 10 })).toThrow(/^must be at least 10$/);
    expect(() => normalizeDecimal('11', { max: '10.50' })).toThrow(/^must be at most 10.5$/);
    for (const scale of [-1, 35, 1.5, Number.NaN])
      expect(() => normalizeDecimal('1', { scale })).toThrow('scale must be');
  });

  it('takes its bounds as inclusive', () => {
    expect(normalizeDecimal('0.10', { min: 0.1, max: '0.1' })).toBe('0.1');
  });

  it('is the same value, checked in whole units of 10^-34', () => {
    fc.assert(
      fc.property(decimals, (given) => {
        const units = unitsOf(given);
        const text = textOf(given);
        if (units === undefined) expect(isRefused(() => normalizeDecimal(text))).toBe(true);
        else expect(normalizeDecimal(text)).toBe(plain(units));
      }),
      runs,
    );
  });

  it('is a fixed point, and the only decimal text of its value without trailing zeros', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: 0, max: 34 }), (given, scale) => {
        fc.pre(unitsOf(given) !== undefined);
        const normal = normalizeDecimal(textOf(given));
        expect(isDecimalText(normal)).toBe(true);
        expect(normalizeDecimal(normal)).toBe(normal);
        const places = normal.split('.')[1]?.length ?? 0;
        if (places > scale) {
          expect(isRefused(() => normalizeDecimal(normal, { scale }))).toBe(true);
          return;
        }
        const scaled = normalizeDecimal(normal, { scale });
        expect(scaled.split('.')[1]?.length ?? 0).toBe(scale);
        expect(isDecimalText(scaled)).toBe(true);
        expect(normalizeDecimal(scaled)).toBe(normal);
      }),
      runs,
    );
  });

  it('of a number is read back as the same number', () => {
    const safe = fc
      .double({ min: -9e15, max: 9e15, noNaN: true })
      .filter((number) => Math.abs(number) > 1e-17 || number === 0);
    fc.assert(
      fc.property(safe, (number) => Number(normalizeDecimal(number)) === number),
      runs,
    );
  });
});

describe('decimal text', () => {
  it('is told from what only looks like it', () => {
    expect(['0', '0.00', '12', '-0.5', '10.00', '9'.repeat(34)].filter((text) => !isDecimalText(text))).toEqual([]);
    const others = [
      '',
      '-0',
      '-0.00',
      '+1',
      '1e3',
      '007',
      '00',
      '.5',
      '1.',
      ' 1',
      '1\n',
      '9'.repeat(35),
      1,
      null,
      undefined,
    ];
    expect(others.filter(isDecimalText)).toEqual([]);
  });
});

describe('the order of decimals', () => {
  it('is by value, not by text', () => {
    expect(compareDecimals('9', '10')).toBe(-1);
    expect(compareDecimals('10.0', 10)).toBe(0);
    expect(compareDecimals('-9', '-10')).toBe(1);
    expect(compareDecimals('0.1', '0.09')).toBe(1);
    expect(compareDecimals('-0', '0')).toBe(0);
    expect(isRefused(() => compareDecimals('1', 'x'))).toBe(true);
  });

  it('is the order of whole units of 10^-34', () => {
    expect(firstMisorder(compareDecimals)).toBeUndefined();
  });

  it('is neither the order of the texts nor that of the doubles', () => {
    expect(firstMisorder((one, other) => sign(one < other, one > other))).toBeDefined();
    expect(firstMisorder((one, other) => sign(Number(one) < Number(other), Number(one) > Number(other)))).toBeDefined();
  });
});

/** Two decimals that a comparison puts in another order than their units. */
function firstMisorder(compare: (one: string, other: string) => number): unknown {
  const near = fc
    .tuple(decimals, fc.bigInt({ min: -2n, max: 2n }))
    .map(([given, step]) => [unitsOf(given), step] as const);
  const pairs = fc.sample(near, runs).concat(fc.sample(near, { ...runs, seed: 35 }));
  for (const [index, [units, step]] of pairs.entries()) {
    const other = index % 2 === 0 ? pairs[index - 1]?.[0] : units && units + step;
    if (units === undefined || other === undefined || plainDigits(other) > 34) continue;
    if (compare(plain(units), plain(other)) !== sign(units < other, units > other)) return [plain(units), plain(other)];
  }
  return undefined;
}

interface Given {
  readonly sign: string;
  readonly whole: string;
  readonly fraction: string;
  readonly exponent: number;
}

const digits = fc.string({ unit: fc.constantFrom(...'0001234567899'), maxLength: 22 });
const decimals: fc.Arbitrary<Given> = fc.record({
  sign: fc.constantFrom('', '-', '+'),
  whole: digits.map((text) => text || '0'),
  fraction: digits,
  exponent: fc.oneof(fc.constant(0), fc.integer({ min: -40, max: 40 })),
});

function textOf({ sign, whole, fraction, exponent }: Given): string {
  return `${sign}${whole}${fraction === '' ? '' : '.'}${fraction}${exponent === 0 ? '' : `e${exponent}`}`;
}

/** In units of 10^-34; undefined where 34 digits do not hold it. */
function unitsOf({ sign, whole, fraction, exponent }: Given): bigint | undefined {
  const shift = BigInt(100 + exponent - fraction.length);
  const fine = BigInt(whole + fraction) * 10n ** shift;
  const units = fine / 10n ** 66n;
  if (units * 10n ** 66n !== fine || units >= 10n ** 68n || plainDigits(units) > 34) return undefined;
  return sign === '-' ? -units : units;
}

function plainDigits(units: bigint): number {
  return `${units}`.replace(/^-/, '').replace(/0+$/, '').length;
}

function plain(units: bigint): string {
  const text = `${units < 0n ? -units : units}`.padStart(35, '0');
  const fraction = text.slice(-34).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${text.slice(0, -34)}${fraction === '' ? '' : '.'}${fraction}`;
}

function sign(isLess: boolean, isMore: boolean): number {
  return Number(isMore) - Number(isLess);
}

function isRefused(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch (error) {
    return isPolicytrailError(error, 'invalid_argument');
  }
}
