import { PolicytrailError } from '@policytrail/core';
import type { SqliteDatabase } from './database.js';
import { hasSafeWal, readSqliteVersion } from './sqlite-version.js';

/** The drivers that can open a database by its path. */
export type SqliteDriver = 'better-sqlite3' | 'node:sqlite' | '@photostructure/sqlite';

/** A driver that is installed and works. */
export interface LoadedDriver {
  readonly name: SqliteDriver;
  readonly sqliteVersion: string;
  readonly open: (path: string) => SqliteDatabase;
}

type DatabaseConstructor = new (path: string) => SqliteDatabase;

/** In order of preference. */
export const sqliteDrivers: readonly SqliteDriver[] = ['better-sqlite3', 'node:sqlite', '@photostructure/sqlite'];

/**
 * The wanted driver, or the first that is there and whose write-ahead log is safe, or the first that is there.
 * Throws `store_unavailable` where none is.
 */
export async function loadDriver(wanted?: SqliteDriver): Promise<LoadedDriver> {
  const loaded: LoadedDriver[] = [];
  const reasons: unknown[] = [];
  for (const name of wanted === undefined ? sqliteDrivers : [wanted]) {
    try {
      const driver = await load(name);
      if (hasSafeWal(driver.sqliteVersion)) return driver;
      loaded.push(driver);
    } catch (reason) {
      reasons.push(reason);
    }
  }
  if (loaded[0] !== undefined) return loaded[0];
  throw noDriver(wanted, reasons);
}

/** What the driver of a database that the application opened is called in reports. */
export function driverNameOf(database: SqliteDatabase): string {
  if (database.inTransaction !== undefined) return 'better-sqlite3';
  const builtIn = builtInSqlite()?.DatabaseSync;
  return builtIn !== undefined && database instanceof builtIn ? 'node:sqlite' : '@photostructure/sqlite';
}

// A driver may be installed and still not run: its native part is loaded with the first database.
async function load(name: SqliteDriver): Promise<LoadedDriver> {
  const Database = databaseOf(await import(/* @vite-ignore */ name));
  const probe = new Database(':memory:');
  const sqliteVersion = readSqliteVersion(probe);
  probe.close();
  return { name, sqliteVersion, open: (path) => new Database(path) };
}

function databaseOf(module: { readonly default?: unknown; readonly DatabaseSync?: unknown }): DatabaseConstructor {
  return (module.DatabaseSync ?? module.default) as DatabaseConstructor;
}

function noDriver(wanted: SqliteDriver | undefined, reasons: readonly unknown[]): PolicytrailError {
  const missing = wanted === undefined ? 'no SQLite driver is there' : `the SQLite driver \`${wanted}\` is not there`;
  const advice = 'run `npm install better-sqlite3` or `npm install @photostructure/sqlite`, or use Node 22 or newer';
  const cause = reasons.length === 1 ? reasons[0] : new AggregateError(reasons, 'no driver could be loaded');
  return new PolicytrailError('store_unavailable', `${missing}: ${advice}`, { operation: 'open' }, { cause });
}

// node:sqlite has no types where Node 20 is supported.
function builtInSqlite(): { readonly DatabaseSync: new () => object } | undefined {
  const module: unknown = process.getBuiltinModule('node:sqlite' as 'node:fs');
  return module as { readonly DatabaseSync: new () => object } | undefined;
}
