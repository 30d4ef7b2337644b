import type { Decision, EffectiveDecision, Explanation } from '@policytrail/core';

/** What a decision comes to, in the words of its heading. `violation`: what was violated is not known any more. */
export type Verdict =
  | 'approved'
  | 'approvedWithWarnings'
  | 'approvedByReview'
  | 'waived'
  | 'pending'
  | 'rejected'
  | 'blocked'
  | 'violation'
  | 'indeterminate';

/** How grave it is, for the colour; words and glyph say it, too. */
export type Tone = 'good' | 'lifted' | 'open' | 'bad';

export function verdictOf(decision: Decision | null, { status, approval }: EffectiveDecision): Verdict {
  switch (status) {
    case 'waived':
    case 'indeterminate':
      return status;
    case 'approved':
      return approvalVerdict(decision);
    case 'violation':
      if (decision === null) return 'violation';
      if (approval.status === 'rejected') return 'rejected';
      // Where a rule denies outright, no approval is enough.
      return approval.status === 'pending' && !denies(decision) ? 'pending' : 'blocked';
  }
}

/**
 * What the decision would come to today, with the reviews that still hold; undefined where that is the same, as far as
 * anyone can tell.
 */
export function otherVerdict({ then, now, drift, effective }: Explanation): Verdict | undefined {
  if (then.decision === null || now.decision === null || effective.now === null) return undefined;
  const [before, after] = [verdictOf(then.decision, effective.then), verdictOf(now.decision, effective.now)];
  return before !== after || drift.grade === 'outcome_changed' ? after : undefined;
}

export const tones: Readonly<Record<Verdict, Tone>> = {
  approved: 'good',
  approvedWithWarnings: 'good',
  approvedByReview: 'good',
  waived: 'lifted',
  pending: 'open',
  rejected: 'bad',
  blocked: 'bad',
  violation: 'bad',
  indeterminate: 'open',
};

export const glyphs: Readonly<Record<Verdict, string>> = {
  approved: '✓',
  approvedWithWarnings: '✓',
  approvedByReview: '✓',
  waived: '↷',
  pending: '✕',
  rejected: '✕',
  blocked: '✕',
  violation: '✕',
  indeterminate: '?',
};

function approvalVerdict(decision: Decision | null): Verdict {
  const violations = decision?.violations ?? [];
  if (violations.some(({ severity }) => severity === 'blocking')) return 'approvedByReview';
  return violations.length > 0 ? 'approvedWithWarnings' : 'approved';
}

function denies({ violations }: Decision): boolean {
  return violations.some(({ effect }) => effect === 'deny');
}
