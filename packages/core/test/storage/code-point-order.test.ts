import { compareCodePoints } from '@policytrail/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'a', 'ab', '\ue000', '\uffff', '\u{10000}', '😀', '😀a'),
);

describe('the order of code points', () => {
  it('is the order of the UTF-8 bytes, as in a database', () => {
    const utf8 = new TextEncoder();
    const property = fc.property(text, text, (one, other) => {
      const bytes = compareBytes(utf8.encode(one), utf8.encode(other));
      expect(Math.sign(compareCodePoints(one, other))).toBe(Math.sign(bytes));
    });
    fc.assert(property, { seed: 20251001, numRuns: 2000 });
  });

  it('differs from that of UTF-16 units beyond U+FFFF', () => {
    expect(compareCodePoints('\uff5e', '😀')).toBeLessThan(0);
    expect('\uff5e' < '😀').toBe(false);
  });
});

function compareBytes(one: Uint8Array, other: Uint8Array): number {
  const at = one.findIndex((byte, index) => byte !== other[index]);
  return at === -1 ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? -1);
}
