/** What has rows in an order: a table, or an index of it. */
export interface Source<Row> {
  getAll(range: IDBKeyRange, count: number): Promise<Row[]>;
  openCursor(range: IDBKeyRange, direction: 'prev'): Promise<Place<Row> | null>;
}

interface Place<Row> {
  readonly value: Row;
  continue(): Promise<Place<Row> | null>;
}

interface RecordSource<Row> {
  getAllRecords(options: {
    readonly query: IDBKeyRange;
    readonly count: number;
    readonly direction: 'prev';
  }): Promise<readonly { readonly value: Row }[]>;
}

/** The first rows of a range, at most `limit`. */
export async function firstRows<Row>(
  source: Source<Row>,
  range: IDBKeyRange | undefined,
  limit: number,
): Promise<readonly Row[]> {
  return range === undefined || limit < 1 ? [] : source.getAll(range, countOf(limit));
}

/** The last rows of a range, the last one first, at most `limit`: in one request where the browser can. */
export async function lastRows<Row>(
  source: Source<Row>,
  range: IDBKeyRange | undefined,
  limit: number,
): Promise<readonly Row[]> {
  if (range === undefined || limit < 1) return [];
  if (!hasRecords(source)) return lastRowsOneByOne(source, range, limit);
  const records = await source.getAllRecords({ query: range, count: countOf(limit), direction: 'prev' });
  return records.map(({ value }) => value);
}

/** All rows of a range in order, in pages; `nextRange` says what lies behind a row. */
export async function walk<Row>(
  source: Source<Row>,
  range: IDBKeyRange | undefined,
  {
    nextRange,
    visit,
  }: { readonly nextRange: (last: Row) => IDBKeyRange | undefined; readonly visit: (row: Row) => void },
): Promise<void> {
  let rest = range;
  while (rest !== undefined) {
    const rows = await source.getAll(rest, pageLength);
    for (const row of rows) visit(row);
    const last = rows.at(-1);
    rest = last === undefined || rows.length < pageLength ? undefined : nextRange(last);
  }
}

const pageLength = 500;
// What the browsers take: more is a TypeError.
const mostRows = 0xffff_ffff;

/** A limit as the browsers take it; there 0 means all. */
function countOf(limit: number): number {
  return Math.min(limit, mostRows);
}

// Safari and Firefox have it since 2025; idb hands the call on without knowing it.
function hasRecords<Row>(source: Source<Row>): source is Source<Row> & RecordSource<Row> {
  return 'getAllRecords' in source;
}

async function lastRowsOneByOne<Row>(source: Source<Row>, range: IDBKeyRange, limit: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let place = await source.openCursor(range, 'prev');
  while (place !== null) {
    rows.push(place.value);
    if (rows.length >= limit) break;
    place = await place.continue();
  }
  return rows;
}
