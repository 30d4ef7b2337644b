import {
  headAfter,
  type PinWrite,
  PolicytrailError,
  type StoredVersion,
  type VersionWrite,
  type Write,
  type WriteOutcome,
} from '@policytrail/core';
import type { Connection } from '../../driver/connection.js';
import type { Session } from '../../driver/session.js';
import { readHead } from '../../read/versions.js';
import { putErasure, putEvaluation, putReviews } from '../records/put.js';
import { ask, type Batch, type HeadInBatch, keyOf } from './batch.js';
import { beginBatch } from './begin.js';
import { finishBatch } from './finish.js';
import { insertPending } from './insert-pending.js';

/** Puts all writes to the database, each seeing those before it, and moves the heads they reached. `isFirst`: none of them was tried before. */
export async function runBatch(
  connection: Connection,
  session: Session,
  writes: readonly Write[],
  isFirst: boolean,
): Promise<readonly WriteOutcome[]> {
  const batch = await beginBatch(connection, session, writes, isFirst);
  try {
    for (const write of writes) batch.outcomes.push(await put(batch, write));
  } catch (error) {
    // What waits came first: where it does not fit, that has to be said.
    await insertPending(batch);
    throw error;
  }
  await finishBatch(batch);
  if (connection.scope === 'own') keepHeads(batch);
  return batch.outcomes;
}

// What is rolled back after all does no harm: such a head is nobody's, and found to be so.
function keepHeads({ heads, connection }: Batch): void {
  for (const { head } of heads.values()) if (head !== undefined) connection.heads.keep(head);
}

function put(batch: Batch, write: Write): Promise<WriteOutcome> {
  switch (write.kind) {
    case 'version':
      return putVersion(batch, write);
    case 'pin':
      return putPin(batch, write);
    case 'evaluation':
      return putEvaluation(batch, write);
    case 'review':
      return putReviews(batch, write);
    case 'erasure':
      return putErasure(batch, write);
  }
}

async function putVersion(batch: Batch, write: VersionWrite): Promise<WriteOutcome> {
  const { policyId, requestId } = write;
  const stored = batch.requests.get(keyOf(policyId, requestId));
  if (stored !== undefined) {
    ask(() => write.recognise(stored));
    return { kind: 'version', status: 'already_stored', version: stored };
  }
  // What stands before a version must not find it.
  if (batch.pending.pins.length + batch.pending.evaluations.length > 0) await insertPending(batch);
  const entry = headIn(batch, policyId);
  const version = ask(() => write.decide(entry.head));
  if (version === undefined) return { kind: 'version', status: 'declined', head: entry.head };
  assertAnswers(version, write);
  batch.pending.versions.push(version);
  batch.requests.set(keyOf(policyId, requestId), version);
  const head = headAfter(entry.head, version) ?? (await readInsertedHead(batch, policyId));
  batch.heads.set(policyId, { ...entry, head });
  return { kind: 'version', status: 'appended', version };
}

async function putPin(batch: Batch, write: PinWrite): Promise<WriteOutcome> {
  const { policyId, subject } = write;
  const key = keyOf(policyId, subject.type, subject.id, subject.version);
  const stored = batch.pins.get(key);
  if (stored !== undefined) {
    ask(() => write.recognise(stored));
    return { kind: 'pin', status: 'already_stored', pin: stored };
  }
  const pin = ask(() => write.decide(headIn(batch, policyId).head));
  batch.pending.pins.push(pin);
  batch.pins.set(key, pin);
  return { kind: 'pin', status: 'appended', pin };
}

async function readInsertedHead(batch: Batch, policyId: string) {
  await insertPending(batch);
  return readHead(batch.session, batch.connection.read, policyId);
}

function headIn({ heads }: Batch, policyId: string): HeadInBatch {
  const entry = heads.get(policyId);
  if (entry === undefined) throw new TypeError('every policy of a batch has an entry');
  return entry;
}

function assertAnswers({ policyId, requestId, version }: StoredVersion, write: VersionWrite): void {
  if (policyId === write.policyId && requestId === write.requestId) return;
  const message = `version ${version} of \`${policyId}\` is not what request \`${write.requestId}\` asked to append`;
  throw new PolicytrailError('trail_corrupt', message, { policyId, version });
}
