import { type Review, type StoredEvaluation, sealReview } from '@policytrail/core';
import { later } from './clock.js';

export interface ReviewSample extends Partial<Omit<Review, 'hash'>> {
  /** The review before. */
  readonly after?: Review | undefined;
}

/** A sealed review of an evaluation, the first or the one that follows another: `aReview(evaluation, { after, verdict })`. */
export function aReview(evaluation: StoredEvaluation, { after, ...given }: ReviewSample = {}): Review {
  const sequence = given.sequence ?? (after?.sequence ?? 0) + 1;
  const review = {
    policyId: evaluation.policyId,
    evaluationId: evaluation.id,
    sequence,
    requestId: `review-${sequence}`,
    ruleId: 'discount-cap',
    verdict: 'approved' as const,
    as: 'sales_manager',
    by: { id: 'sam' },
    reason: null,
    reviewedAt: later(evaluation.evaluatedAt, sequence * 60_000),
    expiresAt: null,
    upTo: '25.00',
    previousHash: after?.hash ?? evaluation.hash,
    ...given,
  };
  return { ...review, hash: sealReview(review) };
}

/** Reviews 1 to `length` of an evaluation, or of those that follow `after`, each sealed onto the one before. */
export function reviewsOf(
  evaluation: StoredEvaluation,
  length: number,
  after?: Review,
  sampleOf: (sequence: number) => ReviewSample = () => ({}),
): readonly Review[] {
  const reviews: Review[] = [];
  for (let made = 0; made < length; made++) {
    const last = reviews.at(-1) ?? after;
    reviews.push(aReview(evaluation, { ...sampleOf((last?.sequence ?? 0) + 1), after: last }));
  }
  return reviews;
}
