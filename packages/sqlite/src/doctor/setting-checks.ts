import type { DoctorCheck } from '@policytrail/core';
import { type Finding, failed, ok, warning } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import type { SqliteDatabase } from '../driver/database.js';
import { readSetting, readSynchronous } from '../driver/settings.js';
import { hasSafeWal, readSqliteVersion, safeWalVersion } from '../driver/sqlite-version.js';
import { check } from './check.js';

const shortBusyTimeoutMilliseconds = 1_000;

/** What the connection is set to. */
export function settingChecks({ database }: Connection): readonly DoctorCheck[] {
  return [
    check('sqlite_version', () => versionFinding(database)),
    check('storage', () => storageFinding(database)),
    check('journal_mode', () => journalFinding(readSetting(database, 'journal_mode'), isInMemory(database))),
    check('synchronous', () => synchronousFinding(database)),
    check('foreign_keys', () => foreignKeysFinding(database)),
    check('busy_timeout', () => busyTimeoutFinding(database)),
    check('secure_delete', () => secureDeleteFinding(database)),
  ];
}

function versionFinding(database: SqliteDatabase): Finding {
  const version = readSqliteVersion(database);
  if (hasSafeWal(version) || readSetting(database, 'journal_mode') !== 'wal') return ok(`SQLite ${version}`);
  return failed(
    `SQLite ${version} can corrupt a file with a write-ahead log: update the driver to ${safeWalVersion} or newer`,
  );
}

function storageFinding(database: SqliteDatabase): Finding {
  return isInMemory(database)
    ? warning('kept in memory: all is lost when the connection closes')
    : ok('kept in a file');
}

function isInMemory(database: SqliteDatabase): boolean {
  const databases = database.prepare('PRAGMA database_list').all() as {
    readonly name: string;
    readonly file: string;
  }[];
  return databases.some(({ name, file }) => name === 'main' && file === '');
}

function journalFinding(mode: unknown, inMemory: boolean): Finding {
  if (inMemory) return ok('no journal, as nothing reaches a disk');
  switch (mode) {
    case 'wal':
      return ok('write-ahead log');
    case 'delete':
    case 'truncate':
    case 'persist':
      return ok(`rollback journal (${mode})`);
    default:
      return failed(`journal mode ${mode}: a crash within a write can destroy the database`);
  }
}

function synchronousFinding(database: SqliteDatabase): Finding {
  const { found, needed } = readSynchronous(database);
  const said = `synchronous = ${levels[found] ?? found}`;
  return found >= needed
    ? ok(said)
    : failed(`${said}: a power loss can lose acknowledged versions, ${levels[needed]} is needed`);
}

const levels = ['OFF', 'NORMAL', 'FULL', 'EXTRA'];

function foreignKeysFinding(database: SqliteDatabase): Finding {
  if (readSetting(database, 'foreign_keys') === 1) return ok('foreign keys are enforced');
  return warning('foreign keys are off on this connection: only the triggers guard the chain');
}

function busyTimeoutFinding(database: SqliteDatabase): Finding {
  const milliseconds = Number(readSetting(database, 'busy_timeout'));
  const said = `a writer waits ${milliseconds} ms for another`;
  return milliseconds >= shortBusyTimeoutMilliseconds ? ok(said) : warning(`${said}, then fails`);
}

function secureDeleteFinding(database: SqliteDatabase): Finding {
  if (readSetting(database, 'secure_delete') === 1) return ok('what is deleted is overwritten');
  return warning('secure_delete is off on this connection: free parts of the file may keep what is erased');
}
