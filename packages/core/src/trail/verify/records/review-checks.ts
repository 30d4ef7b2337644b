import type { EvaluationHeader } from '../../../record/evaluation.js';
import type { Review } from '../../../record/review.js';
import { sealReview } from '../../../record/seal-review.js';
import { isInstant } from '../../../values/instant.js';
import { attempt } from '../attempt.js';
import type { Finding } from '../version-checks.js';

/** Checks that reviews, lowest sequence first, are sealed, gapless and chained onto their evaluation. */
export function checkReviews(evaluation: EvaluationHeader, reviews: readonly Review[]): readonly Finding[] {
  return reviews.flatMap((review, index) => {
    const before = reviews[index - 1];
    const message = findReviewFault(review, before ?? evaluation, evaluation);
    return message === undefined ? [] : [{ kind: 'review', message: `review ${review.sequence}: ${message}` } as const];
  });
}

/** What does not hold of a review, by itself and after what it is chained onto: the evaluation, or the review before. */
export function findReviewFault(
  review: Review,
  before: EvaluationHeader | Review,
  { policyId, id }: Pick<EvaluationHeader, 'policyId' | 'id'>,
): string | undefined {
  if (attempt(() => sealReview(review)) !== review.hash) {
    return 'it does not have the hash it was sealed with: something in it was changed';
  }
  if (review.policyId !== policyId || review.evaluationId !== id) return 'it is that of another evaluation';
  const sequence = 'sequence' in before ? before.sequence + 1 : 1;
  if (review.sequence !== sequence) return `number ${sequence} is missing before it`;
  if (review.previousHash !== before.hash) return 'it does not link to what was there before it';
  return isInstant(review.reviewedAt) ? undefined : 'its date is not an instant';
}
