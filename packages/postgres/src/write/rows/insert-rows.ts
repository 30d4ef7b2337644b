import type { ColumnValue } from '@policytrail/core/sql';
import type { PostgresResult } from '../../driver/client.js';
import type { Query, Session } from '../../driver/session.js';
import { type Statement, statement } from '../../driver/statement.js';

/** What rows go into. */
export interface Target {
  readonly table: string;
  readonly columns: string;
  /** What comes after the values. */
  readonly ending?: string;
}

type Rows = readonly (readonly ColumnValue[])[];

// The protocol counts the values of a statement in 16 bits.
const mostValues = 65_535;
const mostRows = 256;

/** Inserts rows, many in one statement; answers what each statement answered. */
export function insertRows(session: Session, target: Target, rows: Rows): Promise<readonly PostgresResult[]> {
  return session.queryAll(insertsOf(target, rows));
}

/** The statements that insert rows. */
export function insertsOf(target: Target, rows: Rows): readonly Query[] {
  const width = target.columns.split(',').length;
  const most = Math.min(mostRows, Math.floor(mostValues / width));
  const queries: Query[] = [];
  for (let from = 0; from < rows.length; from += most) {
    const chunk = rows.slice(from, from + most);
    queries.push({ statement: insertStatement(target, width, chunk.length), values: chunk.flat() });
  }
  return queries;
}

const made = new Map<string, Statement>();
const mostKept = 1_000;

function insertStatement({ table, columns, ending = '' }: Target, width: number, rows: number): Statement {
  const key = `${table} ${rows} ${ending}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const row = `(${Array(width).fill('?').join(', ')})`;
  const values = Array(rows).fill(row).join(', ');
  const insert = statement(`INSERT INTO ${table} (${columns}) VALUES ${values}${ending}`);
  if (made.size >= mostKept) made.clear();
  made.set(key, insert);
  return insert;
}
