import type { PolicyPage, PolicyQuery, PolicySummary } from '@policytrail/core';
import { prefixEnd } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import { tablesOf } from '../schema/names.js';
import { type Condition, sqlOf, valuesOf } from './conditions.js';

/** One page of policies in code point order, which is how SQLite compares text. */
export function listPolicies({ database, names }: Connection, query: PolicyQuery): PolicyPage {
  const { versions, heads } = names;
  const matching = rangeOf(query);
  const page: readonly Condition[] =
    query.after === undefined ? matching : [...matching, ['h.policy_id > ?', query.after]];
  const rows = database
    .prepare(
      `SELECT h.policy_id, l.version AS head, f.created_at, l.created_at AS changed_at, l.title
       FROM ${heads} AS h
       CROSS JOIN ${versions} AS f ON f.policy_id = h.policy_id AND f.version = 1
       CROSS JOIN ${versions} AS l ON l.policy_id = h.policy_id
         AND l.version = (SELECT max(version) FROM ${versions} WHERE policy_id = h.policy_id)
       WHERE ${sqlOf(page)} ORDER BY h.policy_id LIMIT ?`,
    )
    .all(...valuesOf(page), query.limit);
  const count = database.prepare(`SELECT count(*) AS total FROM ${heads} AS h WHERE ${sqlOf(matching)}`);
  const { total } = count.get(...valuesOf(matching)) as { readonly total: number | bigint };
  return { policies: rows.map(toPolicySummary), total: Number(total) };
}

/** Every policy id that any table knows, in code point order. */
export function listPolicyIds({ database, names }: Connection): readonly string[] {
  const known = tablesOf(names).map((table, index) => `SELECT policy_id FROM (${distinctIds(table, `ids${index}`)})`);
  const rows = database.prepare(`${known.join(' UNION ')} ORDER BY policy_id`).all();
  return (rows as { readonly policy_id: string }[]).map((row) => row.policy_id);
}

function rangeOf({ prefix = '', includeInternal }: PolicyQuery): readonly Condition[] {
  const end = prefixEnd(prefix);
  const conditions: Condition[] = [['h.policy_id >= ?', prefix]];
  if (end !== undefined) conditions.push(['h.policy_id < ?', end]);
  if (!includeInternal) conditions.push(["(h.policy_id < '~' OR h.policy_id >= ?)", prefixEnd('~') ?? '']);
  return conditions;
}

// Jumps from one id to the next in the key, so that many versions of few policies cost little.
function distinctIds(table: string, name: string): string {
  return `
    WITH RECURSIVE ${name} (policy_id) AS (
      SELECT min(policy_id) FROM ${table}
      UNION ALL
      SELECT (SELECT min(t.policy_id) FROM ${table} AS t WHERE t.policy_id > ${name}.policy_id)
      FROM ${name} WHERE ${name}.policy_id IS NOT NULL)
    SELECT policy_id FROM ${name} WHERE policy_id IS NOT NULL`;
}

interface PolicyRow {
  readonly policy_id: string;
  readonly head: number | bigint;
  readonly created_at: string;
  readonly changed_at: string;
  readonly title: string | null;
}

function toPolicySummary(columns: unknown): PolicySummary {
  const row = columns as PolicyRow;
  return {
    policyId: row.policy_id,
    head: Number(row.head),
    createdAt: row.created_at,
    changedAt: row.changed_at,
    title: row.title,
  };
}
