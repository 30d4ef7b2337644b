import {
  type Erasure,
  type ErasureWrite,
  type EvaluationWrite,
  PolicytrailError,
  type RecordOutcome,
  type ReviewWrite,
} from '@policytrail/core';
import {
  erasureValues,
  evaluationValues,
  reviewValues,
  toStoredEvaluation,
  violationValues,
} from '@policytrail/core/sql';
import { resultCodeOf } from '../../driver/errors.js';
import { readReviewed } from '../../read/records/evaluations.js';
import type { RecordReads } from '../../read/records/statements.js';
import type { RecordWrites } from './statements.js';

/** What putting a record needs of the append under way. */
export interface RecordBatch {
  readonly read: RecordReads;
  readonly write: RecordWrites;
  /** Runs a callback of the writer's, so that what it throws is told from what the database throws. */
  readonly ask: <T>(callback: () => T) => T;
}

export type RecordWrite = EvaluationWrite | ReviewWrite | ErasureWrite;

/** Throws `trail_corrupt` for a record that does not fit what is stored. */
export function putRecord(batch: RecordBatch, write: RecordWrite): RecordOutcome {
  switch (write.kind) {
    case 'evaluation':
      return putEvaluation(batch, write);
    case 'review':
      return putReviews(batch, write);
    case 'erasure':
      return putErasure(batch, write);
  }
}

function putEvaluation({ read, write: to, ask }: RecordBatch, write: EvaluationWrite): RecordOutcome {
  const { policyId, evaluation, violations } = write;
  const stored = toStoredEvaluation(read.evaluation.get(policyId, evaluation.id));
  if (stored !== undefined) {
    ask(() => write.recognise(stored));
    return { kind: 'evaluation', status: 'already_stored', evaluation: stored };
  }
  const what = `evaluation \`${evaluation.id}\``;
  assertAnswers(evaluation.policyId === policyId, what, policyId);
  fitting(what, policyId, () => {
    to.insertEvaluation.run(...evaluationValues(evaluation));
    // The payload last: nothing can be put beside an evaluation that has it.
    for (const [index, violation] of violations.entries()) {
      to.insertViolation.run(...violationValues(evaluation, index + 1, violation));
    }
    const { payload, erasure } = evaluation;
    if (payload !== null) {
      to.insertPayload.run(policyId, evaluation.id, payload.salt, payload.inputJson, payload.decisionJson);
    }
    if (erasure !== null) to.insertErasure.run(...erasureValues(erasure));
  });
  return { kind: 'evaluation', status: 'appended', evaluation };
}

function putReviews({ read, write: to, ask }: RecordBatch, write: ReviewWrite): RecordOutcome {
  const { policyId, evaluationId } = write;
  const found = readReviewed(read, policyId, evaluationId);
  const reviews = ask(() => write.decide(found));
  if (reviews.length === 0) return { kind: 'review', status: 'declined', reviews };
  const what = `review of evaluation \`${evaluationId}\``;
  for (const review of reviews) {
    assertAnswers(review.policyId === policyId && review.evaluationId === evaluationId, what, policyId);
    fitting(what, policyId, () => to.insertReview.run(...reviewValues(review)));
  }
  return { kind: 'review', status: 'appended', reviews };
}

function putErasure({ read, write: to, ask }: RecordBatch, write: ErasureWrite): RecordOutcome {
  const { policyId, evaluationId } = write;
  const found = toStoredEvaluation(read.evaluation.get(policyId, evaluationId));
  if (found !== undefined && found.erasure !== null) {
    return { kind: 'erasure', status: 'already_stored', erasure: found.erasure };
  }
  const erasure: Erasure = ask(() => write.decide(found));
  const what = `erasure of evaluation \`${evaluationId}\``;
  assertAnswers(erasure.policyId === policyId && erasure.evaluationId === evaluationId, what, policyId);
  fitting(what, policyId, () => {
    to.insertErasure.run(...erasureValues(erasure));
    to.erasePayload.run(policyId, evaluationId);
    to.eraseViolations.run(policyId, evaluationId);
  });
  return { kind: 'erasure', status: 'appended', erasure };
}

function assertAnswers(isOf: boolean, what: string, policyId: string): void {
  if (!isOf) throw new PolicytrailError('trail_corrupt', `${what} of \`${policyId}\` is that of another`, { policyId });
}

function fitting(what: string, policyId: string, insert: () => unknown): void {
  try {
    insert();
  } catch (cause) {
    if (resultCodeOf(cause) !== 'CONSTRAINT') throw cause;
    const message = `${what} of \`${policyId}\` does not fit what is stored`;
    throw new PolicytrailError('trail_corrupt', message, { policyId }, { cause });
  }
}
