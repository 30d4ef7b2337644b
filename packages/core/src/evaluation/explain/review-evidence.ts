import type { Review, ReviewVerdict } from '../../record/review.js';
import type { EvidenceItem, Explanation } from './explanation.js';

/** Every review as it was given, beside what it would be worth under today's rules. */
export function reviewEvidence({
  reviews,
  carryOver,
  drift,
}: Pick<Explanation, 'reviews' | 'carryOver' | 'drift'>): readonly EvidenceItem[] {
  const names = new Map(drift.rules.map(({ ruleId, ruleName }) => [ruleId, ruleName]));
  const worth = new Map<Review, string>([
    ...carryOver.carried.map(({ review }) => [review, 'still holds'] as const),
    ...carryOver.dropped.map(({ review, message }) => [review, `does not hold: ${message}`] as const),
  ]);
  return reviews.map((review) => {
    const { ruleId, sequence } = review;
    const then = reviewText(review);
    const now = worth.get(review) ?? null;
    return { kind: 'review', ruleId, label: `${names.get(ruleId) ?? ruleId}: review ${sequence}`, then, now };
  });
}

const verbs: Readonly<Record<ReviewVerdict, string>> = {
  approved: 'approved',
  rejected: 'rejected',
  waived: 'waived',
  revoked: 'taken back',
};

function reviewText({ verdict, as, by, reason, reviewedAt, expiresAt, upTo }: Review): string {
  const parts = [
    verbs[verdict],
    by === null ? '' : ` by ${by.name ?? by.id}`,
    as === null ? '' : ` as ${as}`,
    ` on ${reviewedAt}`,
    upTo === null ? '' : `, up to ${upTo}`,
    expiresAt === null ? '' : `, until ${expiresAt}`,
    reason === null ? '' : `: ${reason}`,
  ];
  return parts.join('');
}
