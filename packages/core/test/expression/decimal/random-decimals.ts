import { Decimal as Reference } from 'decimal.js';
import type { Decimal } from '../../../src/expression/decimal/rounding.js';

/** decimal.js as the second implementation: 34 digits, half to even, exponents of decimal128. */
export const Exact: typeof Reference = Reference.clone({
  precision: 34,
  rounding: Reference.ROUND_HALF_EVEN,
  minE: -6143,
  maxE: 6144,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

export interface Sample {
  readonly decimal: Decimal;
  readonly reference: Reference;
}

/** Pairs of decimals of all sizes, many of them near a tie of the rounding; the same for a seed. */
export function* randomPairs(count: number, seed: number): Generator<readonly [Sample, Sample]> {
  const random = randomFrom(seed);
  for (let index = 0; index < count; index += 1) {
    const spread = [0, 3, 40, 200, 3_000][random(5)] ?? 0;
    yield [sample(random, spread), sample(random, spread)];
  }
}

export function sampleOf(coefficient: string, exponent: number): Sample {
  return {
    decimal: { coefficient: BigInt(coefficient), exponent },
    reference: new Exact(`${coefficient}e${exponent}`),
  };
}

type Random = (limit: number) => number;

function sample(random: Random, spread: number): Sample {
  const sign = random(2) === 0 ? '' : '-';
  return sampleOf(`${sign}${digits(random)}`, spread === 0 ? 0 : random(2 * spread + 1) - spread);
}

const tails = ['5', '50', '49', '51', '499999999', '500000000', '500000001', '999999999', '25', '75', '0', '00000'];

/** 1 to 34 digits, no zero in front. */
function digits(random: Random): string {
  if (random(30) === 0) return '0';
  const length = 1 + random(34);
  const tail = random(2) === 0 ? (tails[random(tails.length)] ?? '') : '';
  const filler = random(4) === 0 ? String(random(10)) : undefined;
  const head = Array.from({ length }, (_, index) => filler ?? String(index === 0 ? 1 + random(9) : random(10))).join(
    '',
  );
  const all = `${head}${tail}`.slice(-34).replace(/^0+/, '');
  return all === '' ? '1' : all;
}

/** Whole numbers from 0 up to a limit (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed | 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}
