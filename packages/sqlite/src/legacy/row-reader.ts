import type { LegacyRow, LegacyTable, LegacyValue } from '@policytrail/core/legacy';
import type { SqliteDatabase } from '../driver/database.js';
import { quoted, type Relation } from './relation.js';

type Bytes = Uint8Array | null;

const pageSize = 200;
const highestRowid = 2n ** 63n - 1n;

/**
 * Reads a table by pages, in the order of its row ids. No statement stays open between two pages, so that the same connection can
 * write. `identity`: the values that together should stand in one row only.
 */
export function* rowReader(
  database: SqliteDatabase,
  relation: Relation,
  columns: LegacyTable['columns'],
  identity: readonly string[],
): Generator<readonly LegacyRow[]> {
  const { rowid, encoding, name } = relation;
  const given = Object.entries(columns).flatMap(([value, column]) =>
    column === null ? [] : [[value, column] as const],
  );
  const shared = readShared(
    database,
    relation,
    identity.map((value) => columns[value] ?? ''),
  );
  const statement = database.prepare(
    `SELECT CAST(t.${rowid} AS TEXT) AS rowid${given.map(selected).join('')} FROM main.${quoted(name)} AS t
     WHERE t.${rowid} >= CAST(? AS INTEGER) ORDER BY t.${rowid} LIMIT ${pageSize}`,
  );
  const first = database.prepare(`SELECT CAST(min(${rowid}) AS TEXT) AS rowid FROM main.${quoted(name)}`).get();
  const decode = decoder(encoding);
  let from = rowidOf((first as { readonly rowid: string | null }).rowid);
  while (from !== undefined) {
    const rows = statement.all(String(from)) as Record<string, unknown>[];
    if (rows.length === 0) return;
    yield rows.map((row) => ({
      row: `rowid ${row['rowid']}`,
      rowsOfId: shared.get(keyOf(identity.map((value) => row[`${value}_bytes`] as Bytes))) ?? 1,
      values: Object.fromEntries(given.map(([value]) => [value, decode(row[`${value}_type`], row[`${value}_bytes`])])),
    }));
    const last = rowidOf(rows.at(-1)?.['rowid']);
    from = last === undefined || rows.length < pageSize || last === highestRowid ? undefined : last + 1n;
  }
}

// Bytes: drivers cut text at U+0000 and put U+FFFD for what is not well-formed; a number beyond 2^53 is read by its digits.
function selected([value, column]: readonly [string, string]): string {
  const place = `t.${quoted(column)}`;
  return `, typeof(${place}) AS ${value}_type, CAST(CAST(${place} AS TEXT) AS BLOB) AS ${value}_bytes`;
}

/** How many rows share an identity, where it is more than one. */
function readShared(
  database: SqliteDatabase,
  { name }: Relation,
  columns: readonly string[],
): ReadonlyMap<string, number> {
  const texts = columns.map((column) => `CAST(${quoted(column)} AS TEXT) COLLATE BINARY`);
  const bytes = columns.map((column, index) => `CAST(CAST(${quoted(column)} AS TEXT) AS BLOB) AS c${index}`);
  const rows = database
    .prepare(
      `SELECT ${bytes.join(', ')}, count(*) AS n FROM main.${quoted(name)} GROUP BY ${texts.join(', ')} HAVING n > 1`,
    )
    .all() as Record<string, unknown>[];
  return new Map(
    rows.map((row) => [keyOf(columns.map((_, index) => row[`c${index}`] as Bytes)), Number(row['n'])] as const),
  );
}

function keyOf(parts: readonly (Bytes | undefined)[]): string {
  return JSON.stringify(parts.map((bytes) => (bytes ? Buffer.from(bytes).toString('base64') : null)));
}

function decoder(encoding: string): (type: unknown, bytes: unknown) => LegacyValue {
  const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (type, bytes) => {
    if (type === 'null') return null;
    if (type === 'blob') return { unreadable: 'is binary, not text' };
    try {
      return text.decode(bytes as Uint8Array);
    } catch {
      return { unreadable: `is not valid ${encoding} text` };
    }
  };
}

function rowidOf(text: unknown): bigint | undefined {
  return typeof text === 'string' ? BigInt(text) : undefined;
}
