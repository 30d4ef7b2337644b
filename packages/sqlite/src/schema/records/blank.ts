/**
 * The text of a column as so many spaces that the row keeps its size: SQLite then writes over it where it stands, and no
 * row is moved. A null stays one. In bytes, as texts may be kept in UTF-16.
 */
export function blanked(column: string): string {
  const units = `length(CAST(${column} AS BLOB)) / length(CAST(' ' AS BLOB))`;
  return `CASE WHEN ${column} IS NULL THEN NULL ELSE printf('%*s', ${units}, '') END`;
}

/** Holds where nothing but spaces is left in any of the columns. */
export function isBlank(columns: readonly string[]): string {
  return `trim(${columns.map((column) => `ifnull(${column}, '')`).join(' || ')}) = ''`;
}
