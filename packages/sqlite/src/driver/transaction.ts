import { PolicytrailError } from '@policytrail/core';
import type { SqliteDatabase } from './database.js';

/** What a lookup finds after a commit that failed without saying what became of it. */
export type Found = 'stored' | 'absent' | 'unknown';

export interface Transaction<T> {
  readonly database: SqliteDatabase;
  readonly operation: string;
  readonly work: () => T;
  /** Asked only after an ambiguous commit. */
  readonly lookUp: (result: T) => Found;
}

interface Scope {
  readonly begin: string;
  readonly commit: string;
  readonly undo: string;
}

// Immediate: a transaction that reads first and then has to write gets SQLITE_BUSY_SNAPSHOT at once.
const ownScope: Scope = { begin: 'BEGIN IMMEDIATE', commit: 'COMMIT', undo: 'ROLLBACK' };
const joinedScope: Scope = {
  begin: 'SAVEPOINT policytrail_append',
  commit: 'RELEASE policytrail_append',
  undo: 'ROLLBACK TO policytrail_append; RELEASE policytrail_append',
};

/** Runs `work` all or nothing, in a transaction of its own or within the one that is open; leaves none of its own open. */
export function transact<T>(transaction: Transaction<T>): T {
  const scope = isInTransaction(transaction.database) ? joinedScope : ownScope;
  const result = workWithin(scope, transaction);
  try {
    transaction.database.exec(scope.commit);
    return result;
  } catch (error) {
    if (undo(transaction.database, scope)) throw error;
    return settle(transaction, result, error);
  }
}

export function isInTransaction(database: SqliteDatabase): boolean {
  return database.inTransaction ?? database.isTransaction ?? refusesToBegin(database);
}

/** Ends a transaction that an earlier failure left open. False where there is none. */
export function rollBack(database: SqliteDatabase): boolean {
  return undo(database, ownScope);
}

function workWithin<T>(scope: Scope, { database, work }: Transaction<T>): T {
  try {
    database.exec(scope.begin);
    return work();
  } catch (error) {
    undo(database, scope);
    throw error;
  }
}

// Twice: what one failing call leaves open would swallow every later write.
function undo(database: SqliteDatabase, scope: Scope): boolean {
  return runs(database, scope.undo) || runs(database, scope.undo);
}

function runs(database: SqliteDatabase, sql: string): boolean {
  try {
    database.exec(sql);
    return true;
  } catch {
    return false;
  }
}

// Nothing was open any more: the commit took effect, or SQLite had rolled back by itself.
function settle<T>({ lookUp, operation }: Transaction<T>, result: T, cause: unknown): T {
  switch (lookUp(result)) {
    case 'stored':
      return result;
    case 'absent':
      throw cause;
    case 'unknown': {
      const message = `${operation} may or may not have been stored: ask again with the same ids`;
      throw new PolicytrailError('outcome_unknown', message, { operation }, { cause });
    }
  }
}

// node:sqlite before Node 22.16 does not say; a deferred BEGIN takes no lock.
function refusesToBegin(database: SqliteDatabase): boolean {
  if (!runs(database, 'BEGIN')) return true;
  database.exec('ROLLBACK');
  return false;
}
