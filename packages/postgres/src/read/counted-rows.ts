/**
 * Takes apart what is answered by a statement that counts as it reads: its `total` stands in every row, and where the page is
 * empty in one that has nothing else. `key`: a column that is null in that one only.
 */
export function countedRows(
  answer: readonly unknown[],
  key: string,
): { readonly rows: readonly unknown[]; readonly total: number } {
  const [first] = answer as readonly { readonly total: number | string }[];
  const rows = answer.filter((row) => (row as Readonly<Record<string, unknown>>)[key] !== null);
  return { rows, total: Number(first?.total ?? 0) };
}
