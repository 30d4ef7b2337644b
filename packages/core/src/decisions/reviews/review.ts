import type { Evaluation } from '../../record/evaluation.js';
import type { ReviewVerdict } from '../../record/review.js';
import type { ReviewWrite } from '../../storage/port.js';
import type { TrailContext } from '../../trail/context.js';
import type { ApproveOptions, ReviewResult } from '../policy-trail.js';
import { effectiveNow } from '../read/effective-now.js';
import { newestIdOf } from '../read/newest.js';
import { decideReviews, type ReviewDecision } from './decide-reviews.js';
import { type ReviewAsk, reviewAskOf } from './review-ask.js';

/** Appends what somebody says of an evaluation's rules: one review a rule, all or none. */
export async function review(
  context: TrailContext,
  verdict: ReviewVerdict,
  place: Pick<ReviewAsk, 'policyId' | 'evaluationId'>,
  options: ApproveOptions = {},
): Promise<ReviewResult> {
  const ask = reviewAskOf(context, verdict, place, options);
  // What was decided last: a store may ask again after it rolled back.
  let decision: ReviewDecision | undefined;
  const write: ReviewWrite = {
    kind: 'review',
    policyId: ask.policyId,
    evaluationId: ask.evaluationId,
    decide(found) {
      decision = decideReviews(found, ask);
      return decision.status === 'appended' ? decision.reviews : [];
    },
  };
  await context.store.append([write]);
  return resultOf(decision, context);
}

async function resultOf(decision: ReviewDecision | undefined, context: TrailContext): Promise<ReviewResult> {
  if (decision === undefined) throw new TypeError('the store answered a review without calling decide');
  const { status, evaluation, reviews, all } = decision;
  const effective = effectiveNow(context, evaluation, all);
  return { status, reviews, effective, newer: await newerOf(context, evaluation) };
}

async function newerOf({ store }: TrailContext, { policyId, subject, id }: Evaluation): Promise<string | null> {
  const newest = subject === null ? id : await newestIdOf(store, { policyId, subject });
  return newest === undefined || newest === id ? null : newest;
}
