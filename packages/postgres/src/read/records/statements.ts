import { erasureColumnsOf, evaluationColumns, reviewColumns, violationTexts } from '@policytrail/core/sql';
import { type Statement, statement } from '../../driver/statement.js';
import type { TableNames } from '../../schema/names.js';

/** What readers ask of evaluations and of what hangs on them. */
export interface RecordReads {
  readonly evaluation: Statement;
  /** Of pairs of policy and id, given as two arrays. */
  readonly evaluations: Statement;
  readonly reviewed: Statement;
  readonly wholeFirst: Statement;
  readonly wholeAfter: Statement;
}

export function recordReads(names: TableNames): RecordReads {
  const ofPolicy = (columns: string, rest: string): Statement =>
    statement(`SELECT ${columns} FROM ${besidesOf(names)} WHERE e.policy_id = ? ${rest}`);
  const columns = storedColumns;
  const reviewed = `${columns}, ${reviewsOf(names)} AS reviews`;
  const whole = `${reviewed}, ${violationsOf(names)} AS violations`;
  const ofPair = `SELECT ${columns} FROM ${besidesOf(names)} WHERE e.policy_id = asked.policy_id AND e.id = asked.id OFFSET 0`;
  return {
    evaluation: ofPolicy(columns, 'AND e.id = ?'),
    evaluations: statement(
      `SELECT f.* FROM unnest(?::text[], ?::text[]) AS asked (policy_id, id) CROSS JOIN LATERAL (${ofPair}) AS f`,
    ),
    reviewed: ofPolicy(reviewed, 'AND e.id = ?'),
    wholeFirst: ofPolicy(whole, 'ORDER BY e.id LIMIT ?'),
    wholeAfter: ofPolicy(whole, 'AND e.id > ? ORDER BY e.id LIMIT ?'),
  };
}

/** Columns of an evaluation, its payload and its erasure. */
export const storedColumns: string = [
  evaluationColumns.replaceAll(/\w+/g, 'e.$&'),
  'p.salt, p.input_json, p.decision_json',
  erasureColumnsOf('x'),
].join(', ');

/** Evaluations as `e`, each with its payload `p` and its erasure `x` where there are such. */
export function besidesOf(names: TableNames): string {
  return `${names.evaluations} AS e ${joinedTo(names)}`;
}

/** The payload `p` and the erasure `x` of each evaluation `e`, where there are such. */
export function joinedTo({ payloads, erasures }: TableNames): string {
  return `LEFT JOIN ${payloads} AS p ON p.policy_id = e.policy_id AND p.evaluation_id = e.id
    LEFT JOIN ${erasures} AS x ON x.policy_id = e.policy_id AND x.evaluation_id = e.id`;
}

export const newestFirst = 'ORDER BY e.evaluated_at DESC, e.id DESC';

// One statement for all, so that what one commit wrote is seen whole or not at all.
function reviewsOf({ reviews }: TableNames): string {
  return `(SELECT coalesce(json_agg(json_build_array(${reviewColumns}) ORDER BY sequence)::text, '[]')
    FROM ${reviews} AS r WHERE r.policy_id = e.policy_id AND r.evaluation_id = e.id)`;
}

function violationsOf({ violations }: TableNames): string {
  return `(SELECT coalesce(json_agg(json_build_array(${violationTexts.join(', ')}) ORDER BY position)::text, '[]')
    FROM ${violations} AS v WHERE v.policy_id = e.policy_id AND v.evaluation_id = e.id)`;
}
