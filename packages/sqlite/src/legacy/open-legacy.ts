import { existsSync } from 'node:fs';
import {
  type LegacyPolicyRow,
  type LegacyRunRow,
  type LegacySource,
  type LegacyTables,
  legacyPolicyColumns,
  legacyRunColumns,
} from '@policytrail/core/legacy';
import type { SqliteDatabase } from '../driver/database.js';
import { invalidArgument, toStoreError } from '../driver/errors.js';
import { loadDriver, type SqliteDriver } from '../driver/load.js';
import { findRelation, type Relation } from './relation.js';
import { rowReader } from './row-reader.js';

export interface LegacySqliteOptions extends LegacyTables {
  /** Opens a path with this driver, instead of the best that is installed. */
  readonly driver?: SqliteDriver;
}

const busyTimeoutMilliseconds = 10_000;

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
    return { ...sourceOn(database, options), close };
  } catch (error) {
    await close();
    throw toStoreError(error, 'reading the legacy tables');
  }
}

async function openForReading(path: string, driver: SqliteDriver | undefined): Promise<SqliteDatabase> {
  if (!existsSync(path)) throw invalidArgument(`there is no database at \`${path}\``, 'target');
  const database = (await loadDriver(driver)).open(path);
  database.exec(`PRAGMA busy_timeout = ${busyTimeoutMilliseconds}`);
  database.exec('PRAGMA query_only = ON');
  return database;
}

function sourceOn(
  database: SqliteDatabase,
  { policies = {}, runs = {} }: LegacyTables,
): Pick<LegacySource, 'policies' | 'runs'> {
  const table = findRelation(database, policies.table ?? 'policies');
  if (table === undefined) throw noTable(policies.table ?? 'policies', 'policies');
  const tableOfRuns = runs === null ? undefined : findRelation(database, runs.table ?? 'runs');
  if (tableOfRuns === undefined && runs?.table !== undefined) throw noTable(runs.table, 'runs');
  return {
    policies: policiesIn(database, table, policies),
    runs: tableOfRuns === undefined ? null : runsIn(database, tableOfRuns, runs ?? {}),
  };
}

function policiesIn(
  database: SqliteDatabase,
  relation: Relation,
  named: NonNullable<LegacyTables['policies']>,
): LegacySource['policies'] {
  const columns = legacyPolicyColumns(named, relation.name, relation.columns);
  const pages = async function* (): AsyncGenerator<readonly LegacyPolicyRow[]> {
    const reader = rowReader(database, relation, { ...columns }, ['id']);
    for (const page of reader) {
      yield page.map(({ row, rowsOfId, values: { id = null, document = null, changedAt = null } }) => {
        return { row, rowsOfId, policyId: id, document, changedAt };
      });
    }
  };
  return { table: relation.name, columns: { ...columns }, pages: () => reading(pages()) };
}

function runsIn(
  database: SqliteDatabase,
  relation: Relation,
  named: NonNullable<LegacyTables['runs']>,
): NonNullable<LegacySource['runs']> {
  const columns = legacyRunColumns(named, relation.name, relation.columns);
  const pages = async function* (): AsyncGenerator<readonly LegacyRunRow[]> {
    const reader = rowReader(database, relation, { ...columns }, ['id', 'policyId']);
    for (const page of reader) {
      yield page.map(({ row, rowsOfId, values: { id = null, policyId = null, startedAt = null } }) => {
        return { row, rowsOfId, runId: id, policyId, startedAt };
      });
    }
  };
  return { table: relation.name, columns: { ...columns }, pages: () => reading(pages()) };
}

// A driver's errors as ours; what the reader of the pages throws does not come by here.
async function* reading<Page>(pages: AsyncGenerator<Page>): AsyncGenerator<Page> {
  for (;;) {
    const next = await pages.next().catch((error: unknown) => {
      throw toStoreError(error, 'reading the legacy tables');
    });
    if (next.done === true) return;
    yield next.value;
  }
}

function noTable(name: string, argument: string): Error {
  return invalidArgument(`the database has no table \`${name}\``, argument);
}
