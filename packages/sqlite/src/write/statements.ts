import { pinColumns, versionColumns } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import type { SqliteStatement } from '../driver/database.js';
import { prepareRecordWrites, type RecordWrites } from './records/statements.js';

/** What an append asks the database, prepared once. */
export interface WriteStatements {
  readonly findRequest: SqliteStatement;
  readonly findLabel: SqliteStatement;
  readonly insertVersion: SqliteStatement;
  readonly insertChange: SqliteStatement;
  readonly insertPin: SqliteStatement;
  readonly insertHead: SqliteStatement;
  readonly moveHead: SqliteStatement;
  readonly records: RecordWrites;
}

export function prepareWrites(connection: Connection): WriteStatements {
  const { database, names } = connection;
  const { versions, changes, pins, heads } = names;
  return {
    findRequest: database.prepare(`SELECT ${versionColumns} FROM ${versions} WHERE policy_id = ? AND request_id = ?`),
    findLabel: database.prepare(`SELECT version FROM ${versions} WHERE policy_id = ? AND label = ?`),
    insertVersion: database.prepare(insertInto(versions, versionColumns)),
    insertChange: database.prepare(insertInto(changes, 'policy_id, path, version')),
    insertPin: database.prepare(insertInto(pins, pinColumns)),
    insertHead: database.prepare(insertInto(heads, 'policy_id, version, hash')),
    moveHead: database.prepare(
      `UPDATE ${heads} SET version = ?, hash = ? WHERE policy_id = ? AND version = ? AND hash = ?`,
    ),
    records: prepareRecordWrites(connection),
  };
}

function insertInto(table: string, columns: string): string {
  const marks = columns.split(',').map(() => '?');
  return `INSERT INTO ${table} (${columns}) VALUES (${marks.join(', ')})`;
}
