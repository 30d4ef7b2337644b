import { PolicytrailError } from '@policytrail/core';
import type { SqliteDatabase } from './database.js';
import { invalidArgument } from './errors.js';
import { hasSafeWal, readSqliteVersion, safeWalVersion } from './sqlite-version.js';

/** How commits reach the disk: by a write-ahead log, or by a rollback journal where that is not safe or not wanted. */
export type SqliteJournal = 'wal' | 'rollback';

export interface Settings {
  readonly journal?: SqliteJournal;
  readonly busyTimeoutMilliseconds?: number;
}

const defaultBusyTimeoutMilliseconds = 10_000;
// With SQLite's own 2,000 a batch over a thousand policies takes 1.6 times as long.
const cacheKibibytes = 16_000;

/** Throws `invalid_argument` for settings that can't be, before anything is opened. */
export function assertSettings({ journal, busyTimeoutMilliseconds = 0 }: Settings): void {
  if (journal !== undefined && journal !== 'wal' && journal !== 'rollback') {
    throw invalidArgument('journal must be `wal` or `rollback`', 'journal');
  }
  if (Number.isInteger(busyTimeoutMilliseconds) && busyTimeoutMilliseconds >= 0 && busyTimeoutMilliseconds < 2 ** 31)
    return;
  const argument = 'busyTimeoutMilliseconds';
  throw invalidArgument(`${argument} must be an integer from 0 to 2147483647`, argument);
}

/** Settings of a database that the store opened: all that the promise needs, each read back. */
export function configureOwn(database: SqliteDatabase, { journal, busyTimeoutMilliseconds }: Settings): void {
  setBusyTimeout(database, busyTimeoutMilliseconds ?? defaultBusyTimeoutMilliseconds);
  setJournal(database, journal ?? (hasSafeWal(readSqliteVersion(database)) ? 'wal' : 'rollback'));
  raiseSynchronous(database);
  raiseSecureDelete(database);
  database.exec(`PRAGMA cache_size = -${cacheKibibytes}`);
  // macOS keeps what fsync wrote in the drive's cache without it; nothing elsewhere.
  database.exec('PRAGMA fullfsync = ON');
  database.exec('PRAGMA foreign_keys = ON');
  assertSetting(database, 'foreign_keys', 1);
}

/**
 * Settings of a database that the application opened: `synchronous` is raised to what an acknowledged version needs,
 * `secure_delete` to what an erasure needs; everything else is left as it is unless an option names it, and reported by the doctor.
 */
export function configureHosts(database: SqliteDatabase, { journal, busyTimeoutMilliseconds }: Settings): void {
  if (busyTimeoutMilliseconds !== undefined) setBusyTimeout(database, busyTimeoutMilliseconds);
  if (journal !== undefined) setJournal(database, journal);
  assertSafeJournal(database);
  raiseSynchronous(database);
  raiseSecureDelete(database);
}

/** The one value that a pragma answers with. */
export function readSetting(database: SqliteDatabase, name: string): unknown {
  const row = database.prepare(`PRAGMA ${name}`).get();
  const value = typeof row === 'object' && row !== null ? Object.values(row)[0] : undefined;
  return typeof value === 'bigint' ? Number(value) : value;
}

/**
 * What `synchronous` is, and the lowest that keeps an acknowledged commit through a power loss: FULL (2), but EXTRA (3) where
 * committing means to delete a journal, https://www.sqlite.org/pragma.html#pragma_synchronous.
 */
export function readSynchronous(database: SqliteDatabase): { readonly found: number; readonly needed: number } {
  const found = Number(readSetting(database, 'synchronous'));
  return { found, needed: readSetting(database, 'journal_mode') === 'delete' ? 3 : 2 };
}

/** Throws `store_unavailable` where a power loss could lose what was committed. */
export function assertDurable(database: SqliteDatabase): void {
  const { found, needed } = readSynchronous(database);
  if (found < needed) throw notSet('synchronous', needed, found);
}

function setBusyTimeout(database: SqliteDatabase, milliseconds: number): void {
  database.exec(`PRAGMA busy_timeout = ${milliseconds}`);
  assertSetting(database, 'busy_timeout', milliseconds);
}

function setJournal(database: SqliteDatabase, journal: SqliteJournal): void {
  const wanted = journal === 'wal' ? 'wal' : 'delete';
  if (readSetting(database, 'journal_mode') !== wanted) database.exec(`PRAGMA journal_mode = ${wanted}`);
  const found = readSetting(database, 'journal_mode');
  if (found !== wanted && found !== 'memory') throw notSet('journal_mode', wanted, found);
  assertSafeJournal(database);
}

function assertSafeJournal(database: SqliteDatabase): void {
  const version = readSqliteVersion(database);
  if (hasSafeWal(version) || readSetting(database, 'journal_mode') !== 'wal') return;
  const message = `a write-ahead log needs SQLite ${safeWalVersion} or newer, this is ${version}: open with journal \`rollback\``;
  throw new PolicytrailError('store_unavailable', message, { operation: 'open' });
}

// Set also where it says FULL already: drivers built with NORMAL for write-ahead logs fall back to that when the log is
// first opened, unless it was set by hand.
function raiseSynchronous(database: SqliteDatabase): void {
  const { found, needed } = readSynchronous(database);
  database.exec(`PRAGMA synchronous = ${Math.max(found, needed)}`);
  assertDurable(database);
}

// What is erased is written over where it stands; this keeps pages that are split or freed from holding a copy.
function raiseSecureDelete(database: SqliteDatabase): void {
  if (readSetting(database, 'secure_delete') !== 1) database.exec('PRAGMA secure_delete = ON');
  assertSetting(database, 'secure_delete', 1);
}

function assertSetting(database: SqliteDatabase, name: string, wanted: number): void {
  const found = readSetting(database, name);
  if (found !== wanted) throw notSet(name, wanted, found);
}

function notSet(name: string, wanted: unknown, found: unknown): PolicytrailError {
  const message = `the database does not take the setting ${name} = ${wanted}, it says ${found}`;
  return new PolicytrailError('store_unavailable', message, { operation: 'open' });
}
