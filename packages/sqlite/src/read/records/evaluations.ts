import type {
  EvaluationCursor,
  EvaluationPage,
  EvaluationQuery,
  ReviewedEvaluation,
  WholeEvaluation,
} from '@policytrail/core';
import { toReview, toViolation, toWholeEvaluation } from '@policytrail/core/sql';
import type { Connection } from '../../driver/connection.js';
import type { SqliteValue } from '../../driver/database.js';
import type { TableNames } from '../../schema/names.js';
import { type Condition, sqlOf, valuesOf } from '../conditions.js';
import { besidesOf, newestFirst, type RecordReads, storedColumns } from './statements.js';

/** An evaluation with all its reviews. */
export function readReviewed(read: RecordReads, policyId: string, id: string): ReviewedEvaluation | undefined {
  const row = read.reviewed.get(policyId, id);
  return row === undefined ? undefined : toReviewed(row);
}

/** Whole evaluations after an id, in code point order of the ids, which is how SQLite compares text. */
export function readEvaluations(
  read: RecordReads,
  { policyId, after, limit }: { readonly policyId: string; readonly after?: string; readonly limit: number },
): readonly WholeEvaluation[] {
  const rows = after === undefined ? read.wholeFirst.all(policyId, limit) : read.wholeAfter.all(policyId, after, limit);
  return rows.map((row) => ({
    ...toReviewed(row),
    violations: arrays((row as { readonly violations: string }).violations).map(toViolation),
  }));
}

/** One page of a policy's evaluations, newest first. */
export function listEvaluations(connection: Connection, read: RecordReads, query: EvaluationQuery): EvaluationPage {
  const { policyId, before, limit, filter } = query;
  if (filter !== undefined) return filteredEvaluations(connection, query);
  const rows =
    before === undefined
      ? read.newest.all(policyId, limit)
      : read.newestBefore.all(policyId, before.evaluatedAt, before.id, limit);
  return { evaluations: rows.map(toWholeEvaluation), total: totalOf(read.total.get(policyId)) };
}

// The page is found by what is small in each evaluation, and read by its ids; CROSS JOIN keeps that order.
function filteredEvaluations({ database, names }: Connection, query: EvaluationQuery): EvaluationPage {
  const [matching, source] = [conditionsOf(names, query), sourceOf(names, query)];
  const page = [...matching, ...cursorOf(query.before)];
  const rows = database
    .prepare(
      `WITH page (id) AS (SELECT e.id FROM ${source.sql} WHERE ${sqlOf(page)} ${newestFirst} LIMIT ?)
       SELECT ${storedColumns} FROM page CROSS JOIN ${besidesOf(names)}
       WHERE e.policy_id = ? AND e.id = page.id ${newestFirst}`,
    )
    .all(...source.values, ...valuesOf(page), query.limit, query.policyId);
  const count = database.prepare(`SELECT count(*) AS total FROM ${source.sql} WHERE ${sqlOf(matching)}`);
  return {
    evaluations: rows.map(toWholeEvaluation),
    total: totalOf(count.get(...source.values, ...valuesOf(matching))),
  };
}

// A rule alone is looked up by its violations; that of a subject, which has few evaluations, in each of those.
function sourceOf(
  { evaluations, violations }: TableNames,
  { policyId, filter: { subject, ruleId } = {} }: EvaluationQuery,
): { readonly sql: string; readonly values: readonly SqliteValue[] } {
  if (ruleId === undefined || subject !== undefined) return { sql: `${evaluations} AS e`, values: [] };
  const violated = `SELECT DISTINCT evaluation_id FROM ${violations} WHERE policy_id = ? AND rule_id = ?`;
  const sql = `(${violated}) AS v CROSS JOIN ${evaluations} AS e ON e.id = v.evaluation_id`;
  return { sql, values: [policyId, ruleId] };
}

function conditionsOf({ violations }: TableNames, { policyId, filter = {} }: EvaluationQuery): readonly Condition[] {
  const { subject, status, ruleId, policyVersion, from, to } = filter;
  const conditions: Condition[] = [['e.policy_id = ?', policyId]];
  if (subject !== undefined) conditions.push(['e.subject_type = ? AND e.subject_id = ?', subject.type, subject.id]);
  if (subject?.version !== undefined) conditions.push(['e.subject_version = ?', subject.version]);
  if (status !== undefined) conditions.push(['e.status = ?', status]);
  if (policyVersion !== undefined) conditions.push(['e.policy_version = ?', policyVersion]);
  if (from !== undefined) conditions.push(['e.evaluated_at >= ?', from]);
  if (to !== undefined) conditions.push(['e.evaluated_at < ?', to]);
  if (ruleId !== undefined && subject !== undefined) {
    const ofRule = 'v.policy_id = e.policy_id AND v.rule_id = ? AND v.evaluation_id = e.id';
    conditions.push([`EXISTS (SELECT 1 FROM ${violations} AS v WHERE ${ofRule})`, ruleId]);
  }
  return conditions;
}

function cursorOf(before: EvaluationCursor | undefined): readonly Condition[] {
  return before === undefined ? [] : [['(e.evaluated_at, e.id) < (?, ?)', before.evaluatedAt, before.id]];
}

function totalOf(row: unknown): number {
  return Number((row as { readonly total: number | bigint }).total);
}

function toReviewed(row: unknown): ReviewedEvaluation {
  const { reviews } = row as { readonly reviews: string };
  return { evaluation: toWholeEvaluation(row), reviews: arrays(reviews).map(toReview) };
}

function arrays(json: string): readonly unknown[] {
  return json === '[]' ? [] : (JSON.parse(json) as readonly unknown[]);
}
