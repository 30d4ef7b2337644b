import { describe, expect, it } from 'vitest';
import { carryOver } from '../../../src/evaluation/effective/carry-over.js';
import type { Decision } from '../../../src/record/decision.js';
import type { Review } from '../../../src/record/review.js';
import { aComparison, aDecision, aReview, aViolation } from '../builders.js';

const at = '2026-03-01T00:00:00.000Z';
const same = new Map([['cap', 'fingerprint']]);
const before = aDecision([aViolation()]);

function carried(
  review: Partial<Review>,
  {
    after = before,
    earlier = before,
    changed = false,
  }: { after?: Decision; earlier?: Decision | null; changed?: boolean } = {},
) {
  const fingerprints = { before: same, after: changed ? new Map([['cap', 'another']]) : same };
  const result = carryOver([aReview(review)], { before: earlier, after, fingerprints, at });
  return result.dropped[0]?.reason ?? (result.carried.length === 1 ? 'carried' : 'nothing');
}

const at22 = aViolation({ actualValue: '22', comparisons: [aComparison({ leftValue: '22' })] });
const at26 = aViolation({ actualValue: '26', comparisons: [aComparison({ leftValue: '26' })] });
const compound = aViolation({ actualValue: null, thresholdValue: null, comparisons: [aComparison(), aComparison()] });

describe('a review holds for a re-evaluation', () => {
  it('where its rule is the same and the value lies in the envelope', () => {
    expect(carried({ upTo: '25' })).toBe('carried');
    expect(carried({ upTo: '25' }, { after: aDecision([at22]) })).toBe('carried');
    expect(carried({ upTo: '25' }, { after: aDecision([at26]) })).toBe('outside_envelope');
  });

  it('never where its rule has changed, or is gone', () => {
    expect(carried({ upTo: '25' }, { changed: true })).toBe('rule_changed');
    const fingerprints = { before: new Map<string, string>(), after: new Map<string, string>() };
    const { dropped } = carryOver([aReview({ upTo: '25' })], { before, after: before, fingerprints, at });
    expect(dropped[0]?.reason).toBe('rule_changed');
  });

  it('never where its rule is violated no more, or where it has expired', () => {
    expect(carried({ upTo: '25' }, { after: aDecision([], 'approved') })).toBe('not_violated');
    expect(carried({ upTo: '25', expiresAt: at })).toBe('expired');
  });

  it('without an envelope for the very same values alone', () => {
    const earlier = aDecision([compound]);
    const other = { ...compound, comparisons: [aComparison(), aComparison({ leftValue: '26' })] };
    expect(carried({}, { earlier, after: earlier })).toBe('carried');
    expect(carried({}, { earlier, after: aDecision([other]) })).toBe('other_values');
    expect(carried({}, { earlier: null })).toBe('evaluation_erased');
  });

  it('of an erased evaluation by its envelope', () => {
    expect(carried({ upTo: '25' }, { earlier: null })).toBe('carried');
  });

  it('also where it is a rejection or a waiver', () => {
    expect(carried({ verdict: 'rejected' })).toBe('carried');
    expect(carried({ verdict: 'rejected' }, { after: aDecision([at22]) })).toBe('other_values');
    expect(carried({ verdict: 'waived', upTo: '25' })).toBe('carried');
  });
});

it('what was taken back is neither carried nor dropped', () => {
  const reviews = [aReview({ upTo: '25' }), aReview({ sequence: 2, verdict: 'revoked' })];
  const fingerprints = { before: same, after: same };
  expect(carryOver(reviews, { before, after: before, fingerprints, at })).toEqual({ carried: [], dropped: [] });
});

it('what is dropped says why, in words', () => {
  const review = aReview({ upTo: '25' });
  const fingerprints = { before: same, after: same };
  expect(carryOver([review], { before, after: aDecision([at26]), fingerprints, at }).dropped).toEqual([
    {
      ruleId: 'cap',
      verdict: 'approved',
      review,
      reason: 'outside_envelope',
      message: 'the actual value goes beyond what it covers',
    },
  ]);
});
