import { pinColumns, summaryColumns, versionColumns } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import type { SqliteStatement } from '../driver/database.js';
import { prepareRecordReads, type RecordReads } from './records/statements.js';

/** What every reader asks the database, prepared once. */
export interface ReadStatements {
  readonly version: SqliteStatement;
  readonly labelled: SqliteStatement;
  readonly latest: SqliteStatement;
  readonly inForce: SqliteStatement;
  readonly planned: SqliteStatement;
  readonly versionsAfter: SqliteStatement;
  readonly newest: SqliteStatement;
  readonly oldest: SqliteStatement;
  readonly headNumber: SqliteStatement;
  readonly sealedHead: SqliteStatement;
  readonly pin: SqliteStatement;
  readonly pinsFirst: SqliteStatement;
  readonly pinsAfter: SqliteStatement;
  readonly records: RecordReads;
}

export function prepareReads(connection: Connection): ReadStatements {
  const { database, names } = connection;
  const { versions, heads, pins } = names;
  const ofPolicy = (columns: string, rest: string): SqliteStatement =>
    database.prepare(`SELECT ${columns} FROM ${versions} AS v WHERE policy_id = ? ${rest}`);
  const notWithdrawn = `NOT EXISTS (SELECT 1 FROM ${versions} AS w WHERE w.policy_id = v.policy_id AND w.withdraws = v.version)`;
  const pinsOf = `SELECT ${pinColumns} FROM ${pins} WHERE policy_id = ?`;
  const byEffect = 'ORDER BY effective_at DESC, version DESC LIMIT 1';
  const bySubject = 'ORDER BY subject_type, subject_id, subject_version LIMIT ?';
  return {
    version: ofPolicy(versionColumns, 'AND version = ?'),
    labelled: ofPolicy(versionColumns, 'AND label = ?'),
    latest: ofPolicy(versionColumns, 'ORDER BY version DESC LIMIT 1'),
    inForce: ofPolicy(versionColumns, `AND effective_at <= ? AND ${notWithdrawn} ${byEffect}`),
    planned: ofPolicy(summaryColumns, `AND effective_at > ? AND ${notWithdrawn} ORDER BY version`),
    versionsAfter: ofPolicy(versionColumns, 'AND version > ? ORDER BY version LIMIT ?'),
    newest: ofPolicy(summaryColumns, 'AND version > ? AND version < ? ORDER BY version DESC LIMIT ?'),
    oldest: ofPolicy(summaryColumns, 'AND version > ? AND version < ? ORDER BY version LIMIT ?'),
    headNumber: ofPolicy('ifnull(max(version), 0) AS version', ''),
    sealedHead: database.prepare(`SELECT version, hash FROM ${heads} WHERE policy_id = ?`),
    pin: database.prepare(`${pinsOf} AND subject_type = ? AND subject_id = ? AND subject_version = ?`),
    pinsFirst: database.prepare(`${pinsOf} ${bySubject}`),
    pinsAfter: database.prepare(`${pinsOf} AND (subject_type, subject_id, subject_version) > (?, ?, ?) ${bySubject}`),
    records: prepareRecordReads(connection),
  };
}
