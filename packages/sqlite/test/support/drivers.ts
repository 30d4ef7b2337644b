import type { SqliteDatabase } from '../../src/driver/database.js';
import { type LoadedDriver, loadDriver, type SqliteDriver, sqliteDrivers } from '../../src/driver/load.js';

/** Every driver that is installed here; a run with none must not pass. */
export const presentDrivers: readonly LoadedDriver[] = await findDrivers();

export function driverNamed(name: SqliteDriver): LoadedDriver {
  const driver = presentDrivers.find((present) => present.name === name);
  if (driver === undefined) throw new Error(`${name} is not installed`);
  return driver;
}

/** The first column of the first row. */
export function firstValue(database: SqliteDatabase, sql: string): unknown {
  return Object.values((database.prepare(sql).get() ?? {}) as object)[0];
}

async function findDrivers(): Promise<readonly LoadedDriver[]> {
  const loaded = await Promise.allSettled(sqliteDrivers.map((name) => loadDriver(name)));
  const present = loaded.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (present.length === 0) throw new Error('no SQLite driver is installed: npm install @photostructure/sqlite');
  return present;
}
