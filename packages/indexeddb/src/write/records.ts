import {
  assertNextReviews,
  assertVersionOf,
  type ErasureWrite,
  type EvaluationWrite,
  isRecordOf,
  type RecordOutcome,
  type ReviewWrite,
  reviewWithoutEvaluation,
  strayErasure,
} from '@policytrail/core';
import type { Writing } from '../database/tables.js';
import { ignore } from '../database/transaction.js';
import { under } from '../keys/range.js';
import { evaluationKey, versionKey } from '../keys/row-key.js';
import { readEvaluation, readReviewed } from '../read/records/evaluations.js';
import { ask, type Batch } from './batch.js';

/** Throws `trail_corrupt` for a record that does not fit what is stored. */
export function putRecord(batch: Batch, write: EvaluationWrite | ReviewWrite | ErasureWrite): Promise<RecordOutcome> {
  switch (write.kind) {
    case 'evaluation':
      return putEvaluation(batch, write);
    case 'review':
      return putReviews(batch, write);
    case 'erasure':
      return putErasure(batch, write);
  }
}

async function putEvaluation(batch: Batch, write: EvaluationWrite): Promise<RecordOutcome> {
  const { policyId, evaluation } = write;
  const { transaction } = batch;
  const version = evaluation.policyVersion;
  const stored = batch.ahead.isNew(write) ? undefined : await readEvaluation(transaction, policyId, evaluation.id);
  if (stored !== undefined) {
    ask(batch, () => write.recognise(stored));
    return { kind: 'evaluation', status: 'already_stored', evaluation: stored };
  }
  assertVersionOf(write, await isVersionThere(batch, policyId, version));
  addEvaluation(transaction, write);
  return { kind: 'evaluation', status: 'appended', evaluation };
}

async function isVersionThere({ transaction, versions }: Batch, policyId: string, version: number): Promise<boolean> {
  const name = `${version} ${policyId}`;
  if (versions.has(name)) return true;
  const key = await transaction.objectStore('versions').getKey(versionKey(policyId, version));
  if (key !== undefined) versions.add(name);
  return key !== undefined;
}

function addEvaluation(transaction: Writing, { policyId, evaluation, violations }: EvaluationWrite): void {
  const { payload, erasure, ...header } = evaluation;
  const evaluationId = evaluation.id;
  const key = evaluationKey(policyId, evaluationId);
  transaction.objectStore('evaluations').add(header, key).catch(ignore);
  for (const [index, violation] of violations.entries()) {
    const row = { policyId, evaluationId, ...violation };
    transaction
      .objectStore('violations')
      .add(row, [...key, index + 1])
      .catch(ignore);
  }
  if (payload !== null) {
    transaction
      .objectStore('payloads')
      .add({ policyId, evaluationId, ...payload }, key)
      .catch(ignore);
  }
  if (erasure !== null) transaction.objectStore('erasures').add(erasure, key).catch(ignore);
}

async function putReviews(batch: Batch, write: ReviewWrite): Promise<RecordOutcome> {
  const { policyId, evaluationId } = write;
  const found = await readReviewed(batch.transaction, policyId, evaluationId);
  const reviews = ask(batch, () => write.decide(found));
  if (reviews.length === 0) return { kind: 'review', status: 'declined', reviews };
  if (found === undefined) throw reviewWithoutEvaluation(policyId, evaluationId);
  assertNextReviews(found.evaluation, found.reviews, reviews);
  const table = batch.transaction.objectStore('reviews');
  for (const review of reviews) {
    table.add(review, [...evaluationKey(policyId, evaluationId), review.sequence]).catch(ignore);
  }
  return { kind: 'review', status: 'appended', reviews };
}

async function putErasure(batch: Batch, write: ErasureWrite): Promise<RecordOutcome> {
  const { policyId, evaluationId } = write;
  const found = await readEvaluation(batch.transaction, policyId, evaluationId);
  if (found !== undefined && found.erasure !== null) {
    return { kind: 'erasure', status: 'already_stored', erasure: found.erasure };
  }
  const erasure = ask(batch, () => write.decide(found));
  if (found === undefined || !isRecordOf(erasure, found)) throw strayErasure(write);
  const key = evaluationKey(policyId, evaluationId);
  const { transaction } = batch;
  transaction.objectStore('erasures').add(erasure, key).catch(ignore);
  transaction.objectStore('payloads').delete(key).catch(ignore);
  transaction
    .objectStore('violations')
    .delete(under(...key))
    .catch(ignore);
  return { kind: 'erasure', status: 'appended', erasure };
}
