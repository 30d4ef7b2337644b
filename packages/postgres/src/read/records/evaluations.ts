import type {
  EvaluationCursor,
  EvaluationPage,
  EvaluationQuery,
  ReviewedEvaluation,
  StoredEvaluation,
  WholeEvaluation,
} from '@policytrail/core';
import { toReview, toStoredEvaluation, toViolation, toWholeEvaluation } from '@policytrail/core/sql';
import type { Connection } from '../../driver/connection.js';
import type { Session } from '../../driver/session.js';
import { statement } from '../../driver/statement.js';
import type { TableNames } from '../../schema/names.js';
import { type Condition, sqlOf, valuesOf } from '../conditions.js';
import { countedRows } from '../counted-rows.js';
import { joinedTo, newestFirst, type RecordReads, storedColumns } from './statements.js';

/** An evaluation with its payload and its erasure, without reviews. */
export async function readEvaluation(
  session: Session,
  read: RecordReads,
  policyId: string,
  id: string,
): Promise<StoredEvaluation | undefined> {
  return toStoredEvaluation((await session.query(read.evaluation, [policyId, id])).rows[0]);
}

/** An evaluation with all its reviews. */
export async function readReviewed(
  session: Session,
  read: RecordReads,
  policyId: string,
  id: string,
): Promise<ReviewedEvaluation | undefined> {
  const { rows } = await session.query(read.reviewed, [policyId, id]);
  return rows[0] === undefined ? undefined : toReviewed(rows[0]);
}

/** Whole evaluations after an id, in code point order of the ids. */
export async function readEvaluations(
  session: Session,
  read: RecordReads,
  { policyId, after, limit }: { readonly policyId: string; readonly after?: string; readonly limit: number },
): Promise<readonly WholeEvaluation[]> {
  const { rows } =
    after === undefined
      ? await session.query(read.wholeFirst, [policyId, limit])
      : await session.query(read.wholeAfter, [policyId, after, limit]);
  return rows.map((row) => ({
    ...toReviewed(row),
    violations: arrays((row as { readonly violations: string }).violations).map(toViolation),
  }));
}

/** One page of a policy's evaluations, newest first: found by what is small in each, then read by its ids. */
export async function listEvaluations(
  { names }: Connection,
  session: Session,
  query: EvaluationQuery,
): Promise<EvaluationPage> {
  const matching = conditionsOf(names, query);
  const page = [...matching, ...cursorOf(query.before)];
  const { evaluations } = names;
  const sql = `SELECT t.total, f.* FROM (SELECT count(*) AS total FROM ${evaluations} AS e WHERE ${sqlOf(matching)}) AS t
    LEFT JOIN LATERAL (
      SELECT ${storedColumns} FROM
        (SELECT e.policy_id, e.id FROM ${evaluations} AS e WHERE ${sqlOf(page)} ${newestFirst} LIMIT ?) AS page
        CROSS JOIN LATERAL (SELECT * FROM ${evaluations} AS o WHERE o.policy_id = page.policy_id AND o.id = page.id OFFSET 0) AS e
        ${joinedTo(names)}) AS f ON true
    ORDER BY f.evaluated_at DESC, f.id DESC`;
  const values = [...valuesOf(matching), ...valuesOf(page), query.limit];
  const { rows, total } = countedRows((await session.query(statement(sql), values)).rows, 'id');
  return { evaluations: rows.map(toWholeEvaluation), total };
}

function conditionsOf({ violations }: TableNames, { policyId, filter = {} }: EvaluationQuery): readonly Condition[] {
  const { subject, status, ruleId, policyVersion, from, to } = filter;
  const conditions: Condition[] = [['e.policy_id = ?', policyId]];
  if (subject !== undefined) conditions.push(['e.subject_type = ? AND e.subject_id = ?', subject.type, subject.id]);
  if (subject?.version !== undefined) conditions.push(['e.subject_version = ?', subject.version]);
  if (status !== undefined) conditions.push(['e.status = ?', status]);
  if (policyVersion !== undefined) conditions.push(['e.policy_version = ?::bigint', policyVersion]);
  if (from !== undefined) conditions.push(['e.evaluated_at >= ?', from]);
  if (to !== undefined) conditions.push(['e.evaluated_at < ?', to]);
  if (ruleId !== undefined) {
    const violated = `SELECT v.evaluation_id FROM ${violations} AS v WHERE v.policy_id = ? AND v.rule_id = ?`;
    conditions.push([`e.id IN (${violated})`, policyId, ruleId]);
  }
  return conditions;
}

function cursorOf(before: EvaluationCursor | undefined): readonly Condition[] {
  return before === undefined ? [] : [['(e.evaluated_at, e.id) < (?, ?)', before.evaluatedAt, before.id]];
}

function toReviewed(row: unknown): ReviewedEvaluation {
  const { reviews } = row as { readonly reviews: string };
  return { evaluation: toWholeEvaluation(row), reviews: arrays(reviews).map(toReview) };
}

function arrays(json: string): readonly unknown[] {
  return json === '[]' ? [] : (JSON.parse(json) as readonly unknown[]);
}
