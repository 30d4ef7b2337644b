import { assertNextReviews, assertVersionOf, isRecordOf, reviewWithoutEvaluation, strayErasure } from '../fitting.js';
import type { ErasureWrite, EvaluationWrite, RecordOutcome, ReviewWrite } from '../port.js';
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
  assertVersionOf(write, rows.versions[write.evaluation.policyVersion - 1] !== undefined);
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
  if (row === undefined) throw reviewWithoutEvaluation(write.policyId, write.evaluationId);
  const before = row.reviews;
  assertNextReviews(row.evaluation, before, reviews);
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
  if (row === undefined || !isRecordOf(erasure, row.evaluation)) throw strayErasure(write);
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
