import {
  type LegacyPolicyRow,
  type LegacyRunRow,
  type LegacySource,
  type LegacyTables,
  legacyPolicyColumns,
  legacyRunColumns,
} from '@policytrail/core/legacy';
import type { PostgresPool } from '../driver/client.js';
import { invalidArgument, toStoreError } from '../driver/errors.js';
import { openPool } from '../driver/load.js';
import { poolSessions, type Session } from '../driver/session.js';
import { assertExactText, findRelation, type Relation } from './relation.js';
import { readRows } from './row-reader.js';

export interface LegacyPostgresOptions extends LegacyTables {
  /** The schema of the legacy tables, default `public`. */
  readonly schema?: string;
}

const operation = 'reading the legacy tables';

/**
 * Legacy tables of policies and runs in a Postgres database, for `migrateLegacy`: tables, views and what else can be selected from.
 * Each is read in one read-only transaction, on a connection of its own; a Pool stays the application's.
 *
 * Rejects with `invalid_argument` where a table or a column is not there or can't be guessed, and with `store_unavailable` where
 * the database does not answer or the role may not read.
 */
export async function openLegacyPostgres(
  target: string | PostgresPool,
  options: LegacyPostgresOptions = {},
): Promise<LegacySource> {
  const own = typeof target === 'string' ? await openPool(target, { connections: 1, isPipelined: false }) : undefined;
  const pool = own ?? (target as PostgresPool);
  const close = async (): Promise<void> => own?.end();
  try {
    const { use } = poolSessions(pool, 'plain', close);
    return { ...(await use((session) => sourceOn(pool, session, options))), close };
  } catch (error) {
    await close();
    throw toStoreError(error, operation);
  }
}

async function sourceOn(
  pool: PostgresPool,
  session: Session,
  { schema = 'public', policies = {}, runs = {} }: LegacyPostgresOptions,
): Promise<Pick<LegacySource, 'policies' | 'runs'>> {
  await assertExactText(session);
  const table = await findRelation(session, schema, policies.table ?? 'policies');
  if (table === undefined) throw noTable(schema, policies.table ?? 'policies', 'policies');
  const tableOfRuns = runs === null ? undefined : await findRelation(session, schema, runs.table ?? 'runs');
  if (tableOfRuns === undefined && runs?.table !== undefined) throw noTable(schema, runs.table, 'runs');
  return {
    policies: policiesIn(pool, table, policies),
    runs: tableOfRuns === undefined ? null : runsIn(pool, tableOfRuns, runs ?? {}),
  };
}

function policiesIn(
  pool: PostgresPool,
  relation: Relation,
  named: NonNullable<LegacyTables['policies']>,
): LegacySource['policies'] {
  const columns = legacyPolicyColumns(named, relation.name, [...relation.columns.keys()]);
  const pages = async function* (): AsyncGenerator<readonly LegacyPolicyRow[]> {
    for await (const page of readRows(pool, relation, { ...columns }, ['id'])) {
      yield page.map(({ row, rowsOfId, values: { id = null, document = null, changedAt = null } }) => {
        return { row, rowsOfId, policyId: id, document, changedAt };
      });
    }
  };
  return { table: relation.name, columns: { ...columns }, pages };
}

function runsIn(
  pool: PostgresPool,
  relation: Relation,
  named: NonNullable<LegacyTables['runs']>,
): NonNullable<LegacySource['runs']> {
  const columns = legacyRunColumns(named, relation.name, [...relation.columns.keys()]);
  const pages = async function* (): AsyncGenerator<readonly LegacyRunRow[]> {
    for await (const page of readRows(pool, relation, { ...columns }, ['id', 'policyId'])) {
      yield page.map(({ row, rowsOfId, values: { id = null, policyId = null, startedAt = null } }) => {
        return { row, rowsOfId, runId: id, policyId, startedAt };
      });
    }
  };
  return { table: relation.name, columns: { ...columns }, pages };
}

function noTable(schema: string, name: string, argument: string): Error {
  return invalidArgument(`the schema \`${schema}\` has no table \`${name}\``, argument);
}
