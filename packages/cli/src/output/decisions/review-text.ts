import type { Review, ReviewVerdict } from '@policytrail/core';
import { type Cell, fittedTable } from '../layout/table.js';
import type { TextStyle } from '../layout/text-style.js';
import { safeLine } from '../values/safe-text.js';
import { authorOf } from '../versions/heading.js';

/** What was said of violated rules, one line a review. */
export function reviewsText(reviews: readonly Review[], style: TextStyle): string {
  const rows = reviews.map((review) => reviewCells(review, style));
  return fittedTable(rows, style.width);
}

function reviewCells(review: Review, { formatInstant, colours }: TextStyle): readonly Cell[] {
  const paint: Readonly<Record<ReviewVerdict, (text: string) => string>> = {
    approved: colours.green,
    rejected: colours.red,
    waived: colours.cyan,
    revoked: colours.yellow,
  };
  const role = review.as === null ? '' : ` as ${safeLine(review.as)}`;
  const limits = [
    review.upTo === null ? '' : `up to ${safeLine(review.upTo)}`,
    review.expiresAt === null ? '' : `until ${formatInstant(review.expiresAt)}`,
  ].filter((limit) => limit !== '');
  return [
    { text: review.verdict, paint: paint[review.verdict] },
    safeLine(review.ruleId),
    formatInstant(review.reviewedAt),
    `by ${authorOf(review.by)}${role}`,
    limits.join(', '),
    review.reason === null ? '' : `"${safeLine(review.reason)}"`,
  ];
}
