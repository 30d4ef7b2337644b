import type { SqliteDatabase } from './database.js';

/** The first release whose write-ahead log can't corrupt a file that several connections write to. */
export const safeWalVersion = '3.51.3';

/** SQLite's own version, e.g. `3.53.2`. */
export function readSqliteVersion(database: SqliteDatabase): string {
  const row = database.prepare('SELECT sqlite_version() AS version').get() as { readonly version: string };
  return row.version;
}

export function hasSafeWal(version: string): boolean {
  return rankOf(version) >= rankOf(safeWalVersion);
}

// Each part is below 1,000, as in SQLite's own SQLITE_VERSION_NUMBER.
function rankOf(version: string): number {
  return version.split('.').reduce((rank, part) => rank * 1_000 + Number(part), 0);
}
