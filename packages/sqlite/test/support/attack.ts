import type { SqliteDatabase } from '../../src/driver/database.js';
import { resultCodeOf } from '../../src/driver/errors.js';

/** Whether the database refuses what a statement does. Throws where it fails for another reason, which would prove nothing. */
export function tryTo(database: SqliteDatabase, sql: string): 'refused' | 'done' {
  try {
    database.exec(sql);
    return 'done';
  } catch (error) {
    if (resultCodeOf(error) === 'CONSTRAINT') return 'refused';
    throw error;
  }
}
