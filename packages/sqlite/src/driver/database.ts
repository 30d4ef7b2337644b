/** What is bound to a statement, by position. */
export type SqliteValue = string | number | null;

export interface SqliteStatement {
  run(...values: SqliteValue[]): { readonly changes: number | bigint };
  get(...values: SqliteValue[]): unknown;
  all(...values: SqliteValue[]): unknown[];
  iterate(...values: SqliteValue[]): Iterable<unknown>;
}

/** An open database of better-sqlite3, node:sqlite or @photostructure/sqlite, described by its structure. */
export interface SqliteDatabase {
  prepare(sql: string): SqliteStatement;
  exec(sql: string): unknown;
  close(): unknown;
  /** better-sqlite3's name for it. */
  readonly inTransaction?: boolean;
  /** The name the others have for it. */
  readonly isTransaction?: boolean;
}
