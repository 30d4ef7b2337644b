import type { Instant } from '@policytrail/core';

interface Said {
  readonly at: Instant;
  readonly quote: string;
  readonly by: string;
  readonly reason: string;
}

/** What was said of quotes that broke a rule. */
export type QuoteReview = Said &
  (
    | { readonly verdict: 'approve' | 'reject'; readonly as: string }
    | { readonly verdict: 'waive'; readonly ruleIds: readonly string[]; readonly expiresAt: Instant }
    | { readonly verdict: 'revoke'; readonly ruleIds: readonly string[] }
  );

export const quoteReviews: readonly QuoteReview[] = [
  {
    verdict: 'approve',
    at: '2025-10-09T16:20:00.000Z',
    quote: 'Q-102',
    by: 'lena',
    as: 'finance',
    reason: 'Key account, margin recovers with the service contract',
  },
  {
    verdict: 'approve',
    at: '2025-10-30T12:02:00.000Z',
    quote: 'Q-103',
    by: 'rafael',
    as: 'sales_manager',
    reason: 'Three-year commitment',
  },
  {
    verdict: 'reject',
    at: '2025-12-19T08:10:00.000Z',
    quote: 'Q-106',
    by: 'lena',
    as: 'finance',
    reason: 'Exposure is too high for this customer',
  },
  {
    verdict: 'approve',
    at: '2026-01-28T09:05:00.000Z',
    quote: 'Q-109',
    by: 'rafael',
    as: 'sales_manager',
    reason: 'One cent over',
  },
  {
    verdict: 'waive',
    at: '2026-02-06T10:00:00.000Z',
    quote: 'Q-110',
    by: 'lena',
    ruleIds: ['deal-value-cap'],
    expiresAt: '2026-05-01T00:00:00.000Z',
    reason: 'Prepaid; waived until the contract is signed',
  },
  {
    verdict: 'approve',
    at: '2026-03-19T13:45:00.000Z',
    quote: 'Q-126',
    by: 'viktor',
    as: 'vp_finance',
    reason: 'Replaces a competitor in all branches',
  },
  {
    verdict: 'waive',
    at: '2026-05-06T12:30:00.000Z',
    quote: 'Q-129',
    by: 'lena',
    ruleIds: ['margin-floor'],
    expiresAt: '2027-05-01T00:00:00.000Z',
    reason: 'A tenth of a point, and the customer pays in advance',
  },
  {
    verdict: 'waive',
    at: '2026-07-07T11:00:00.000Z',
    quote: 'Q-133',
    by: 'rafael',
    ruleIds: ['discount-cap-manager'],
    expiresAt: '2027-01-01T00:00:00.000Z',
    reason: 'Offer was made under v2.0.1',
  },
  {
    verdict: 'revoke',
    at: '2026-07-10T09:30:00.000Z',
    quote: 'Q-133',
    by: 'ines',
    ruleIds: ['discount-cap-manager'],
    reason: 'The offer had lapsed',
  },
];
