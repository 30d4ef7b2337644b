import type { PolicyStore } from '@policytrail/core';
import { pricingPolicyId as policyId } from '../policies/pricing.js';
import { pricingVersions } from './pricing-versions.js';
import { type QuoteReview, quoteReviews } from './quote-reviews.js';
import { type Quote, quotes } from './quotes.js';
import { type Scribe, scribeFor } from './scribe.js';

/** A dozen versions, thirty quotes judged by them, and what managers said of some. */
export async function writePricingStory(store: PolicyStore): Promise<void> {
  const scribe = scribeFor(store, 'pricing');
  await scribe.write([
    ...pricingVersions.map(({ at, ...version }) => ({ at, write: () => save(scribe, version) })),
    ...quotes.map((quote) => ({ at: quote.at, write: () => judge(scribe, quote) })),
    ...quoteReviews.map((review) => ({ at: review.at, write: () => say(scribe, review) })),
  ]);
}

async function save(
  { trail }: Scribe,
  { by, label, title, changeNotes, ...limits }: Omit<(typeof pricingVersions)[number], 'at'>,
): Promise<void> {
  await trail.save(policyId, limits, { by, label, title, changeNotes });
}

const evaluationIdOf = (quoteId: string): string => `seed:${quoteId}`;

async function judge({ trail }: Scribe, { subject, by, input }: Quote): Promise<void> {
  await trail.evaluate(policyId, input, { subject, by, id: evaluationIdOf(subject.id) });
}

async function say({ trail }: Scribe, { quote, at: _, ...review }: QuoteReview): Promise<void> {
  const id = evaluationIdOf(quote);
  switch (review.verdict) {
    case 'approve':
      return void (await trail.approve(policyId, id, { by: review.by, as: review.as, reason: review.reason }));
    case 'reject':
      return void (await trail.reject(policyId, id, { by: review.by, as: review.as, reason: review.reason }));
    case 'waive': {
      const { by, ruleIds, expiresAt, reason } = review;
      return void (await trail.waive(policyId, id, { by, ruleIds, expiresAt, reason }));
    }
    case 'revoke':
      return void (await trail.revoke(policyId, id, { by: review.by, ruleIds: review.ruleIds, reason: review.reason }));
  }
}
