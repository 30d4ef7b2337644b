import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PolicytrailError } from '@policytrail/core';
import type { Connection } from './driver/connection.js';
import type { SqliteDatabase } from './driver/database.js';
import { invalidArgument, toStoreError } from './driver/errors.js';
import { driverNameOf, type LoadedDriver, loadDriver, type SqliteDriver, sqliteDrivers } from './driver/load.js';
import { patiently } from './driver/patiently.js';
import { assertDurable, assertSettings, configureHosts, configureOwn, type SqliteJournal } from './driver/settings.js';
import { readSqliteVersion } from './driver/sqlite-version.js';
import { isInTransaction } from './driver/transaction.js';
import { applyMigrations, assertTablesExist, schemaVersion } from './schema/migrations.js';
import { tableNames } from './schema/names.js';
import { createStore, type SqliteStore } from './store.js';

export interface SqliteOptions {
  /** Opens a path with this driver, instead of the best that is installed; names the driver of an open database in reports. */
  readonly driver?: SqliteDriver;
  /** What the names of all tables begin with: `^[a-z][a-z0-9_]{0,30}$`, default `policytrail_`. */
  readonly tablePrefix?: string;
  /**
   * How long one attempt to write waits for another connection, default 10,000; `append` makes four, `sync.append` one.
   * Of an open database unchanged unless given.
   */
  readonly busyTimeoutMilliseconds?: number;
  /** Whether to make the tables where they are missing; `refuse` leaves such a database as it is. Default `create`. */
  readonly missingTables?: 'create' | 'refuse';
  /** Default `wal` where SQLite is 3.51.3 or newer, else `rollback`; of an open database unchanged unless given. */
  readonly journal?: SqliteJournal;
}

/**
 * Opens a store on a database file, on `:memory:` (which forgets all when it is closed), or on a database that the
 * application has open. Makes the tables where they are missing, unless told to refuse.
 *
 * An open database stays the application's: `close` leaves it open, and of its settings only two are raised:
 * `synchronous`, where an acknowledged version could be lost otherwise, and `secure_delete`, for what is erased to be gone;
 * `doctor` reports what else is weaker than promised.
 *
 * Rejects with `invalid_argument` for options that can't be, with `store_unavailable` where the file can't be opened and
 * written, where no driver is installed, where the tables are of a newer release, and where they are missing and not to be
 * made.
 */
export async function openSqliteStore(
  target: string | SqliteDatabase,
  options: SqliteOptions = {},
): Promise<SqliteStore> {
  const names = tableNames(options.tablePrefix);
  assertOptions(options);
  const opened = typeof target === 'string' ? await openFile(target, options) : adopt(target, options);
  const connection: Connection = { ...opened, names };
  try {
    await patiently(() => setUp(connection, options));
    return createStore(connection);
  } catch (error) {
    if (connection.owner === 'store') connection.database.close();
    throw toStoreError(error, 'open');
  }
}

/**
 * Makes the tables of a file, or brings them to this release; makes the file where there is none. Answers the number of the
 * schema. Rejects as {@link openSqliteStore} does.
 */
export async function migrate(
  path: string,
  options: Pick<SqliteOptions, 'driver' | 'tablePrefix'> = {},
): Promise<number> {
  await (await openSqliteStore(path, options)).close();
  return schemaVersion;
}

function setUp({ database, names, owner }: Connection, options: SqliteOptions): void {
  assertRowsAreObjects(database);
  if (options.missingTables === 'refuse') assertTablesExist(database, names);
  const configure = owner === 'store' ? configureOwn : configureHosts;
  configure(database, options);
  applyMigrations(database, names);
  // Again, now that the file has been written to.
  assertDurable(database);
}

async function openFile(path: string, { driver }: SqliteOptions): Promise<Omit<Connection, 'names'>> {
  if (path === '') throw invalidArgument('the path of a database must not be empty', 'target');
  const loaded = await loadDriver(driver);
  return { database: openWith(loaded, path), driver: loaded.name, owner: 'store' };
}

function openWith({ open }: LoadedDriver, path: string): SqliteDatabase {
  try {
    return open(path);
  } catch (cause) {
    const folder = dirname(resolve(path));
    const reason = existsSync(folder) ? 'see the cause' : `the folder \`${folder}\` is not there`;
    throw new PolicytrailError(
      'store_unavailable',
      `\`${path}\` could not be opened: ${reason}`,
      { operation: 'open' },
      { cause },
    );
  }
}

function adopt(database: SqliteDatabase, { driver }: SqliteOptions): Omit<Connection, 'names'> {
  if (isInTransaction(database)) {
    throw invalidArgument('the database must not be inside a transaction when a store is opened on it', 'target');
  }
  return { database, driver: driver ?? driverNameOf(database), owner: 'host' };
}

function assertRowsAreObjects(database: SqliteDatabase): void {
  if (typeof readSqliteVersion(database) === 'string') return;
  throw invalidArgument('the database must answer with rows as objects, not as arrays', 'target');
}

function assertOptions(options: SqliteOptions): void {
  const { driver } = options;
  if (driver !== undefined && !sqliteDrivers.includes(driver)) {
    throw invalidArgument(`driver must be one of ${sqliteDrivers.join(', ')}`, 'driver');
  }
  assertSettings(options);
}
