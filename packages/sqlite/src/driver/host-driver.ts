import type { SqliteDatabase } from './database.js';

/** What the driver of a database that the application opened is called in reports. */
export function driverNameOf(database: SqliteDatabase): string {
  if (database.inTransaction !== undefined) return 'better-sqlite3';
  const builtIn = builtInSqlite()?.DatabaseSync;
  return builtIn !== undefined && database instanceof builtIn ? 'node:sqlite' : '@photostructure/sqlite';
}

// node:sqlite has no types where Node 20 is supported.
function builtInSqlite(): { readonly DatabaseSync: new () => object } | undefined {
  const module: unknown = process.getBuiltinModule('node:sqlite' as 'node:fs');
  return module as { readonly DatabaseSync: new () => object } | undefined;
}
