import { type LegacyPlace, type LegacySource, type LegacyTables, legacyTablesIn } from '@policytrail/core/legacy';
import type { PostgresPool } from '../driver/client.js';
import { toStoreError } from '../driver/errors.js';
import { openPool } from '../driver/load.js';
import { poolSessions, type Session } from '../driver/session.js';
import { assertExactText, findRelation, operation } from './relation.js';
import { readRows } from './row-reader.js';

export interface LegacyPostgresOptions extends LegacyTables {
  /** The schema of the legacy tables, default `public`. */
  readonly schema?: string;
}

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
    const tables = await use(async (session) => {
      await assertExactText(session);
      return legacyTablesIn(placeIn(pool, session, options.schema ?? 'public'), options);
    });
    return { ...tables, close };
  } catch (error) {
    await close();
    throw toStoreError(error, operation);
  }
}

function placeIn(pool: PostgresPool, session: Session, schema: string): LegacyPlace {
  return {
    name: `the schema \`${schema}\``,
    async find(table) {
      const relation = await findRelation(session, schema, table);
      if (relation === undefined) return undefined;
      const columns = [...relation.columns.keys()];
      return { name: relation.name, columns, pages: (asked, identity) => readRows(pool, relation, asked, identity) };
    },
  };
}
