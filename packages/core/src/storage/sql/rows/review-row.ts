import type { Review, ReviewVerdict } from '../../../record/review.js';
import { type ActorColumns, actorColumns, toActor } from './actor.js';
import type { ColumnValue } from './column-value.js';

/** Columns of a review, in the order of {@link reviewValues}. */
export const reviewColumns: string =
  'policy_id, evaluation_id, sequence, request_id, rule_id, verdict, reviewed_as, reviewed_by, reviewed_by_kind, ' +
  'reviewed_by_name, on_behalf_of, on_behalf_of_name, reason, reviewed_at, expires_at, up_to, previous_hash, hash';

type ReviewTuple = readonly [
  policyId: string,
  evaluationId: string,
  sequence: number,
  requestId: string,
  ruleId: string,
  verdict: string,
  as: string | null,
  ...by: ActorColumns,
  reason: string | null,
  reviewedAt: string,
  expiresAt: string | null,
  upTo: string | null,
  previousHash: string,
  hash: string,
];

/** The columns as an array, as `json_array` puts them together. */
export function toReview(columns: unknown): Review {
  const [policyId, evaluationId, sequence, requestId, ruleId, verdict, as, ...rest] = columns as ReviewTuple;
  const [id, kind, name, onBehalfOf, onBehalfOfName, reason, reviewedAt, expiresAt, upTo, previousHash, hash] = rest;
  return {
    policyId,
    evaluationId,
    sequence,
    requestId,
    ruleId,
    verdict: verdict as ReviewVerdict,
    as,
    by: toActor([id, kind, name, onBehalfOf, onBehalfOfName]),
    reason,
    reviewedAt,
    expiresAt,
    upTo,
    previousHash,
    hash,
  };
}

export function reviewValues(review: Review): ColumnValue[] {
  return [
    review.policyId,
    review.evaluationId,
    review.sequence,
    review.requestId,
    review.ruleId,
    review.verdict,
    review.as,
    ...actorColumns(review.by),
    review.reason,
    review.reviewedAt,
    review.expiresAt,
    review.upTo,
    review.previousHash,
    review.hash,
  ];
}
