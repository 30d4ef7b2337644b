import { invalidArgument } from '../driver/errors.js';
import type { Session } from '../driver/session.js';
import { statement } from '../driver/statement.js';

/** What a failure to read is said to have come of. */
export const operation = 'reading the legacy tables';

/** Something to select from that is there, with its names as the database has them. */
export interface Relation {
  readonly schema: string;
  readonly name: string;
  /** `r` a table, `p` a partitioned one, `m` a materialized view, `v` a view, `f` a foreign table. */
  readonly kind: string;
  /** The names of types by the names of columns. */
  readonly columns: ReadonlyMap<string, string>;
}

const lookUp = statement(
  `SELECT c.relkind::text AS kind, a.attname AS column, t.typname AS type
   FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
   JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
   JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
   WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p', 'm', 'v', 'f') ORDER BY a.attnum`,
);

/** Looks a table up; its name is compared, never put into a statement. */
export async function findRelation(session: Session, schema: string, name: string): Promise<Relation | undefined> {
  const { rows } = await session.query(lookUp, [schema, name]);
  const found = rows as readonly { readonly kind: string; readonly column: string; readonly type: string }[];
  const [first] = found;
  if (first === undefined) return undefined;
  return { schema, name, kind: first.kind, columns: new Map(found.map(({ column, type }) => [column, type])) };
}

/** Throws `invalid_argument` where the database does not know the encoding of its text, so that nobody can. */
export async function assertExactText(session: Session): Promise<void> {
  const { rows } = await session.query(statement('SHOW server_encoding'));
  if ((rows[0] as { readonly server_encoding: string }).server_encoding !== 'SQL_ASCII') return;
  throw invalidArgument('the encoding of the database is SQL_ASCII: its text can not be read exactly', 'target');
}
