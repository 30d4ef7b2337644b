import type { TableNames } from '../schema/names.js';
import type { SqliteDatabase } from './database.js';

/** An open database with what has to be known of it. */
export interface Connection {
  readonly database: SqliteDatabase;
  readonly names: TableNames;
  /** For reports, e.g. `better-sqlite3`. */
  readonly driver: string;
  /** `host`: opened by the application, which also closes it and may have a transaction of its own open. */
  readonly owner: 'store' | 'host';
}
