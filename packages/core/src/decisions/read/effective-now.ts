import { type EffectiveDecision, effectiveDecision } from '../../evaluation/effective/effective-decision.js';
import type { Evaluation } from '../../record/evaluation.js';
import type { Review } from '../../record/review.js';
import type { TrailContext } from '../../trail/context.js';
import { laterOf } from '../../values/instant.js';

/** An evaluation with its reviews as they count now: by the clock, but never before the last of them was made. */
export function effectiveNow(
  { clock }: Pick<TrailContext, 'clock'>,
  evaluation: Evaluation,
  reviews: readonly Review[],
): EffectiveDecision {
  const last = reviews.at(-1)?.reviewedAt ?? evaluation.evaluatedAt;
  return effectiveDecision(evaluation, reviews, laterOf(clock(), last));
}
