import {
  type ErasureWrite,
  type EvaluationWrite,
  PolicytrailError,
  type RecordOutcome,
  type ReviewWrite,
} from '@policytrail/core';
import { erasureColumns, erasureValues, reviewColumns, reviewValues } from '@policytrail/core/sql';
import { readEvaluation, readReviewed } from '../../read/records/evaluations.js';
import { ask, type Batch, keyOf } from '../batch/batch.js';
import { insertPending } from '../batch/insert-pending.js';
import { fitting } from '../rows/fitting.js';
import { insertRows } from '../rows/insert-rows.js';

/** Throws `trail_corrupt` for an evaluation that is that of another policy; it waits to be inserted with others. */
export async function putEvaluation(batch: Batch, write: EvaluationWrite): Promise<RecordOutcome> {
  const { policyId, evaluation } = write;
  const key = keyOf(policyId, evaluation.id);
  const stored = batch.evaluations.get(key);
  if (stored !== undefined) {
    ask(() => write.recognise(stored));
    return { kind: 'evaluation', status: 'already_stored', evaluation: stored };
  }
  assertAnswers(evaluation.policyId === policyId, `evaluation \`${evaluation.id}\``, policyId);
  batch.pending.evaluations.push({ write, index: batch.outcomes.length });
  batch.evaluations.set(key, evaluation);
  return { kind: 'evaluation', status: 'appended', evaluation };
}

export async function putReviews(batch: Batch, write: ReviewWrite): Promise<RecordOutcome> {
  await insertPending(batch);
  const { session, connection } = batch;
  const { policyId, evaluationId } = write;
  const found = await readReviewed(session, connection.read.records, policyId, evaluationId);
  const reviews = ask(() => write.decide(found));
  if (reviews.length === 0) return { kind: 'review', status: 'declined', reviews };
  const what = `review of evaluation \`${evaluationId}\``;
  const isOf = reviews.every((review) => review.policyId === policyId && review.evaluationId === evaluationId);
  assertAnswers(isOf, what, policyId);
  const target = { table: connection.names.reviews, columns: reviewColumns };
  await fitting(what, policyId, () => insertRows(session, target, reviews.map(reviewValues)));
  return { kind: 'review', status: 'appended', reviews };
}

export async function putErasure(batch: Batch, write: ErasureWrite): Promise<RecordOutcome> {
  await insertPending(batch);
  const { session, connection } = batch;
  const { policyId, evaluationId } = write;
  const found = await readEvaluation(session, connection.read.records, policyId, evaluationId);
  if (found !== undefined && found.erasure !== null) {
    return { kind: 'erasure', status: 'already_stored', erasure: found.erasure };
  }
  const erasure = ask(() => write.decide(found));
  const what = `erasure of evaluation \`${evaluationId}\``;
  assertAnswers(erasure.policyId === policyId && erasure.evaluationId === evaluationId, what, policyId);
  const target = { table: connection.names.erasures, columns: erasureColumns };
  await fitting(what, policyId, async () => {
    await insertRows(session, target, [erasureValues(erasure)]);
    await session.query(connection.write.erasePayload, [policyId, evaluationId]);
    await session.query(connection.write.eraseViolations, [policyId, evaluationId]);
  });
  // Read again where the batch says more of it.
  batch.evaluations.delete(keyOf(policyId, evaluationId));
  return { kind: 'erasure', status: 'appended', erasure };
}

function assertAnswers(isOf: boolean, what: string, policyId: string): void {
  if (!isOf) throw new PolicytrailError('trail_corrupt', `${what} of \`${policyId}\` is that of another`, { policyId });
}
