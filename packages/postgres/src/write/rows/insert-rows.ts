import type { ColumnValue } from '@policytrail/core/sql';
import type { PostgresResult } from '../../driver/client.js';
import type { Session } from '../../driver/session.js';
import { type Statement, statement } from '../../driver/statement.js';

/** What rows go into. */
export interface Target {
  readonly table: string;
  readonly columns: string;
  /** What comes after the values. */
  readonly ending?: string;
}

// The protocol counts the values of a statement in 16 bits.
const mostValues = 65_535;
const mostRows = 256;

/** Inserts rows, many in one statement; answers what each statement answered. */
export async function insertRows(
  session: Session,
  target: Target,
  rows: readonly (readonly ColumnValue[])[],
): Promise<readonly PostgresResult[]> {
  const width = target.columns.split(',').length;
  const most = Math.min(mostRows, Math.floor(mostValues / width));
  const results: PostgresResult[] = [];
  for (let from = 0; from < rows.length; from += most) {
    const chunk = rows.slice(from, from + most);
    results.push(await session.query(insertStatement(target, width, chunk.length), chunk.flat()));
  }
  return results;
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
