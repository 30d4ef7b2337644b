import type { Write, WriteOutcome } from '@policytrail/core';
import type { Writing } from '../database/tables.js';
import { together } from '../database/transaction.js';
import { type Batch, moveHead, type Progress, readHeadOf } from './batch.js';
import { lookAhead } from './look-ahead.js';
import { putRecord } from './records.js';
import { putPin, putVersion } from './versions.js';

/** Puts all writes to the database, each seeing those before it, and moves the heads they reached. */
export async function runBatch(
  transaction: Writing,
  writes: readonly Write[],
  progress: Progress,
): Promise<readonly WriteOutcome[]> {
  const heads: Batch['heads'] = new Map();
  const policies = new Set(writes.flatMap(({ kind, policyId }) => (isOfHead(kind) ? [policyId] : [])));
  const [ahead] = await together([
    () => lookAhead(transaction, writes),
    () => together([...policies].map((policyId) => () => readHeadOf({ transaction, heads }, policyId))),
  ]);
  const batch: Batch = { transaction, heads, ahead, versions: new Set(), progress };
  const outcomes: WriteOutcome[] = [];
  for (const write of writes) outcomes.push(await put(batch, write));
  for (const [policyId, head] of batch.heads) moveHead(batch, policyId, head);
  return outcomes;
}

function put(batch: Batch, write: Write): Promise<WriteOutcome> {
  switch (write.kind) {
    case 'version':
      return putVersion(batch, write);
    case 'pin':
      return putPin(batch, write);
    default:
      return putRecord(batch, write);
  }
}

function isOfHead(kind: Write['kind']): boolean {
  return kind === 'version' || kind === 'pin';
}
