import { Decimal as Reference } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import {
  absolute,
  add,
  compare,
  divide,
  multiply,
  negate,
  remainder,
  roundTo,
  subtract,
  truncate,
} from '../../../src/expression/decimal/decimal.js';
import type { Decimal } from '../../../src/expression/decimal/rounding.js';
import { decimalOf, decimalText } from '../../../src/expression/decimal/text.js';
import { Exact, randomPairs, type Sample, sampleOf } from './random-decimals.js';

const pairs = Number(process.env['PROVE_DECIMALS'] ?? 5_000);

type Operation<Result> = (one: Sample, other: Sample) => Result;

/** The first pair for which two operations give different texts. */
function firstDifference(ours: Operation<unknown>, theirs: Operation<unknown>, count = pairs): unknown {
  for (const [one, other] of randomPairs(count, 34)) {
    const [result, expected] = [String(ours(one, other)), String(theirs(one, other))];
    if (result !== expected) return { one: one.reference, other: other.reference, result, expected };
  }
  return undefined;
}

function ours(operation: (one: Decimal, other: Decimal) => Decimal | undefined): Operation<string | undefined> {
  return (one, other) => textOf(operation(one.decimal, other.decimal));
}

function textOf(value: Decimal | undefined): string | undefined {
  return value === undefined ? undefined : decimalText(value);
}

/** As decimal.js has it: undefined beyond its range, no -0. */
function theirs(operation: (one: Reference, other: Reference) => Reference): Operation<string | undefined> {
  return (one, other) => {
    const result = operation(one.reference, other.reference);
    return result.isFinite() ? result.plus(0).toFixed() : undefined;
  };
}

describe('operations on random decimals, beside decimal.js', () => {
  it('give the same sum, difference and product', () => {
    expect(
      firstDifference(
        ours(add),
        theirs((one, other) => one.plus(other)),
      ),
    ).toBeUndefined();
    expect(
      firstDifference(
        ours(subtract),
        theirs((one, other) => one.minus(other)),
      ),
    ).toBeUndefined();
    expect(
      firstDifference(
        ours(multiply),
        theirs((one, other) => one.times(other)),
      ),
    ).toBeUndefined();
  });

  it('give the same quotient, and none for zero', () => {
    expect(
      firstDifference(
        ours(divide),
        theirs((one, other) => one.div(other)),
      ),
    ).toBeUndefined();
  });

  it('leave the same remainder', () => {
    expect(
      firstDifference(
        ours(remainder),
        theirs((one, other) => one.mod(other)),
      ),
    ).toBeUndefined();
  });

  it('have the same order', () => {
    const order: Operation<number> = (one, other) => one.reference.comparedTo(other.reference);
    expect(firstDifference((one, other) => compare(one.decimal, other.decimal), order)).toBeUndefined();
    expect(
      firstDifference(
        (one) => compare(one.decimal, one.decimal),
        () => 0,
      ),
    ).toBeUndefined();
  });

  it('round to the same digits', () => {
    for (const scale of [0, 1, 2, 8, 33, 34, 200]) {
      const round = theirs((one) => one.toDecimalPlaces(scale, Reference.ROUND_HALF_EVEN));
      expect(firstDifference((one) => textOf(roundTo(one.decimal, scale)), round, 3_000)).toBeUndefined();
    }
    expect(
      firstDifference(
        ours(truncate),
        theirs((one) => one.trunc()),
      ),
    ).toBeUndefined();
  });

  it('have the same opposite, amount and text', () => {
    expect(
      firstDifference(
        ours(negate),
        theirs((one) => one.neg()),
      ),
    ).toBeUndefined();
    expect(
      firstDifference(
        ours(absolute),
        theirs((one) => one.abs()),
      ),
    ).toBeUndefined();
    expect(
      firstDifference(
        (one) => textOf(one.decimal),
        theirs((one) => one),
      ),
    ).toBeUndefined();
  });

  it('do not, where halves are rounded up, digits are lost or a tie forgets what follows it', () => {
    const halfUp = Exact.clone({ rounding: Reference.ROUND_HALF_UP });
    expect(
      firstDifference(
        ours(add),
        theirs((one, other) => halfUp.add(one, other)),
      ),
    ).toBeDefined();
    expect(
      firstDifference(
        ours(multiply),
        theirs((one, other) => halfUp.mul(one, other)),
      ),
    ).toBeDefined();
    const shorter = Exact.clone({ precision: 33 });
    expect(
      firstDifference(
        ours(divide),
        theirs((one, other) => shorter.div(one, other)),
      ),
    ).toBeDefined();
    const forgetful = Exact.clone({ precision: 35, rounding: Reference.ROUND_DOWN });
    const twice = theirs((one, other) => new Exact(forgetful.add(one, other)).toSignificantDigits(34));
    expect(firstDifference(ours(add), twice)).toBeDefined();
    const asNumbers: Operation<number> = (one, other) =>
      Math.sign(one.reference.toNumber() - other.reference.toNumber());
    expect(firstDifference((one, other) => compare(one.decimal, other.decimal), asNumbers)).toBeDefined();
  });
});

describe('a tie', () => {
  const nines = '9'.repeat(34);

  it('goes to the even neighbour', () => {
    expect(textOf(roundTo(read('0.125'), 2))).toBe('0.12');
    expect(textOf(roundTo(read('0.135'), 2))).toBe('0.14');
    expect(textOf(roundTo(read('-2.5'), 0))).toBe('-2');
    expect(textOf(roundTo(read('0.5'), 0))).toBe('0');
  });

  it('is none where anything follows it', () => {
    const odd = read(`1${'0'.repeat(32)}1`);
    expect(textOf(add(odd, read('0.5')))).toBe(`1${'0'.repeat(32)}2`);
    expect(textOf(add(odd, read(`0.4${'9'.repeat(33)}`)))).toBe(`1${'0'.repeat(32)}1`);
    expect(textOf(add(read(`1${'0'.repeat(33)}`), read(`0.5${'0'.repeat(32)}1`)))).toBe(`1${'0'.repeat(32)}1`);
  });

  it('takes what is out of sight for what it is', () => {
    for (const exponent of [-30, -60, -101, -6_000]) {
      const less = subtract(read('1'), sampleOf('1', exponent).decimal);
      expect(textOf(less)).toBe(new Exact(1).minus(`1e${exponent}`).toFixed());
    }
  });

  it('may carry into one more digit', () => {
    expect(textOf(add(read(nines), sampleOf('5', -1).decimal))).toBe(`1${'0'.repeat(34)}`);
    expect(textOf(add(read(nines), sampleOf('4', -1).decimal))).toBe(nines);
    expect(textOf(roundTo(read('99.995'), 2))).toBe('100');
  });
});

describe('the range of results', () => {
  const huge = sampleOf('9'.repeat(34), 6_111);
  const tiny = sampleOf('1', -6_143);

  it('ends at 10^6144, beyond which there is no result', () => {
    expect(textOf(add(huge.decimal, sampleOf('-1', 6_111).decimal))).toMatch(/^9{33}80+$/);
    expect(add(huge.decimal, huge.decimal)).toBeUndefined();
    expect(add(huge.decimal, sampleOf('5', 6_110).decimal)).toBeUndefined();
    expect(subtract(negate(huge.decimal), huge.decimal)).toBeUndefined();
    expect(multiply(huge.decimal, read('10'))).toBeUndefined();
    expect(divide(huge.decimal, tiny.decimal)).toBeUndefined();
  });

  it('ends at 10^-6143, below which nothing becomes zero in silence', () => {
    expect(textOf(multiply(tiny.decimal, read('2')))).toBe(`0.${'0'.repeat(6_142)}2`);
    expect(multiply(tiny.decimal, read('0.9'))).toBeUndefined();
    expect(divide(tiny.decimal, read('3'))).toBeUndefined();
    expect(multiply(tiny.decimal, read('0'))).toEqual({ coefficient: 0n, exponent: 0 });
  });

  it('takes no time that grows with the distance of two decimals', () => {
    const begin = performance.now();
    for (let round = 0; round < 2_000; round += 1) {
      add(huge.decimal, tiny.decimal);
      compare(huge.decimal, tiny.decimal);
      remainder(huge.decimal, tiny.decimal);
      remainder(tiny.decimal, huge.decimal);
    }
    expect(performance.now() - begin).toBeLessThan(2_000);
  });
});

describe('reading a decimal', () => {
  it('takes a JSON number by its shortest text', () => {
    const cases = [
      [0.1, '0.1'],
      [-0, '0'],
      [1e21, `1${'0'.repeat(21)}`],
      [1e-7, '0.0000001'],
      [5e-324, `0.${'0'.repeat(323)}5`],
      [Number.MAX_VALUE, `17976931348623157${'0'.repeat(292)}`],
      [2 ** 53 + 2, '9007199254740994'],
      [-12.5, '-12.5'],
    ] as const;
    for (const [value, text] of cases) expect(textOf(decimalOf(value))).toBe(text);
  });

  it('takes decimal text of up to 34 digits on either side of the point', () => {
    const cases = [
      ['20.00', '20'],
      ['-0.00', '0'],
      ['+1e3', '1000'],
      ['007', '7'],
      ['1E-34', `0.${'0'.repeat(33)}1`],
      ['9'.repeat(34), '9'.repeat(34)],
      [`0.${'9'.repeat(34)}`, `0.${'9'.repeat(34)}`],
      [`${'0'.repeat(50)}1.5${'0'.repeat(50)}`, '1.5'],
      ['0e999999999999', '0'],
    ] as const;
    for (const [value, text] of cases) expect(textOf(decimalOf(value))).toBe(text);
  });

  it('finds none in anything else', () => {
    const texts = ['', ' ', '1 ', '.5', '5.', '1e', 'e1', '--1', '0x10', '1_000', '1,5', 'NaN', 'Infinity', '１'];
    const long = ['1e400', '1e34', '1e-35', '1'.repeat(35), `1.${'1'.repeat(34)}`, '1e99999999999999999999'];
    for (const text of [...texts, ...long]) expect(decimalOf(text)).toBeUndefined();
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) expect(decimalOf(value)).toBeUndefined();
  });
});

function read(text: string): Decimal {
  const value = decimalOf(text);
  if (value === undefined) throw new Error(`no decimal: ${text}`);
  return value;
}
