import type { Review } from '../../record/review.js';
import type { Instant } from '../../values/instant.js';

/** The last review of each rule that was made by an instant, by rule id, in the order of the reviews; revoked ones left out. */
export function lastReviews(reviews: readonly Review[], at: Instant): ReadonlyMap<string, Review> {
  const last = new Map<string, Review>();
  for (const review of reviews) {
    if (review.reviewedAt > at) continue;
    last.delete(review.ruleId);
    if (review.verdict !== 'revoked') last.set(review.ruleId, review);
  }
  return last;
}

/** True from the instant on at which a review counts no more. */
export function isExpired({ expiresAt }: Review, at: Instant): boolean {
  return expiresAt !== null && expiresAt <= at;
}
