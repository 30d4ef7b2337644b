import type { SqliteDatabase } from '../driver/database.js';
import { invalidArgument } from '../driver/errors.js';

/** A table that is there, with its names as the database has them. */
export interface Relation {
  readonly name: string;
  readonly columns: readonly string[];
  /** The name under which its row ids can be had, as no column of it has that name. */
  readonly rowid: string;
  /** Of the bytes of its text. */
  readonly encoding: string;
}

const rowidNames = ['rowid', '_rowid_', 'oid'];

/** Looks a table up; its name is compared, never put into a statement. Throws `invalid_argument` where it has no row ids. */
export function findRelation(database: SqliteDatabase, wanted: string): Relation | undefined {
  const found = database
    .prepare(`SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main' AND name = ? COLLATE NOCASE`)
    .get(wanted) as { readonly name: string; readonly type: string; readonly wr: number | bigint } | undefined;
  if (found === undefined) return undefined;
  const { name } = found;
  const rows = database.prepare('SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 1').all(name);
  const columns = (rows as { readonly name: string }[]).map((column) => column.name);
  const lower = new Set(columns.map((column) => column.toLowerCase()));
  const rowid = rowidNames.find((candidate) => !lower.has(candidate));
  if (found.type !== 'table' || Number(found.wr) !== 0 || rowid === undefined) {
    throw invalidArgument(`\`${name}\` is no ordinary table with row ids: copy it into one and name that`, 'table');
  }
  return { name, columns, rowid, encoding: encodingOf(database) };
}

/** A name that is there, as an identifier that is ready to stand in a statement. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function encodingOf(database: SqliteDatabase): string {
  return (database.prepare('PRAGMA encoding').get() as { readonly encoding: string }).encoding;
}
