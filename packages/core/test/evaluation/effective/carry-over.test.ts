import { describe, expect, it } from 'vitest';
import { carryOver, type JudgedInput, type Succession } from '../../../src/evaluation/effective/carry-over.js';
import type { Violation } from '../../../src/record/decision.js';
import type { Review } from '../../../src/record/review.js';
import type { JsonObject } from '../../../src/values/json.js';
import { aComparison, aDecision, aReview, aViolation } from '../builders.js';

const at = '2026-03-01T00:00:00.000Z';
const same = new Map([['cap', 'fingerprint']]);
const fingerprints = { before: same, after: same };
const inputReads = new Map([['cap', ['/amount']]]);

const judged = (input: JsonObject, violations: readonly Violation[] = [aViolation()]): JudgedInput => ({
  input,
  decision: aDecision(violations, violations.length === 0 ? 'approved' : 'violation'),
});
const violated = (amount: string): Violation =>
  aViolation({ actualValue: amount, comparisons: [aComparison({ leftValue: amount })] });
const before = judged({ amount: '25' });

function carried(review: Partial<Review>, changes: Partial<Succession> = {}) {
  const result = carryOver([aReview(review)], { before, after: before, inputReads, fingerprints, at, ...changes });
  return result.dropped[0]?.reason ?? (result.carried.length === 1 ? 'carried' : 'nothing');
}

const at22 = judged({ amount: '22' }, [violated('22')]);
const at26 = judged({ amount: '26' }, [violated('26')]);

describe('a review holds for a re-evaluation', () => {
  it('where its rule is the same and the value lies in the envelope', () => {
    expect(carried({ upTo: '25' })).toBe('carried');
    expect(carried({ upTo: '25' }, { after: at22 })).toBe('carried');
    expect(carried({ upTo: '25' }, { after: at26 })).toBe('outside_envelope');
  });

  it('never where its rule has changed, or is gone', () => {
    const changed = { before: same, after: new Map([['cap', 'another']]) };
    expect(carried({ upTo: '25' }, { fingerprints: changed })).toBe('rule_changed');
    expect(carried({ upTo: '25' }, { fingerprints: { before: new Map(), after: new Map() } })).toBe('rule_changed');
  });

  it('never where its rule is violated no more, or where it has expired', () => {
    expect(carried({ upTo: '25' }, { after: judged({ amount: '5' }, []) })).toBe('not_violated');
    expect(carried({ upTo: '25', expiresAt: at })).toBe('expired');
  });

  it('never where its rule failed, which is not to be taken for passing', () => {
    const texts = { section: null, category: null, description: null, documentationUrl: null, group: null };
    const rule = {
      ruleId: 'cap',
      ruleName: 'Cap',
      effect: 'deny',
      when: 'input.amount > policy.cap',
      ...texts,
    } as const;
    const failure = { code: 'missing_field', message: '`input.amount` is missing' };
    const appliedRules = [{ ...rule, outcome: 'failed', failure } as const];
    const decision = { ...aDecision([], 'indeterminate'), appliedRules };
    expect(carried({ upTo: '25' }, { after: { input: {}, decision } })).toBe('rule_failed');
  });

  it('without an envelope for the very same values alone', () => {
    const reads = { inputReads: new Map([['cap', ['/lines']]]) };
    const none = aViolation({ actualValue: null, thresholdValue: null, comparisons: [] });
    const earlier = judged({ lines: [21], note: 'a' }, [none]);
    expect(carried({}, { ...reads, before: earlier, after: judged({ lines: [21], note: 'b' }, [none]) })).toBe(
      'carried',
    );
    expect(carried({}, { ...reads, before: earlier, after: judged({ lines: [99] }, [none]) })).toBe('other_values');
    expect(carried({}, { ...reads, before: null })).toBe('evaluation_erased');
  });

  it('not where another field has moved than the one that its envelope is around', () => {
    const reads = { inputReads: new Map([['cap', ['/amount', '/risk']]]) };
    const [earlier, moved] = [judged({ amount: '25', risk: 0 }), judged({ amount: '25', risk: 24 })];
    expect(carried({ upTo: '25' }, { ...reads, before: earlier, after: earlier })).toBe('carried');
    expect(carried({ upTo: '25' }, { ...reads, before: earlier, after: moved })).toBe('other_values');
    const elsewhere = aViolation({
      actualValue: '24',
      comparisons: [aComparison({ left: 'input.risk', leftValue: '24' })],
    });
    const risky = judged({ amount: '0', risk: 24 }, [elsewhere]);
    expect(carried({ upTo: '25' }, { ...reads, before: earlier, after: risky })).toBe('other_values');
    const onlyRisk = judged({ amount: '25', risk: 24 }, [elsewhere]);
    expect(carried({ upTo: '25' }, { ...reads, before: earlier, after: onlyRisk })).toBe('other_values');
  });

  it('not where what was compared is worked out of the field', () => {
    const derived = (left: string): Violation => aViolation({ comparisons: [aComparison({ left })] });
    for (const left of ['min(input.amount, 30)', 'size(input.amount)', '(input.amount > 20)']) {
      const [earlier, after] = [judged({ amount: '25' }, [derived(left)]), judged({ amount: '900' }, [derived(left)])];
      expect(carried({ upTo: '25' }, { before: earlier, after }), left).toBe('other_values');
    }
  });

  it('of an erased evaluation by its envelope, where its rule reads nothing else', () => {
    expect(carried({ upTo: '25' }, { before: null })).toBe('carried');
    const reads = { inputReads: new Map([['cap', ['/amount', '/risk']]]) };
    expect(carried({ upTo: '25' }, { ...reads, before: null })).toBe('evaluation_erased');
  });

  it('also where it is a rejection or a waiver', () => {
    expect(carried({ verdict: 'rejected' })).toBe('carried');
    expect(carried({ verdict: 'rejected' }, { after: at22 })).toBe('other_values');
    expect(carried({ verdict: 'waived', upTo: '25' })).toBe('carried');
  });
});

it('what was taken back is neither carried nor dropped', () => {
  const reviews = [aReview({ upTo: '25' }), aReview({ sequence: 2, verdict: 'revoked' })];
  expect(carryOver(reviews, { before, after: before, inputReads, fingerprints, at })).toEqual({
    carried: [],
    dropped: [],
  });
});

it('what is dropped says why, in words', () => {
  const review = aReview({ upTo: '25' });
  expect(carryOver([review], { before, after: at26, inputReads, fingerprints, at }).dropped).toEqual([
    {
      ruleId: 'cap',
      verdict: 'approved',
      review,
      reason: 'outside_envelope',
      message: 'the actual value goes beyond what it covers',
    },
  ]);
});
