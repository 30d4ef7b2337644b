import type { Review } from '../../../record/review.js';
import type {
  EvaluationWrite,
  ReviewedEvaluation,
  ReviewWrite,
  StoredEvaluation,
  WholeEvaluation,
  WriteOutcome,
} from '../../../storage/port.js';
import { PolicytrailError } from '../../../values/error.js';
import type { ArchiveImport } from '../../trail.js';

/** The writes of an evaluation out of an archive and of its reviews; an evaluation that is there is left as it is. */
export function recordWrites({
  evaluation,
  violations,
  reviews,
}: WholeEvaluation): readonly (EvaluationWrite | ReviewWrite)[] {
  const { policyId, id: evaluationId } = evaluation;
  const evaluationWrite: EvaluationWrite = {
    kind: 'evaluation',
    policyId,
    evaluation,
    violations,
    recognise(stored) {
      // The payload is sealed by its hash: erased on one side, it is the same evaluation still.
      if (stored.hash !== evaluation.hash) throw diverged(evaluation, 'is another one here');
    },
  };
  if (reviews.length === 0) return [evaluationWrite];
  const decide = (found: ReviewedEvaluation | undefined): readonly Review[] =>
    missingReviews(found, evaluation, reviews);
  return [evaluationWrite, { kind: 'review', policyId, evaluationId, decide }];
}

/** How much of the records was new; `outcomes` are those of all writes of an import. */
export function recordCounts(
  records: readonly WholeEvaluation[],
  outcomes: readonly WriteOutcome[],
): Pick<ArchiveImport, 'evaluations' | 'reviews' | 'erasures'> {
  const written = outcomes.filter((outcome) => outcome.kind === 'evaluation');
  const appended = written.filter(({ status }) => status === 'appended').length;
  const reviews = records.reduce((sum, record) => sum + record.reviews.length, 0);
  const newReviews = outcomes.reduce(
    (sum, outcome) => sum + (outcome.kind === 'review' ? outcome.reviews.length : 0),
    0,
  );
  const erased = written.filter((_, index) => records[index]?.evaluation.erasure != null);
  return {
    evaluations: { appended, alreadyStored: written.length - appended },
    reviews: { appended: newReviews, alreadyStored: reviews - newReviews },
    erasures: {
      appended: erased.filter(({ status }) => status === 'appended').length,
      alreadyStored: erased.filter((outcome) => outcome.status !== 'appended' && isErased(outcome)).length,
      notApplied: erased.filter((outcome) => !isErased(outcome)).length,
    },
  };
}

// Of two chains on one evaluation the shorter has to be the beginning of the longer.
function missingReviews(
  found: ReviewedEvaluation | undefined,
  evaluation: StoredEvaluation,
  reviews: readonly Review[],
): readonly Review[] {
  const stored = found?.reviews ?? [];
  const isSame = stored.every((review, index) => (reviews[index]?.hash ?? review.hash) === review.hash);
  if (!isSame) throw diverged(evaluation, 'has other reviews here');
  return reviews.slice(stored.length);
}

function isErased({ evaluation }: { readonly evaluation: StoredEvaluation }): boolean {
  return evaluation.erasure !== null;
}

function diverged({ policyId, policyVersion, id }: StoredEvaluation, why: string): PolicytrailError {
  const message = `evaluation \`${id}\` of \`${policyId}\` ${why}; nothing was imported`;
  return new PolicytrailError('sync_conflict', message, { policyId, version: policyVersion, evaluationId: id });
}
