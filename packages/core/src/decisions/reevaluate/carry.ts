import { fingerprintsOf, inputReadsOf } from '../../evaluation/drift/fingerprint.js';
import { type CarriedReview, type CarryOver, carryOver } from '../../evaluation/effective/carry-over.js';
import type { Review } from '../../record/review.js';
import type { ReviewedEvaluation, ReviewWrite } from '../../storage/port.js';
import { toEvaluation } from '../../storage/stored-evaluation.js';
import type { DecisionContext } from '../context.js';
import type { PreparedEvaluation } from '../evaluate/prepare.js';
import { judgeOf } from '../judge/judge.js';
import { recordedVersion } from '../judge/recorded-version.js';
import type { VersionReader } from '../judge/version-reader.js';
import { chained } from '../reviews/chain.js';

/** Which reviews of an evaluation hold for the one that takes its place, and which do not. */
export async function carryOverOf(
  context: DecisionContext,
  reader: VersionReader,
  { evaluation: stored, reviews }: ReviewedEvaluation,
  { evaluation: after, decision, compiled, definition }: PreparedEvaluation,
): Promise<CarryOver> {
  const before = toEvaluation(stored);
  const version = await recordedVersion(reader, before);
  const judge = await judgeOf(context, version, { schema: before.schema, host: definition });
  const fingerprints = { before: fingerprintsOf(judge.compiled), after: fingerprintsOf(compiled) };
  return carryOver(reviews, {
    before: before.decision === null ? null : { input: before.input, decision: before.decision },
    after: { input: after.input, decision },
    inputReads: inputReadsOf(compiled),
    fingerprints,
    at: after.evaluatedAt,
  });
}

/** The write that appends carried reviews, and what the store made of it. */
export interface Carrying {
  readonly write: ReviewWrite;
  /** All reviews of the new evaluation. */
  readonly reviews: () => readonly Review[];
  /** Whether the new evaluation has a review that was said of the old one. */
  readonly holds: (review: Review) => boolean;
}

/**
 * Reviews as they stand, said of the new evaluation: by whom, when and why they were said of the old one. Nothing is
 * appended where the evaluation was recorded before: it has what it was given then.
 */
export function carriedWrite({ evaluation }: PreparedEvaluation, carried: readonly CarriedReview[]): Carrying {
  let known: readonly Review[] = [];
  const write: ReviewWrite = {
    kind: 'review',
    policyId: evaluation.policyId,
    evaluationId: evaluation.id,
    decide(found) {
      const isNew = found?.evaluation.hash === evaluation.hash;
      const drafts = carried.map(({ review }) => ({ ...review, evaluationId: evaluation.id }));
      const appended = isNew ? chained(found, drafts) : [];
      known = [...(found?.reviews ?? []), ...appended];
      return appended;
    },
  };
  const holds = ({ requestId, ruleId }: Review) =>
    known.some((review) => review.requestId === requestId && review.ruleId === ruleId);
  return { write, reviews: () => known, holds };
}
