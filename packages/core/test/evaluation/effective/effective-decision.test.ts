import { describe, expect, it } from 'vitest';
import { effectiveDecision } from '../../../src/evaluation/effective/effective-decision.js';
import type { Decision, Violation } from '../../../src/record/decision.js';
import type { Review } from '../../../src/record/review.js';
import { aDecision, aReview, aViolation, noon } from '../builders.js';

const later = '2026-02-25T12:00:00.000Z';
const none: Decision = aDecision([], 'approved');
const warning = aViolation({ ruleId: 'warn', effect: 'warn', severity: 'warning', requiredApproval: null });
const denial = aViolation({ ruleId: 'deny', effect: 'deny', requiredApproval: null });
const byManager = aViolation();
const byFinance = aViolation({ ruleId: 'margin', requiredApproval: 'finance' });

function effect(decision: Decision | null, reviews: readonly Partial<Review>[] = [], at = later) {
  const status = decision?.status ?? 'violation';
  const given = reviews.map((review, index) => aReview({ sequence: index + 1, ...review }));
  return effectiveDecision({ status, decision }, given, at);
}

const violated = (...violations: Violation[]) => aDecision(violations);

describe('without reviews', () => {
  it('an approved decision is allowed, also with warnings', () => {
    const approval = { required: false, status: 'not_required', approvers: [] };
    expect(effect(none)).toEqual({ status: 'approved', approval, allowed: true });
    expect(effect(aDecision([warning], 'approved'))).toEqual({ status: 'approved', approval, allowed: true });
  });

  it('a violation is not, and says who is to approve, each once', () => {
    expect(effect(violated(byManager, byFinance, aViolation({ ruleId: 'again' }), denial))).toEqual({
      status: 'violation',
      approval: { required: true, status: 'pending', approvers: ['manager', 'finance'] },
      allowed: false,
    });
  });

  it('a denial asks for no approval', () => {
    expect(effect(violated(denial)).approval).toEqual({ required: false, status: 'not_required', approvers: [] });
  });

  it('an indeterminate decision is never allowed', () => {
    expect(effect(aDecision([], 'indeterminate'))).toMatchObject({ status: 'indeterminate', allowed: false });
    const waived = effect(aDecision([byManager], 'indeterminate'), [{ verdict: 'waived' }]);
    expect(waived).toMatchObject({ status: 'indeterminate', allowed: false });
  });
});

describe('an approval', () => {
  it('allows once every violated rule that asks for one is approved', () => {
    const decision = violated(byManager, byFinance);
    expect(effect(decision, [{}])).toMatchObject({
      status: 'violation',
      approval: { status: 'pending', approvers: ['finance'] },
      allowed: false,
    });
    expect(effect(decision, [{}, { ruleId: 'margin' }])).toEqual({
      status: 'approved',
      approval: { required: true, status: 'approved', approvers: [] },
      allowed: true,
    });
  });

  it('does nothing for a denial, which can only be waived', () => {
    expect(effect(violated(denial), [{ ruleId: 'deny' }])).toMatchObject({ status: 'violation', allowed: false });
    expect(effect(violated(denial), [{ ruleId: 'deny', verdict: 'waived' }])).toMatchObject({
      status: 'waived',
      allowed: true,
    });
  });

  it('counts as far as its envelope goes', () => {
    expect(effect(violated(byManager), [{ upTo: '25' }]).allowed).toBe(true);
    expect(effect(violated(byManager), [{ upTo: '24.99' }]).allowed).toBe(false);
  });

  it('counts from when it is given until just before it expires', () => {
    const review = { expiresAt: '2026-02-24T18:00:00.000Z' };
    const allowedAt = (at: string) => effect(violated(byManager), [review], at).allowed;
    expect(allowedAt('2026-02-24T11:59:59.999Z')).toBe(false);
    expect(allowedAt(noon)).toBe(true);
    expect(allowedAt('2026-02-24T17:59:59.999Z')).toBe(true);
    expect(allowedAt('2026-02-24T18:00:00.000Z')).toBe(false);
  });

  it('that has expired brings back none before it', () => {
    const reviews = [{}, { verdict: 'waived', expiresAt: '2026-02-24T13:00:00.000Z' }] as const;
    expect(effect(violated(byManager), reviews).allowed).toBe(false);
  });
});

describe('the last review of a rule counts', () => {
  it.each([
    ['approved, then rejected', ['approved', 'rejected'], 'violation', 'rejected', []],
    ['rejected, then approved', ['rejected', 'approved'], 'approved', 'approved', []],
    ['approved, then taken back', ['approved', 'revoked'], 'violation', 'pending', ['manager']],
    ['rejected, then taken back', ['rejected', 'revoked'], 'violation', 'pending', ['manager']],
    ['taken back, then waived', ['revoked', 'waived'], 'waived', 'approved', []],
  ] as const)('%s', (_, verdicts, status, approval, approvers) => {
    const found = effect(
      violated(byManager),
      verdicts.map((verdict) => ({ verdict })),
    );
    expect(found).toMatchObject({ status, approval: { required: true, status: approval, approvers } });
    expect(found.allowed).toBe(status !== 'violation');
  });

  it('and one rejection rejects, whoever is yet to approve', () => {
    expect(effect(violated(byManager, byFinance), [{ verdict: 'rejected' }]).approval).toEqual({
      required: true,
      status: 'rejected',
      approvers: ['finance'],
    });
  });
});

describe('a waiver', () => {
  it('makes a decision waived where every blocking violation is waived', () => {
    const reviews = [{ verdict: 'waived' }, { ruleId: 'deny', verdict: 'waived' }] as const;
    expect(effect(violated(byManager, denial, warning), reviews)).toMatchObject({ status: 'waived', allowed: true });
  });

  it('beside an approval makes it approved', () => {
    const reviews = [{}, { ruleId: 'deny', verdict: 'waived' }] as const;
    expect(effect(violated(byManager, denial), reviews)).toMatchObject({ status: 'approved', allowed: true });
  });

  it('of one violation leaves the others', () => {
    const found = effect(violated(byManager, denial), [{ verdict: 'waived' }]);
    expect(found).toMatchObject({ status: 'violation', approval: { status: 'approved' }, allowed: false });
  });
});

describe('an erased decision', () => {
  it('is known by its status alone: nothing but an approved one is allowed', () => {
    const approval = { required: false, status: 'not_required', approvers: [] };
    const erased = (status: Decision['status']) =>
      effectiveDecision({ status, decision: null }, [aReview({ verdict: 'waived' })], later);
    expect(erased('approved')).toEqual({ status: 'approved', approval, allowed: true });
    expect(erased('violation')).toEqual({ status: 'violation', approval, allowed: false });
    expect(erased('indeterminate')).toEqual({ status: 'indeterminate', approval, allowed: false });
  });
});
