/** What is paged through: how long a page is, and how many rows there can be in all. */
export interface Paging {
  readonly limit: number;
  readonly most: number;
}

/** All rows, page by page; `readPage` is given the last row of the page before. Throws past `most`: a page that repeats has no end. */
export async function readPages<Row>(
  { limit, most }: Paging,
  readPage: (last: Row | undefined) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const page = await readPage(rows.at(-1));
    if (page.length > limit) throw new Error(`a page of ${limit} holds ${page.length} rows`);
    rows.push(...page);
    if (page.length < limit) return rows;
    if (rows.length > most) throw new Error(`paging does not come to an end: ${rows.length} rows of at most ${most}`);
  }
}
