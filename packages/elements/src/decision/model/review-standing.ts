import type { Review } from '@policytrail/core';

/** Whether a review counts: the last one of a rule does, until it expires or is taken back. */
export type ReviewStanding = 'counts' | 'expired' | 'revoked' | 'replaced';

/** `now`: milliseconds since 1970. */
export function standingOf(review: Review, reviews: readonly Review[], now: number): ReviewStanding {
  const later = reviews.findLast(({ ruleId, sequence }) => ruleId === review.ruleId && sequence > review.sequence);
  const next = reviews.find(({ ruleId, sequence }) => ruleId === review.ruleId && sequence > review.sequence);
  if (later !== undefined) return next?.verdict === 'revoked' ? 'revoked' : 'replaced';
  return review.expiresAt !== null && Date.parse(review.expiresAt) <= now ? 'expired' : 'counts';
}
