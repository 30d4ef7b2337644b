import { isPolicytrailError, PolicytrailError, type Write, type WriteOutcome } from '@policytrail/core';
import type { Connection } from '../database/connection.js';
import type { Database } from '../database/tables.js';
import { writing } from '../database/transaction.js';
import type { Progress } from './batch.js';
import { runBatch } from './run-batch.js';

const operation = 'append';

/** What a batch came to: its outcomes, or what a callback of the writer's threw. */
type Result = { readonly outcomes: readonly WriteOutcome[] } | { readonly thrown: unknown };

/**
 * Appends in one transaction that reads the head, decides and adds. Done again where the handle was dead: what the first
 * attempt may have stored is recognised by its ids.
 */
export async function append(connection: Connection, writes: readonly Write[]): Promise<readonly WriteOutcome[]> {
  let mayBeStored = false;
  const attempt = (database: Database): Promise<Result> =>
    appendOnce(database, writes, () => {
      mayBeStored = true;
    });
  const result = await connection.run(operation, attempt).catch((error: unknown) => {
    throw mayBeStored && isPolicytrailError(error, 'store_unavailable') ? outcomeUnknown(error) : error;
  });
  if ('thrown' in result) throw result.thrown;
  return result.outcomes;
}

async function appendOnce(database: Database, writes: readonly Write[], atCommit: () => void): Promise<Result> {
  const progress: Progress = { isInCallback: false };
  try {
    const outcomes = await writing(database, (transaction) => runBatch(transaction, writes, progress), atCommit);
    return { outcomes };
  } catch (error) {
    if (progress.isInCallback) return { thrown: error };
    throw error;
  }
}

function outcomeUnknown(cause: PolicytrailError): PolicytrailError {
  const message = `${operation} may or may not have been stored: ask again with the same ids`;
  return new PolicytrailError('outcome_unknown', message, { operation }, { cause });
}
