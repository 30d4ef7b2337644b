import { describe, expect, it } from 'vitest';
import { coversValue, defaultUpTo } from '../../../src/evaluation/effective/envelope.js';
import type { ComparisonOperator } from '../../../src/record/decision.js';
import { aComparison, aViolation } from '../builders.js';

/** A violation by `input.amount OPERATOR policy.cap`, or mirrored, or with a comparison that did not hold. */
function violated(operator: ComparisonOperator, actual: string, threshold: string, result = true) {
  const comparison = aComparison({ operator, leftValue: actual, rightValue: threshold, result });
  return aViolation({ actualValue: actual, thresholdValue: threshold, comparisons: [comparison] });
}

function mirrored(operator: ComparisonOperator, actual: string, threshold: string) {
  const sides = { left: 'policy.cap', right: 'input.amount', leftValue: threshold, rightValue: actual };
  const comparison = aComparison({ operator, ...sides });
  return aViolation({ actualValue: actual, thresholdValue: threshold, comparisons: [comparison] });
}

describe('an envelope', () => {
  it('is the actual value where none is named', () => {
    expect(defaultUpTo(violated('>', '25.00', '20.00'))).toBe('25.00');
    expect(defaultUpTo(aViolation({ actualValue: null }))).toBeNull();
  });

  it.each([
    ['over a cap: up to it', violated('>', '25', '20'), '25', true],
    ['over a cap: less is covered', violated('>', '24.9', '20'), '25.00', true],
    ['over a cap: more is not', violated('>', '25.01', '20'), '25', false],
    ['at or over a cap', violated('>=', '20', '20'), '25', true],
    ['under a floor: down to it', violated('<', '8', '10'), '8', true],
    ['under a floor: less bad is covered', violated('<', '9', '10'), '8', true],
    ['under a floor: worse is not', violated('<=', '7', '10'), '8', false],
    ['`!(amount <= cap)` is over a cap', violated('<=', '24', '20', false), '25', true],
    ['`!(amount <= cap)` and more', violated('<=', '26', '20', false), '25', false],
    ['`cap < amount` is over a cap', mirrored('<', '24', '20'), '25', true],
    ['`cap < amount` and more', mirrored('<', '26', '20'), '25', false],
    ['`cap <= amount` with both the same', mirrored('<=', '20', '20'), '25', true],
    ['equal: the same value', violated('==', 'EU', 'EU'), 'EU', true],
    ['equal: no other', violated('!=', 'US', 'EU'), 'UK', false],
    [
      'instants by value',
      violated('>', '2026-01-02T01:00:00+01:00', '2026-01-01T00:00:00Z'),
      '2026-01-02T00:00:00Z',
      true,
    ],
    ['a later instant', violated('>', '2026-01-03T00:00:00Z', '2026-01-01T00:00:00Z'), '2026-01-02T00:00:00Z', false],
    ['text that has no order', violated('>', 'beta', 'alpha'), 'gamma', false],
    ['a number beside text', violated('>', '25', '20'), 'much', false],
    ['numbers too long to compare', violated('>', `1e${'9'.repeat(9)}`, '20'), '25', false],
  ])('%s', (_, violation, upTo, isCovered) => {
    expect(coversValue(upTo, violation)).toBe(isCovered);
  });

  it('tells the input from a member of that name where both sides are equal', () => {
    const sides = { left: 'policy.tokens.input', right: 'input.tokens', leftValue: '1000', rightValue: '1000' };
    const comparison = aComparison({ operator: '<=', ...sides });
    const violation = aViolation({ actualValue: '1000', thresholdValue: '1000', comparisons: [comparison] });
    expect([coversValue('1500', violation), coversValue('500', violation)]).toEqual([true, false]);
  });

  it('covers nothing where there is no single actual value', () => {
    expect(coversValue('25', aViolation({ actualValue: null }))).toBe(false);
    expect(coversValue('25', aViolation({ comparisons: [] }))).toBe(false);
  });
});
