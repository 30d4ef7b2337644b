import type { Review } from '../../record/review.js';
import { sealReview } from '../../record/seal-review.js';
import type { ReviewedEvaluation } from '../../storage/port.js';

/** What is said of one rule, not yet numbered and sealed. */
export type ReviewDraft = Omit<Review, 'sequence' | 'previousHash' | 'hash'>;

/** Numbers and seals reviews onto those that are there. */
export function chained(
  { evaluation, reviews }: ReviewedEvaluation,
  drafts: readonly ReviewDraft[],
): readonly Review[] {
  let sequence = reviews.length;
  let previousHash = reviews.at(-1)?.hash ?? evaluation.hash;
  return drafts.map((draft) => {
    sequence += 1;
    const sealed = { ...draft, sequence, previousHash };
    const review = { ...sealed, hash: sealReview(sealed) };
    previousHash = review.hash;
    return review;
  });
}
