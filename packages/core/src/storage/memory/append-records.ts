import type { Review } from '../../record/review.js';
import { PolicytrailError } from '../../values/error.js';
import type { ErasureWrite, EvaluationWrite, RecordOutcome, ReviewWrite, StoredEvaluation } from '../port.js';
import { compareIds, compareTimes, type EvaluationRow, reviewedOf } from './evaluation-rows.js';
import { frozenCopy } from './frozen-copy.js';
import type { PolicyRows, Undo } from './policy-rows.js';
import { insertSorted, removeSorted } from './sorted-list.js';

/** Throws `trail_corrupt` where the row is not of the policy asked for, or its version is not there. */
export function appendEvaluation(rows: PolicyRows, write: EvaluationWrite, undos: Undo[]): RecordOutcome {
  const { byId, idOrder, timeOrder } = rows.evaluations;
  const stored = byId.get(write.evaluation.id);
  if (stored !== undefined) {
    write.recognise(stored.evaluation);
    return { kind: 'evaluation', status: 'already_stored', evaluation: stored.evaluation };
  }
  assertVersionStored(rows, write);
  const evaluation = frozenCopy(write.evaluation);
  const row: EvaluationRow = { evaluation, violations: frozenCopy(write.violations), reviews: none };
  byId.set(evaluation.id, row);
  insertSorted(idOrder, row, compareIds);
  insertSorted(timeOrder, row, compareTimes);
  undos.push(() => {
    byId.delete(evaluation.id);
    removeSorted(idOrder, row, compareIds);
    removeSorted(timeOrder, row, compareTimes);
  });
  return { kind: 'evaluation', status: 'appended', evaluation };
}

/** Throws `trail_corrupt` where the reviews do not continue those that are there. */
export function appendReviews(rows: PolicyRows, write: ReviewWrite, undos: Undo[]): RecordOutcome {
  const row = rows.evaluations.byId.get(write.evaluationId);
  const reviews = frozenCopy(write.decide(reviewedOf(row)));
  if (reviews.length === 0) return { kind: 'review', status: 'declined', reviews };
  if (row === undefined) throw corrupt(write.policyId, `review of \`${write.evaluationId}\`: no such evaluation`);
  const before = row.reviews;
  assertContinue(row, reviews);
  row.reviews = Object.freeze([...before, ...reviews]);
  undos.push(() => {
    row.reviews = before;
  });
  return { kind: 'review', status: 'appended', reviews };
}

/** Throws `trail_corrupt` where the erasure is of another evaluation, or of none. */
export function appendErasure(rows: PolicyRows, write: ErasureWrite, undos: Undo[]): RecordOutcome {
  const row = rows.evaluations.byId.get(write.evaluationId);
  const stored = row?.evaluation.erasure ?? null;
  if (stored !== null) return { kind: 'erasure', status: 'already_stored', erasure: stored };
  const erasure = frozenCopy(write.decide(row?.evaluation));
  if (row === undefined || !isOf(erasure, row.evaluation)) {
    throw corrupt(
      write.policyId,
      `erasure of \`${write.evaluationId}\`: it is not that of an evaluation that is there`,
    );
  }
  const { evaluation, violations } = row;
  row.evaluation = Object.freeze({ ...evaluation, payload: null, erasure });
  row.violations = none;
  undos.push(() => {
    row.evaluation = evaluation;
    row.violations = violations;
  });
  return { kind: 'erasure', status: 'appended', erasure };
}

const none: readonly never[] = /* @__PURE__ */ Object.freeze([]);

function assertVersionStored({ versions }: PolicyRows, { policyId, evaluation }: EvaluationWrite): void {
  const version = evaluation.policyVersion;
  if (evaluation.policyId === policyId && versions[version - 1] !== undefined) return;
  const message = `evaluation \`${evaluation.id}\` of \`${evaluation.policyId}\` needs version ${version} of \`${policyId}\`, which is not there`;
  throw new PolicytrailError('trail_corrupt', message, { policyId, version, evaluationId: evaluation.id });
}

function assertContinue({ evaluation, reviews: before }: EvaluationRow, reviews: readonly Review[]): void {
  let sequence = before.length;
  let previousHash = before.at(-1)?.hash ?? evaluation.hash;
  for (const review of reviews) {
    sequence += 1;
    if (!isOf(review, evaluation) || review.sequence !== sequence || review.previousHash !== previousHash) {
      const message = `review ${review.sequence} of \`${evaluation.id}\` does not continue review ${sequence - 1}`;
      throw corrupt(evaluation.policyId, message);
    }
    previousHash = review.hash;
  }
}

function isOf(
  record: { readonly policyId: string; readonly evaluationId: string },
  { policyId, id }: StoredEvaluation,
): boolean {
  return record.policyId === policyId && record.evaluationId === id;
}

function corrupt(policyId: string, message: string): PolicytrailError<'trail_corrupt'> {
  return new PolicytrailError('trail_corrupt', message, { policyId });
}
