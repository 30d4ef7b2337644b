import {
  erasureColumns,
  evaluationColumns,
  payloadColumns,
  payloadTexts,
  reviewColumns,
  violationColumns,
  violationTexts,
} from '@policytrail/core/sql';
import type { Connection } from '../../driver/connection.js';
import type { SqliteStatement } from '../../driver/database.js';
import { blanked } from '../../schema/records/blank.js';

/** What an append of records asks the database, prepared once. */
export interface RecordWrites {
  readonly insertEvaluation: SqliteStatement;
  readonly insertPayload: SqliteStatement;
  readonly insertViolation: SqliteStatement;
  readonly insertReview: SqliteStatement;
  readonly insertErasure: SqliteStatement;
  readonly erasePayload: SqliteStatement;
  readonly eraseViolations: SqliteStatement;
  readonly reviewHash: SqliteStatement;
  readonly erasureHash: SqliteStatement;
}

export function prepareRecordWrites({ database, names }: Connection): RecordWrites {
  const { evaluations, payloads, violations, reviews, erasures } = names;
  const insertInto = (table: string, columns: string): SqliteStatement =>
    database.prepare(`INSERT INTO ${table} (${columns}) VALUES (${columns.replaceAll(/\w+/g, '?')})`);
  const erase = (table: string, texts: readonly string[]): SqliteStatement => {
    const blanks = texts.map((text) => `${text} = ${blanked(text)}`);
    return database.prepare(`UPDATE ${table} SET ${blanks.join(', ')} WHERE policy_id = ? AND evaluation_id = ?`);
  };
  const hashIn = (table: string, more = ''): SqliteStatement =>
    database.prepare(`SELECT hash FROM ${table} WHERE policy_id = ? AND evaluation_id = ?${more}`);
  return {
    insertEvaluation: insertInto(evaluations, evaluationColumns),
    insertPayload: insertInto(payloads, payloadColumns),
    insertViolation: insertInto(violations, violationColumns),
    insertReview: insertInto(reviews, reviewColumns),
    insertErasure: insertInto(erasures, erasureColumns),
    erasePayload: erase(payloads, payloadTexts),
    eraseViolations: erase(violations, violationTexts),
    reviewHash: hashIn(reviews, ' AND sequence = ?'),
    erasureHash: hashIn(erasures),
  };
}
