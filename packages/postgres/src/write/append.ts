import { isPolicytrailError, PolicytrailError, type Write, type WriteOutcome } from '@policytrail/core';
import type { Connection } from '../driver/connection.js';
import { isTaken, outcomeUnknown, toStoreError, verdictOf } from '../driver/errors.js';
import { beginAttempts } from '../driver/patience.js';
import { isInTransaction, type Session } from '../driver/session.js';
import { joinedScope, ownScope, transact } from '../driver/transaction.js';
import { readLabelled } from '../read/versions.js';
import { appendNext } from './append-next.js';
import { Thrown } from './batch/batch.js';
import { LabelRefused } from './batch/insert-pending.js';
import { runBatch } from './batch/run.js';
import { findStored } from './is-stored.js';

/** All writes in one transaction; asked again where a rival was in the way or the connection was lost. */
export type Append = (writes: readonly Write[]) => Promise<readonly WriteOutcome[]>;

const operation = 'append';

/** How one attempt ended. `failed`: nothing is stored. `in_doubt`: nobody knows. */
type Attempt =
  | { readonly status: 'done'; readonly outcomes: readonly WriteOutcome[] }
  | { readonly status: 'failed' | 'in_doubt'; readonly cause: unknown };

export function createAppend(connection: Connection): Append {
  return (writes) => {
    if (writes.length === 0) return Promise.resolve([]);
    return connection.scope === 'joined' ? appendJoined(connection, writes) : appendPatiently(connection, writes);
  };
}

async function appendPatiently(connection: Connection, writes: readonly Write[]): Promise<readonly WriteOutcome[]> {
  const nextAttempt = beginAttempts(connection.surroundings);
  // Once an answer was lost, only an answer that was not lets us say that nothing is stored.
  let doubt: unknown;
  for (let isFirst = true; ; isFirst = false) {
    const attempt = await tryAppend(connection, writes, { doubt, isFirst });
    if (attempt.status === 'done') return attempt.outcomes;
    if (attempt.status === 'in_doubt') doubt = attempt.cause;
    if (await nextAttempt()) continue;
    throw doubt === undefined ? toStoreError(attempt.cause, operation) : outcomeUnknown(operation, doubt);
  }
}

/** What was tried before. */
interface Tried {
  readonly doubt: unknown;
  readonly isFirst: boolean;
}

async function tryAppend(
  connection: Connection,
  writes: readonly Write[],
  { doubt, isFirst }: Tried,
): Promise<Attempt> {
  const scope = ownScope(connection.lockTimeoutMilliseconds);
  try {
    const ending = await connection.sessions.use(async (session) => {
      assertOutsideTransaction(session);
      const next = doubt === undefined ? await appendAlone(connection, session, writes) : undefined;
      return next ?? transact(session, scope, batchOf(connection, writes, isFirst));
    });
    if (ending.status === 'committed') return { status: 'done', outcomes: ending.result };
    return await settle(connection, ending.result, ending.cause);
  } catch (error) {
    if (!isWorthAnother(error)) throw await explained(connection, error, doubt);
    return { status: 'failed', cause: error };
  }
}

// Not on a client that the application uses as well: what is sent at once could meet a transaction of its own.
async function appendAlone(connection: Connection, session: Session, writes: readonly Write[]) {
  const [write] = writes;
  const isAlone = writes.length === 1 && write?.kind === 'version' && session.isLent;
  return isAlone ? appendNext(connection, session, write) : undefined;
}

/** Within the application's transaction nothing can be tried again: that would be for the whole of it. */
async function appendJoined(connection: Connection, writes: readonly Write[]): Promise<readonly WriteOutcome[]> {
  try {
    const ending = await connection.sessions.use((session) =>
      transact(session, joinedScope, batchOf(connection, writes, true)),
    );
    if (ending.status === 'committed') return ending.result;
    throw toStoreError(ending.cause, operation);
  } catch (error) {
    throw await explained(connection, error, undefined);
  }
}

function batchOf(
  connection: Connection,
  writes: readonly Write[],
  isFirst: boolean,
): Parameters<typeof transact<readonly WriteOutcome[]>>[2] {
  return {
    work: (session) => runBatch(connection, session, writes, isFirst),
    isWorthKeeping: (outcomes) => outcomes.some(({ status }) => status === 'appended'),
  };
}

// Looked for on another connection, as the one that committed may be gone.
async function settle(connection: Connection, outcomes: readonly WriteOutcome[], cause: unknown): Promise<Attempt> {
  try {
    const found = await connection.sessions.use((session) => findStored(session, connection, outcomes));
    if (found === 'stored') return { status: 'done', outcomes };
  } catch {
    // Another attempt will tell.
  }
  // Not there yet is not the same as not there: the server may still be committing. The next attempt waits for its lock.
  return { status: 'in_doubt', cause };
}

function isWorthAnother(error: unknown): boolean {
  if (error instanceof Thrown || error instanceof LabelRefused) return false;
  return verdictOf(error) !== 'final' || isTaken(error);
}

async function explained(connection: Connection, error: unknown, doubt: unknown): Promise<unknown> {
  if (error instanceof Thrown) return error.cause;
  if (error instanceof LabelRefused)
    return labelTaken(connection, error).catch((lost: unknown) => toStoreError(lost, operation));
  // What failed is this attempt; what became of the one before is not known.
  if (doubt !== undefined && !isPolicytrailError(error)) return outcomeUnknown(operation, doubt);
  return toStoreError(error, operation);
}

// Who has the label: an earlier version of the batch, or one that is stored; a version that is stored has its own.
async function labelTaken(
  { sessions, read }: Connection,
  { versions, cause }: LabelRefused,
): Promise<PolicytrailError> {
  const made = new Map<string, number>();
  for (const { policyId, version, label } of versions) {
    if (label === null) continue;
    const key = JSON.stringify([policyId, label]);
    const holder =
      made.get(key) ?? (await sessions.use((session) => readLabelled(session, read, policyId, label)))?.version;
    made.set(key, version);
    if (holder === undefined || holder === version) continue;
    const details = { policyId, label, version: holder };
    return new PolicytrailError('label_taken', `label \`${label}\` of \`${policyId}\` is taken`, details, { cause });
  }
  return toStoreError(cause, operation);
}

// BEGIN within the application's transaction would go on with that, and COMMIT would end it.
function assertOutsideTransaction({ client }: Session): void {
  if (!isInTransaction(client)) return;
  const message = 'a transaction is open on this client: end it first, or use `within(client)` inside it';
  throw new PolicytrailError('store_unavailable', message, { operation });
}
