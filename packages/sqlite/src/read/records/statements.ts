import { erasureColumnsOf, evaluationColumns, reviewColumns, violationTexts } from '@policytrail/core/sql';
import type { Connection } from '../../driver/connection.js';
import type { SqliteStatement } from '../../driver/database.js';
import type { TableNames } from '../../schema/names.js';
import { isBlank } from '../../schema/records/blank.js';

/** What readers ask of evaluations and of what hangs on them, prepared once. */
export interface RecordReads {
  readonly evaluation: SqliteStatement;
  readonly reviewed: SqliteStatement;
  readonly wholeFirst: SqliteStatement;
  readonly wholeAfter: SqliteStatement;
  readonly newest: SqliteStatement;
  readonly newestBefore: SqliteStatement;
  readonly total: SqliteStatement;
}

export function prepareRecordReads({ database, names }: Connection): RecordReads {
  const ofPolicy = (columns: string, rest: string): SqliteStatement =>
    database.prepare(`SELECT ${columns} FROM ${besidesOf(names)} WHERE e.policy_id = ? ${rest}`);
  const columns = storedColumns;
  const reviewed = `${columns}, ${reviewsOf(names)} AS reviews`;
  const whole = `${reviewed}, ${violationsOf(names)} AS violations`;
  return {
    evaluation: ofPolicy(columns, 'AND e.id = ?'),
    reviewed: ofPolicy(reviewed, 'AND e.id = ?'),
    wholeFirst: ofPolicy(whole, 'ORDER BY e.id LIMIT ?'),
    wholeAfter: ofPolicy(whole, 'AND e.id > ? ORDER BY e.id LIMIT ?'),
    newest: ofPolicy(columns, `${newestFirst} LIMIT ?`),
    newestBefore: ofPolicy(columns, `AND (e.evaluated_at, e.id) < (?, ?) ${newestFirst} LIMIT ?`),
    total: database.prepare(`SELECT count(*) AS total FROM ${names.evaluations} WHERE policy_id = ?`),
  };
}

/** Columns of an evaluation, its payload and its erasure. */
export const storedColumns: string = [
  evaluationColumns.replaceAll(/\w+/g, 'e.$&'),
  'p.salt, p.input_json, p.decision_json',
  erasureColumnsOf('x'),
].join(', ');

/** Evaluations as `e`, each with its payload `p` and its erasure `x` where there are such. */
export function besidesOf({ evaluations, payloads, erasures }: TableNames): string {
  return `${evaluations} AS e
    LEFT JOIN ${payloads} AS p ON p.policy_id = e.policy_id AND p.evaluation_id = e.id
    LEFT JOIN ${erasures} AS x ON x.policy_id = e.policy_id AND x.evaluation_id = e.id`;
}

export const newestFirst = 'ORDER BY e.evaluated_at DESC, e.id DESC';

// One statement for all, so that what one commit wrote is seen whole or not at all.
function reviewsOf({ reviews }: TableNames): string {
  return `(SELECT json_group_array(json_array(${reviewColumns})) FROM
    (SELECT ${reviewColumns} FROM ${reviews} AS r WHERE r.policy_id = e.policy_id AND r.evaluation_id = e.id ORDER BY sequence))`;
}

function violationsOf({ violations }: TableNames): string {
  const texts = violationTexts.join(', ');
  return `(SELECT json_group_array(json_array(${texts})) FROM
    (SELECT ${texts} FROM ${violations} AS v WHERE v.policy_id = e.policy_id AND v.evaluation_id = e.id
     AND NOT (${isBlank(violationTexts)}) ORDER BY position))`;
}
