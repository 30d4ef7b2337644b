import { coversValue, defaultUpTo } from '../../evaluation/effective/envelope.js';
import { isSameActor } from '../../policy/actor.js';
import type { Evaluation } from '../../record/evaluation.js';
import type { Review } from '../../record/review.js';
import type { ReviewedEvaluation } from '../../storage/port.js';
import { toEvaluation } from '../../storage/stored-evaluation.js';
import { invalidArgument, PolicytrailError } from '../../values/error.js';
import { type Instant, laterOf } from '../../values/instant.js';
import { missingEvaluation } from '../read/missing.js';
import { chained, type ReviewDraft } from './chain.js';
import type { ReviewAsk } from './review-ask.js';
import { type ReviewedRule, reviewedRules } from './reviewed-rules.js';

/** What becomes of a call: new reviews, or those that its request id made before. With all reviews there are then. */
export interface ReviewDecision {
  readonly status: 'appended' | 'already_appended';
  readonly evaluation: Evaluation;
  readonly reviews: readonly Review[];
  readonly all: readonly Review[];
}

/** Pure, so that a store can ask while it holds the evaluation. Throws `missing_evaluation`, or `invalid_argument` saying what can be done. */
export function decideReviews(found: ReviewedEvaluation | undefined, ask: ReviewAsk): ReviewDecision {
  if (found === undefined) throw missingEvaluation(ask.policyId, { evaluationId: ask.evaluationId });
  const evaluation = toEvaluation(found.evaluation);
  const before = found.reviews;
  const known = before.filter(({ requestId }) => requestId === ask.requestId);
  if (known.length > 0) {
    assertSameReviews(known, evaluation, ask);
    return { status: 'already_appended', evaluation, reviews: known, all: before };
  }
  const rules = reviewedRules(ask, evaluation.decision, before);
  const reviewedAt = laterOf(ask.now, before.at(-1)?.reviewedAt ?? evaluation.evaluatedAt);
  assertStillToExpire(ask, reviewedAt);
  const reviews = chained(
    found,
    rules.map((rule) => draftOf(ask, rule, rules.length, reviewedAt)),
  );
  return { status: 'appended', evaluation, reviews, all: [...before, ...reviews] };
}

function draftOf(ask: ReviewAsk, rule: ReviewedRule, rules: number, reviewedAt: Instant): ReviewDraft {
  return {
    policyId: ask.policyId,
    evaluationId: ask.evaluationId,
    requestId: ask.requestId,
    ruleId: rule.ruleId,
    verdict: ask.verdict,
    as: ask.as,
    by: ask.by,
    reason: ask.reason,
    reviewedAt,
    expiresAt: ask.expiresAt,
    upTo: upToOf(ask, rule, rules),
  };
}

function upToOf({ verdict, upTo }: ReviewAsk, { ruleId, violation }: ReviewedRule, rules: number): string | null {
  const isAllowing = verdict === 'approved' || verdict === 'waived';
  if (!isAllowing || violation === null) return null;
  if (upTo === null) return defaultUpTo(violation);
  if (rules > 1) {
    throw invalidArgument('upTo is for one rule: name it in ruleIds', { argument: 'upTo' });
  }
  if (coversValue(upTo, violation)) return upTo;
  throw invalidArgument(
    violation.actualValue === null
      ? `rule \`${ruleId}\` has no single actual value that upTo could bound`
      : `upTo must cover the actual value of rule \`${ruleId}\`: a number, an instant or the very text, at least as far beyond the threshold`,
    { argument: 'upTo' },
  );
}

function assertStillToExpire({ expiresAt }: ReviewAsk, reviewedAt: Instant): void {
  if (expiresAt === null || expiresAt > reviewedAt) return;
  throw invalidArgument(`expiresAt ${expiresAt} is not after ${reviewedAt}, when the review is made`, {
    argument: 'expiresAt',
  });
}

function assertSameReviews(known: readonly Review[], evaluation: Evaluation, ask: ReviewAsk): void {
  const isSame = known.every(
    (review) =>
      review.verdict === ask.verdict &&
      review.as === ask.as &&
      review.reason === ask.reason &&
      review.expiresAt === ask.expiresAt &&
      (ask.upTo === null || review.upTo === ask.upTo) &&
      isSameActor(review.by, ask.by),
  );
  const ruleIds = known.map(({ ruleId }) => ruleId);
  if (isSame && (ask.ruleIds === undefined || isSameSet(ruleIds, ask.ruleIds))) return;
  const { policyId, evaluationId, requestId } = ask;
  throw new PolicytrailError(
    'idempotency_mismatch',
    `request id \`${requestId}\` was used for another review of evaluation \`${evaluationId}\`; use a new one`,
    { policyId, requestId, version: evaluation.policyVersion, evaluationId },
  );
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}
