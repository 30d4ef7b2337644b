import { existsSync } from 'node:fs';
import { type LegacyPlace, type LegacySource, type LegacyTables, legacyTablesIn } from '@policytrail/core/legacy';
import type { SqliteDatabase } from '../driver/database.js';
import { answered, invalidArgument, toStoreError } from '../driver/errors.js';
import { loadDriver, type SqliteDriver } from '../driver/load.js';
import { findRelation } from './relation.js';
import { rowReader } from './row-reader.js';

export interface LegacySqliteOptions extends LegacyTables {
  /** Opens a path with this driver, instead of the best that is installed. */
  readonly driver?: SqliteDriver;
}

const busyTimeoutMilliseconds = 10_000;
const operation = 'reading the legacy tables';

/**
 * Legacy tables of policies and runs in a SQLite file, or in a database that the application has open, for `migrateLegacy`. A file
 * is opened so that nothing can be written.
 *
 * Rejects with `invalid_argument` where the file, a table or a column is not there or can't be guessed, and with
 * `store_unavailable` where the file can't be read.
 */
export async function openLegacySqlite(
  target: string | SqliteDatabase,
  options: LegacySqliteOptions = {},
): Promise<LegacySource> {
  const database = typeof target === 'string' ? await openForReading(target, options.driver) : target;
  const close = async (): Promise<void> => {
    if (typeof target === 'string') database.close();
  };
  try {
    return { ...(await legacyTablesIn(placeOn(database), options)), close };
  } catch (error) {
    await close();
    throw toStoreError(error, operation);
  }
}

async function openForReading(path: string, driver: SqliteDriver | undefined): Promise<SqliteDatabase> {
  if (!existsSync(path)) throw invalidArgument(`there is no database at \`${path}\``, 'target');
  const database = (await loadDriver(driver)).open(path);
  database.exec(`PRAGMA busy_timeout = ${busyTimeoutMilliseconds}`);
  database.exec('PRAGMA query_only = ON');
  return database;
}

function placeOn(database: SqliteDatabase): LegacyPlace {
  return {
    name: 'the database',
    find(table) {
      const relation = findRelation(database, table);
      if (relation === undefined) return undefined;
      const { name, columns } = relation;
      return { name, columns, pages: (asked, identity) => reading(rowReader(database, relation, asked, identity)) };
    },
  };
}

// Its driver's errors as ours; what the reader of the pages throws does not come by here.
async function* reading<Page>(pages: Iterator<Page>): AsyncGenerator<Page> {
  for (;;) {
    const next = answered(operation, () => pages.next());
    if (next.done === true) return;
    yield next.value;
  }
}
