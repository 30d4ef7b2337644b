import type { Decision, Explanation, Review, Violation } from '@policytrail/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { comparedField, excessOf } from '../../src/decision/model/compared-values.js';
import { factsOf } from '../../src/decision/model/decision-record.js';
import { driftLines } from '../../src/decision/model/drift-lines.js';
import { recheckIn } from '../../src/decision/model/recheck-answer.js';
import { standingOf } from '../../src/decision/model/review-standing.js';
import { otherVerdict, verdictOf } from '../../src/decision/model/verdict.js';
import { fieldLookup, readSchemas } from '../../src/fields/field-lookup.js';
import { english } from '../format/context.js';
import { decisionRecords, pricing } from '../gallery/decision-records.mjs';

let records: Record<string, Explanation>;
const now = Date.parse('2026-02-26T09:15:00.000Z');
await readSchemas(pricing.document);
const lookups = {
  policy: fieldLookup(pricing.document.policy),
  input: fieldLookup(pricing.document.input ?? undefined),
};

beforeAll(async () => {
  records = (await decisionRecords()) as unknown as Record<string, Explanation>;
});

describe('the verdict', () => {
  it.each([
    ['pending', 'pending'],
    ['approved', 'approved'],
    ['warnings', 'approvedWithWarnings'],
    ['blocked', 'blocked'],
    ['indeterminate', 'indeterminate'],
    ['rejected', 'rejected'],
    ['reviewed', 'approvedByReview'],
    ['waived', 'waived'],
    ['erased', 'violation'],
    ['evaluation', 'pending'],
  ])('of %s is %s', (name, verdict) => {
    const { decision, effective } = factsOf(records[name]!, now);
    expect(verdictOf(decision, effective)).toBe(verdict);
  });

  it('of today is told where it is another, reviews that hold no more counted out', () => {
    const today = (name: string) => otherVerdict(records[name]!);
    expect(today('flipped')).toBe('pending');
    expect(today('reviewed')).toBe('pending');
    expect(['same', 'drifted', 'waived', 'erased'].map(today)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

const violationIn = (name: string, index = 0): Violation => records[name]!.then.decision!.violations[index]!;
const excess = (violation: Violation) => excessOf(violation, comparedField(violation, lookups), english);

describe('what was compared', () => {
  it('is said in the words of the field that has the most of them', () => {
    expect(comparedField(violationIn('pending'), lookups)).toMatchObject({ display: 'percent' });
    expect(comparedField(violationIn('warnings'), lookups)).toMatchObject({ display: 'money', currency: 'USD' });
  });

  it('is over or short of the limit, to the last digit', () => {
    expect(excess(violationIn('pending'))).toEqual({
      direction: 'over',
      distance: '5 percentage points',
      bar: { actual: 1, threshold: 0.8 },
    });
    expect(excess(violationIn('waived'))).toMatchObject({ direction: 'under', distance: '2 percentage points' });
    expect(excess(violationIn('warnings'))).toMatchObject({ distance: '$50,000.00' });
    const fine = { ...violationIn('pending'), actualValue: '20.00000000000000001' };
    expect(excess(fine)?.distance).toBe('0.00000000000000001 percentage points');
  });

  it('has no limit where the record names none, and no bar where nothing is long', () => {
    const violation = violationIn('pending');
    expect(excess({ ...violation, thresholdValue: null })).toBeUndefined();
    expect(excess({ ...violation, actualValue: 'EU', thresholdValue: 'US' })).toBeUndefined();
    expect(excess({ ...violation, thresholdValue: '-20.00' })?.bar).toBeUndefined();
    expect(excess({ ...violation, actualValue: '20.00' })).toBeUndefined();
  });

  it('takes a unit of percent for what it is', () => {
    const percent = fieldLookup([{ path: '/maxDiscountPct', label: 'Cap', display: 'number', unit: '%' }]);
    const field = comparedField(violationIn('pending'), { policy: percent, input: fieldLookup() });
    expect(excessOf(violationIn('pending'), field, english)?.distance).toBe('5 percentage points');
  });

  it('stays plain where nothing describes it', () => {
    const bare = { policy: fieldLookup(), input: fieldLookup() };
    expect(excessOf(violationIn('pending'), comparedField(violationIn('pending'), bare), english)?.distance).toBe('5');
  });
});

describe('what moved since', () => {
  const lines = (name: string) => driftLines(records[name]!, lookups, english);

  it('is the limit of a rule, stricter or looser', () => {
    expect(lines('drifted')).toEqual([
      {
        ruleName: 'Maximum Discount',
        what: 'limit',
        moved: { before: { kind: 'formatted', text: '20%' }, after: { kind: 'formatted', text: '15%' } },
        strictness: 'stricter',
      },
    ]);
  });

  it('is the value by its name where no input is left to compare', () => {
    expect(lines('erased')).toMatchObject([{ what: 'Discount without approval', strictness: 'stricter' }]);
  });

  it('is the rule itself where that was added, removed or rewritten', () => {
    const drifted = records['drifted']!;
    const rule = drifted.drift.rules[0]!;
    const changed = { ...rule, valueChanges: [], thresholdBefore: null };
    const rules = [{ ...rule, status: 'added' as const }, { ...rule, status: 'removed' as const }, changed];
    const told = driftLines({ ...drifted, drift: { grade: 'rules_changed', rules } }, lookups, english);
    expect(told.map(({ what }) => what)).toEqual(['new rule', 'rule removed', 'rule changed']);
  });
});

describe('a review', () => {
  it('counts until it is taken back, replaced or expired', () => {
    const { reviews } = records['reviewed']!;
    expect(reviews.map((review) => standingOf(review, reviews, now))).toEqual(['revoked', 'replaced', 'counts']);
    const later = Date.parse('2027-01-01T00:00:00.000Z');
    expect(standingOf(reviews[2] as Review, reviews, later)).toBe('expired');
  });
});

describe('the answer to a check', () => {
  it('is found in whatever a page answers with', () => {
    const drifted = records['drifted']!;
    const decision = drifted.now.decision as Decision;
    for (const answer of [drifted, { evaluation: { decision } }, { decision }, decision]) {
      expect(recheckIn(answer)?.decision).toBe(decision);
    }
    expect(recheckIn(drifted)?.effective).toBe(drifted.effective.now);
    expect([recheckIn(undefined), recheckIn('yes'), recheckIn({})]).toEqual([undefined, undefined, undefined]);
  });
});
