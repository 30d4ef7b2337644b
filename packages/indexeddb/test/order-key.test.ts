import { compareCodePoints } from '@policytrail/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderKey, textOfKey } from '../src/keys/order-key.js';

const seed = 20251001;
const text = fc.string({ unit: 'binary', maxLength: 8 });

describe('a key of text', () => {
  it('is compared by UTF-16 units as the text is by code points', () => {
    const order = fc.property(text, text, (one, other) => {
      const [first, second] = [orderKey(one), orderKey(other)];
      const byUnits = Number(first > second) - Number(first < second);
      expect(byUnits).toBe(Math.sign(compareCodePoints(one, other)));
    });
    fc.assert(order, {
      seed,
      numRuns: 2000,
      examples: [
        ['\uffff', '😀'],
        ['\ue000', '\u{10ffff}'],
        ['\ud7ff', '\ue000'],
      ],
    });
  });

  it('gives the text back', () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(textOfKey(orderKey(given))).toBe(given);
      }),
      { seed, numRuns: 2000 },
    );
  });

  it('reads as the text where that has none of the last units', () => {
    expect(orderKey('Projekt 123 – Größe')).toBe('Projekt 123 – Größe');
  });
});
