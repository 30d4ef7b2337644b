import type { DecisionStatus, Violation } from '../../record/decision.js';
import type { Evaluation } from '../../record/evaluation.js';
import type { Review, ReviewVerdict } from '../../record/review.js';
import type { Instant } from '../../values/instant.js';
import { coversValue } from './envelope.js';
import { isExpired, lastReviews } from './standing-review.js';

/** Where the approvals that a decision asks for stand. */
export type ApprovalStatus = 'not_required' | 'pending' | 'approved' | 'rejected';

/** A decision with its reviews counted in, at an instant. */
export interface EffectiveDecision {
  /** `approved` also where every blocking violation is approved or waived; `waived` where every one is waived. */
  readonly status: DecisionStatus | 'waived';
  readonly approval: {
    /** True where a violated rule asks for an approval. */
    readonly required: boolean;
    readonly status: ApprovalStatus;
    /** Who is yet to approve, each once, in the order of the violations. */
    readonly approvers: readonly string[];
  };
  /** Whether the subject may go ahead. Never true for an indeterminate decision. */
  readonly allowed: boolean;
}

/** A violation that blocks, and what was last said of it that counts. */
interface Blocking {
  readonly violation: Violation;
  readonly verdict: ReviewVerdict | undefined;
}

/**
 * What a decision comes to with the reviews made by `at`. Where it was erased nothing is known of its violations: only one
 * that was recorded as approved is allowed.
 */
export function effectiveDecision(
  { status, decision }: Pick<Evaluation, 'status' | 'decision'>,
  reviews: readonly Review[],
  at: Instant,
): EffectiveDecision {
  const last = lastReviews(reviews, at);
  const blocking = (decision?.violations ?? [])
    .filter(({ severity }) => severity === 'blocking')
    .map((violation) => ({ violation, verdict: verdictOn(violation, last.get(violation.ruleId), at) }));
  const effective = decision === null ? status : statusOf(status, blocking);
  return {
    status: effective,
    approval: approvalOf(blocking.filter(({ violation }) => violation.effect === 'require_approval')),
    allowed: effective === 'approved' || effective === 'waived',
  };
}

/** What counts of a review: `deny` can only be waived, and nothing goes beyond its envelope or its time. */
function verdictOn(violation: Violation, review: Review | undefined, at: Instant): ReviewVerdict | undefined {
  if (review === undefined || isExpired(review, at)) return undefined;
  const { verdict, upTo } = review;
  if (verdict === 'approved' && violation.effect !== 'require_approval') return undefined;
  const isBounded = (verdict === 'approved' || verdict === 'waived') && upTo !== null;
  return isBounded && !coversValue(upTo, violation) ? undefined : verdict;
}

function statusOf(status: DecisionStatus, blocking: readonly Blocking[]): EffectiveDecision['status'] {
  if (status !== 'violation' || blocking.length === 0) return status;
  if (blocking.every(({ verdict }) => verdict === 'waived')) return 'waived';
  return blocking.every(isCleared) ? 'approved' : 'violation';
}

function isCleared({ verdict }: Blocking): boolean {
  return verdict === 'approved' || verdict === 'waived';
}

function approvalOf(asking: readonly Blocking[]): EffectiveDecision['approval'] {
  const open = asking.filter((blocking) => !isCleared(blocking));
  const waiting = open.filter(({ verdict }) => verdict !== 'rejected');
  const approvers = waiting.map(({ violation }) => violation.requiredApproval).filter((approver) => approver !== null);
  return {
    required: asking.length > 0,
    status: approvalStatusOf(asking.length, open.length, waiting.length),
    approvers: [...new Set(approvers)],
  };
}

function approvalStatusOf(asking: number, open: number, waiting: number): ApprovalStatus {
  if (asking === 0) return 'not_required';
  if (open === 0) return 'approved';
  return waiting < open ? 'rejected' : 'pending';
}
