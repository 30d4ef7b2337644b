import type { SqliteDatabase } from '../../driver/database.js';
import { readSetting } from '../../driver/settings.js';
import { isInTransaction } from '../../driver/transaction.js';

/** A reader that keeps the log from being emptied is not waited for longer. */
const patienceMilliseconds = 250;

/**
 * Brings the write-ahead log into the database and empties it; a rollback journal that outlives its transaction is
 * removed. False where that has to wait: another connection still reads from the log, or a transaction is open.
 */
export function emptyLog(database: SqliteDatabase): boolean {
  if (isInTransaction(database)) return false;
  if (readSetting(database, 'journal_mode') === 'persist') {
    database.exec('PRAGMA journal_mode = DELETE');
    database.exec('PRAGMA journal_mode = PERSIST');
    return true;
  }
  const timeout = Number(readSetting(database, 'busy_timeout'));
  database.exec(`PRAGMA busy_timeout = ${Math.min(timeout, patienceMilliseconds)}`);
  try {
    return readSetting(database, 'wal_checkpoint(TRUNCATE)') === 0;
  } finally {
    database.exec(`PRAGMA busy_timeout = ${timeout}`);
  }
}
