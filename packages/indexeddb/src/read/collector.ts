/** Gathers one page of a list whose rows come oldest first, and counts them all. */
export interface Collector<Row> {
  readonly add: (row: Row, isWithinPage: boolean) => void;
  readonly total: () => number;
  readonly page: () => readonly Row[];
}

export function collector<Row>(limit: number, order: 'newest' | 'oldest'): Collector<Row> {
  const rows: Row[] = [];
  let total = 0;
  return {
    add(row, isWithinPage) {
      total += 1;
      if (!isWithinPage || (order === 'oldest' && rows.length >= limit)) return;
      rows.push(row);
      // Twice as many as asked for before any go, so that none is moved more than once.
      if (rows.length > 2 * limit) rows.splice(0, rows.length - limit);
    },
    total: () => total,
    page: () => (order === 'oldest' ? rows.slice(0, limit) : rows.slice(Math.max(0, rows.length - limit)).reverse()),
  };
}
