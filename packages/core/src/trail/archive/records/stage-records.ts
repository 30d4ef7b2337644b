import type { VersionHeader } from '../../../policy/version.js';
import { readReview } from '../../../record/read/review.js';
import type { Review } from '../../../record/review.js';
import { compareCodePoints } from '../../../storage/filter/code-point-order.js';
import type { StoredEvaluation, WholeEvaluation } from '../../../storage/port.js';
import { violationsOf } from '../../../storage/stored-evaluation.js';
import type { JsonLimits } from '../../../values/canonical/canonical-json.js';
import { invalidArgument, PolicytrailError } from '../../../values/error.js';
import type { JsonObject } from '../../../values/json.js';
import { checkEvaluation } from '../../verify/records/evaluation-checks.js';
import { findReviewFault } from '../../verify/records/review-checks.js';
import { archiveLine, assertWritten } from '../format.js';
import { archivedEvaluationOf, readArchivedEvaluation } from './archived-evaluation.js';

/** An evaluation that has been read, and the reviews read since. */
export interface StagedEvaluation extends WholeEvaluation {
  readonly reviews: Review[];
}

/** A line of an archive: its record, and the text it was parsed from. */
export interface StagedLine {
  readonly record: JsonObject;
  readonly text: string;
  readonly limits: JsonLimits;
}

/** Reads and checks the line of an evaluation; `versionOf` finds a version read before. Throws `archive_invalid`. */
export function stageEvaluation(
  evaluations: StagedEvaluation[],
  { record, text, limits }: StagedLine,
  versionOf: (evaluation: StoredEvaluation) => VersionHeader | undefined,
): void {
  const evaluation = readArchivedEvaluation(record, limits);
  assertWritten(text, archiveLine({ evaluation: archivedEvaluationOf(evaluation) }, limits));
  const last = evaluations.at(-1)?.evaluation;
  if (last !== undefined && compareEvaluations(last, evaluation) >= 0) throw faulty(evaluation, 'it is out of order');
  const whole: StagedEvaluation = { evaluation, violations: violationsOf(evaluation), reviews: [] };
  const [problem] = checkEvaluation(whole, versionOf(evaluation));
  if (problem !== undefined) throw faulty(evaluation, problem.message);
  evaluations.push(whole);
}

/** Reads and checks the line of a review, which follows its evaluation or the review before. Throws `archive_invalid`. */
export function stageReview(evaluations: readonly StagedEvaluation[], { record, text, limits }: StagedLine): void {
  const review = readReview(record);
  assertWritten(text, archiveLine({ review }, limits));
  const whole = evaluations.at(-1);
  if (whole === undefined) throw invalidArgument('the review has no evaluation before it');
  const { evaluation, reviews } = whole;
  const fault = findReviewFault(review, reviews.at(-1) ?? evaluation, evaluation);
  if (fault !== undefined) throw faulty(evaluation, `review ${review.sequence}: ${fault}`);
  reviews.push(review);
}

/** By policy id, then by id, in code point order. */
function compareEvaluations(one: StoredEvaluation, other: StoredEvaluation): number {
  return compareCodePoints(one.policyId, other.policyId) || compareCodePoints(one.id, other.id);
}

function faulty({ policyId, id }: StoredEvaluation, message: string): PolicytrailError<'archive_invalid'> {
  return new PolicytrailError('archive_invalid', `evaluation \`${id}\` of \`${policyId}\`: ${message}`, {
    policyId,
    evaluationId: id,
  });
}
