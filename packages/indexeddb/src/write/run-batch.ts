import type { Write, WriteOutcome } from '@policytrail/core';
import { type Batch, moveHead, readHeadOf } from './batch.js';
import { putRecord } from './records.js';
import { putPin, putVersion } from './versions.js';

/** Puts all writes to the database, each seeing those before it, and moves the heads they reached. */
export async function runBatch(batch: Batch, writes: readonly Write[]): Promise<readonly WriteOutcome[]> {
  const policies = new Set(writes.flatMap(({ kind, policyId }) => (isOfHead(kind) ? [policyId] : [])));
  await Promise.all([...policies].map((policyId) => readHeadOf(batch, policyId)));
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
