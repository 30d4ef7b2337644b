/** What stands in a column: text, a whole number or nothing. */
export type ColumnValue = string | number | null;
