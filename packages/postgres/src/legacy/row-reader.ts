import type { LegacyRow, LegacyTable } from '@policytrail/core/legacy';
import type { PostgresPool } from '../driver/client.js';
import { toStoreError } from '../driver/errors.js';
import { borrow } from '../driver/session.js';
import { quoted } from '../schema/names.js';
import { operation, type Relation } from './relation.js';

const pageSize = 200;

// No way to change anything, also where a view would. A cursor sees one moment's rows; the time that their reader takes does not count.
const begin = 'BEGIN READ ONLY; SET LOCAL idle_in_transaction_session_timeout = 0';

/** Reads all rows as they are at one moment, a page at a time. `identity`: the values that together should stand in one row only. */
export async function* readRows(
  pool: PostgresPool,
  relation: Relation,
  columns: LegacyTable['columns'],
  identity: readonly string[],
): AsyncGenerator<readonly LegacyRow[]> {
  const { session, giveBack } = await asked(borrow(pool));
  try {
    await asked(
      session.send(`${begin}; DECLARE legacy_rows NO SCROLL CURSOR FOR ${selectSql(relation, columns, identity)}`),
    );
    for (;;) {
      const { rows } = await asked(session.send(`FETCH ${pageSize} FROM legacy_rows`));
      if (rows.length === 0) return;
      yield rows.map((row) => toRow(row as Record<string, string | null>, columns));
    }
  } finally {
    await session.send('ROLLBACK').catch(() => session.abandon());
    giveBack();
  }
}

function selectSql(relation: Relation, columns: LegacyTable['columns'], identity: readonly string[]): string {
  const table = `${quoted(relation.schema)}.${quoted(relation.name)}`;
  const keys = identity.map((value) => `${quoted(columns[value] ?? '')}::text COLLATE "C"`);
  const values = Object.entries(columns).flatMap(([value, column]) =>
    column === null ? [] : [`${textOf(relation, column)} AS ${quoted(value)}`],
  );
  const same = keys.map((key, index) => `d.k${index} IS NOT DISTINCT FROM t.${key}`).join(' AND ');
  return `SELECT ${placeOf(relation)} AS "row", coalesce(d.n, 1) AS rows_of_id, ${values.join(', ')}
    FROM ${table} AS t LEFT JOIN (
      SELECT ${keys.map((key, index) => `${key} AS k${index}`).join(', ')}, count(*) AS n FROM ${table}
      GROUP BY ${keys.map((_, index) => index + 1).join(', ')} HAVING count(*) > 1) AS d ON ${same}`;
}

// Where a row can be found again; what is no table has no such place.
function placeOf({ kind }: Relation): string {
  if (kind === 'r' || kind === 'm') return `'ctid ' || t.ctid::text`;
  if (kind === 'p') return `t.tableoid::regclass::text || ' ctid ' || t.ctid::text`;
  return `'row ' || row_number() OVER ()`;
}

// A timestamp without a time zone is read as UTC. What its pattern can't say, `infinity` and years before Christ, stays as it is.
function textOf({ columns }: Relation, column: string): string {
  const place = `t.${quoted(column)}`;
  const type = columns.get(column);
  if (type !== 'timestamptz' && type !== 'timestamp') return `${place}::text`;
  const utc = type === 'timestamptz' ? `${place} AT TIME ZONE 'UTC'` : place;
  return `CASE WHEN ${utc} >= '0001-01-01' AND ${utc} < '10000-01-01'
    THEN to_char(${utc}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') ELSE ${place}::text END`;
}

function toRow(row: Readonly<Record<string, string | null>>, columns: LegacyTable['columns']): LegacyRow {
  const values = Object.keys(columns).map((value) => [value, row[value] ?? null] as const);
  return { row: String(row['row']), rowsOfId: Number(row['rows_of_id']), values: Object.fromEntries(values) };
}

function asked<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw toStoreError(error, operation);
  });
}
