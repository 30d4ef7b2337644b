import { PolicytrailError, type Write, type WriteOutcome } from '@policytrail/core';
import { toStoredVersion } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import { invalidArgument, resultCodeOf, toStoreError } from '../driver/errors.js';
import { type Found, isInTransaction, rollBack, transact } from '../driver/transaction.js';
import type { ReadStatements } from '../read/statements.js';
import { readPin } from '../read/versions.js';
import { labelTaken } from '../schema/triggers.js';
import { type Batch, keepHeads, runBatch, startBatch } from './batch.js';
import { connectionHeads } from './head-cache.js';
import { isRecordStored } from './records/is-stored.js';
import type { WriteStatements } from './statements.js';

/** Appends now; within a transaction that the application has open, as a part of it. */
export type Append = (writes: readonly Write[]) => readonly WriteOutcome[];

const operation = 'append';

export function createAppend(connection: Connection, read: ReadStatements, write: WriteStatements): Append {
  const { database, owner } = connection;
  const cache = connectionHeads(connection);
  let isAppending = false;
  return (writes) => {
    if (isAppending) throw invalidArgument('append was called by a callback of append', 'writes');
    // Left open by a rollback that failed: nobody else begins one on this connection.
    if (owner === 'store' && isInTransaction(database)) rollBack(database);
    isAppending = true;
    try {
      return appendAll(connection, startBatch(read, write, cache), writes);
    } finally {
      isAppending = false;
    }
  };
}

/** Throws `store_unavailable` while the application has a transaction open: what joined it would not be durable yet. */
export function assertOutsideTransaction({ database }: Connection): void {
  if (!isInTransaction(database)) return;
  const message = 'the application has a transaction open on this database: end it first, or use `sync` within it';
  // Passes as it may when it is tried again, as when SQLite itself says so.
  const cause = Object.assign(new Error('a transaction is open'), { code: 'SQLITE_BUSY' });
  throw new PolicytrailError('store_unavailable', message, { operation }, { cause });
}

function appendAll({ database }: Connection, batch: Batch, writes: readonly Write[]): readonly WriteOutcome[] {
  try {
    const outcomes = transact({
      database,
      operation,
      work: () => runExplained(batch, writes),
      lookUp: (found) => lookUp(batch, found),
    });
    keepHeads(batch);
    return outcomes;
  } catch (error) {
    batch.cache.clear();
    throw batch.progress.isInCallback ? error : toStoreError(error, operation);
  }
}

function runExplained(batch: Batch, writes: readonly Write[]): readonly WriteOutcome[] {
  try {
    return runBatch(batch, writes);
  } catch (error) {
    if (batch.progress.isInCallback || resultCodeOf(error) !== 'CONSTRAINT') throw error;
    throw refusal(batch, error as Error);
  }
}

// Names the version that the database refused, while the batch can still be asked who has its label.
function refusal({ progress, write }: Batch, cause: Error): PolicytrailError | Error {
  if (progress.version === undefined) return cause;
  const { policyId, version, label } = progress.version;
  if (label === null || !saysLabelTaken(cause.message)) {
    const message = `version ${version} of \`${policyId}\` does not fit what is stored`;
    return new PolicytrailError('trail_corrupt', message, { policyId, version }, { cause });
  }
  const holder = write.findLabel.get(policyId, label) as { readonly version: number | bigint } | undefined;
  const details = { policyId, label, ...(holder !== undefined && { version: Number(holder.version) }) };
  return new PolicytrailError('label_taken', `label \`${label}\` of \`${policyId}\` is taken`, details, { cause });
}

// As the trigger says it, or the index where the trigger was dropped.
function saysLabelTaken(message: string): boolean {
  return message.includes(labelTaken) || message.endsWith('versions.label');
}

function lookUp(batch: Batch, outcomes: readonly WriteOutcome[]): Found {
  try {
    const appended = outcomes.filter(({ status }) => status === 'appended');
    const stored = appended.filter((outcome) => isStored(batch, outcome));
    if (stored.length === appended.length) return 'stored';
    return stored.length === 0 ? 'absent' : 'unknown';
  } catch {
    return 'unknown';
  }
}

function isStored({ read, write }: Batch, outcome: WriteOutcome): boolean {
  if (outcome.kind === 'pin') {
    const { policyId, subject, hash } = outcome.pin;
    return readPin(read, policyId, subject)?.hash === hash;
  }
  if (outcome.kind !== 'version') return isRecordStored({ read: read.records, write: write.records }, outcome);
  if (outcome.status === 'declined') return true;
  const { policyId, requestId, hash } = outcome.version;
  return toStoredVersion(write.findRequest.get(policyId, requestId))?.hash === hash;
}
