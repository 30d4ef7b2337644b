import { verdictOf } from './errors.js';
import type { Session } from './session.js';

/** How a transaction begins and ends: one of its own, or a part of the application's. */
export interface Scope {
  readonly begin: string;
  readonly commit: string;
  /** The command tag of a commit that took effect. */
  readonly committed: string;
  readonly undo: string;
}

/** A transaction of its own that waits so long for a lock. */
export function ownScope(lockTimeoutMilliseconds: number): Scope {
  return {
    // In one round trip. Without `synchronous_commit` a crash loses what was acknowledged.
    begin: `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = ${lockTimeoutMilliseconds};
      SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'`,
    commit: 'COMMIT',
    committed: 'COMMIT',
    undo: 'ROLLBACK',
  };
}

/** A part of the transaction that the application has open. */
export const joinedScope: Scope = {
  begin: 'SAVEPOINT policytrail_append',
  commit: 'RELEASE SAVEPOINT policytrail_append',
  committed: 'RELEASE',
  undo: 'ROLLBACK TO SAVEPOINT policytrail_append; RELEASE SAVEPOINT policytrail_append',
};

/** All statements of it see the same rows. */
export const snapshotScope: Scope = {
  begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
  commit: 'COMMIT',
  committed: 'COMMIT',
  undo: 'ROLLBACK',
};

/** `in_doubt`: the commit was sent, and its answer was lost or said otherwise. */
export type Ending<T> =
  | { readonly status: 'committed'; readonly result: T }
  | { readonly status: 'in_doubt'; readonly result: T; readonly cause: unknown };

export interface Work<T> {
  readonly work: (session: Session) => Promise<T>;
  /** Whether anything was written; what was not is rolled back. */
  readonly isWorthKeeping: (result: T) => boolean;
}

/** Runs `work` all or nothing; what it throws passes through, once all is rolled back. */
export async function transact<T>(
  session: Session,
  scope: Scope,
  { work, isWorthKeeping }: Work<T>,
): Promise<Ending<T>> {
  const result = await workWithin(session, scope, work);
  if (!isWorthKeeping(result)) {
    await undo(session, scope);
    return { status: 'committed', result };
  }
  try {
    const { command } = await session.send(scope.commit);
    if (command === scope.committed) return { status: 'committed', result };
    throw new Error(`${scope.commit} was answered by ${command}`);
  } catch (cause) {
    await undo(session, scope);
    // What the server refuses it has rolled back.
    if (verdictOf(cause) !== 'lost') throw cause;
    return { status: 'in_doubt', result, cause };
  }
}

async function workWithin<T>(session: Session, scope: Scope, work: Work<T>['work']): Promise<T> {
  try {
    await session.sendAhead(scope.begin);
    return await work(session);
  } catch (error) {
    await undo(session, scope);
    throw error;
  }
}

// Twice: what one failing call leaves open would swallow every later write.
async function undo(session: Session, { undo: text }: Scope): Promise<void> {
  if ((await runs(session, text)) || (await runs(session, text))) return;
  session.abandon();
}

async function runs(session: Session, text: string): Promise<boolean> {
  try {
    await session.send(text);
    return true;
  } catch {
    return false;
  }
}
