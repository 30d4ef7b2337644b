import type { PolicyPage, PolicyQuery, PolicySummary } from '@policytrail/core';
import { prefixEnd } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import type { Session } from '../driver/session.js';
import { statement } from '../driver/statement.js';
import { tablesOf } from '../schema/names.js';
import { type Condition, sqlOf, valuesOf } from './conditions.js';
import { countedRows } from './counted-rows.js';

/** One page of policies in code point order, which is how the collation "C" compares text. */
export async function listPolicies({ names }: Connection, session: Session, query: PolicyQuery): Promise<PolicyPage> {
  const { versions, heads } = names;
  const matching = rangeOf(query);
  const page: readonly Condition[] =
    query.after === undefined ? matching : [...matching, ['h.policy_id > ?', query.after]];
  const sql = `SELECT t.total, p.* FROM (SELECT count(*) AS total FROM ${heads} AS h WHERE ${sqlOf(matching)}) AS t
    LEFT JOIN LATERAL (
      SELECT h.policy_id, l.version AS head, f.created_at, l.created_at AS changed_at, l.title
      FROM ${heads} AS h
      JOIN ${versions} AS f ON f.policy_id = h.policy_id AND f.version = 1
      CROSS JOIN LATERAL (SELECT version, created_at, title FROM ${versions} WHERE policy_id = h.policy_id
        ORDER BY version DESC LIMIT 1) AS l
      WHERE ${sqlOf(page)} ORDER BY h.policy_id LIMIT ?) AS p ON true ORDER BY p.policy_id`;
  const values = [...valuesOf(matching), ...valuesOf(page), query.limit];
  const { rows, total } = countedRows((await session.query(statement(sql), values)).rows, 'policy_id');
  return { policies: rows.map(toPolicySummary), total };
}

/** Every policy id that any table knows, in code point order. */
export async function listPolicyIds({ names }: Connection, session: Session): Promise<readonly string[]> {
  const known = tablesOf(names).map((table, index) => {
    // Version 0 only is a row to lock.
    const isThere = table === names.heads ? ' AND version > 0' : '';
    return `SELECT policy_id FROM (${distinctIds(table, `ids${index}`, isThere)}) AS t${index}`;
  });
  const { rows } = await session.query(statement(`${known.join(' UNION ')} ORDER BY policy_id`));
  return (rows as { readonly policy_id: string }[]).map((row) => row.policy_id);
}

function rangeOf({ prefix = '', includeInternal }: PolicyQuery): readonly Condition[] {
  const end = prefixEnd(prefix);
  const conditions: Condition[] = [['h.version > 0'], ['h.policy_id >= ?', prefix]];
  if (end !== undefined) conditions.push(['h.policy_id < ?', end]);
  if (!includeInternal) conditions.push(["(h.policy_id < '~' OR h.policy_id >= ?)", prefixEnd('~') ?? '']);
  return conditions;
}

// Jumps from one id to the next in the key, so that many versions of few policies cost little.
function distinctIds(table: string, name: string, isThere: string): string {
  return `
    WITH RECURSIVE ${name} (policy_id) AS (
      SELECT min(policy_id) FROM ${table} WHERE true${isThere}
      UNION ALL
      SELECT (SELECT min(t.policy_id) FROM ${table} AS t WHERE t.policy_id > ${name}.policy_id${isThere})
      FROM ${name} WHERE ${name}.policy_id IS NOT NULL)
    SELECT policy_id FROM ${name} WHERE policy_id IS NOT NULL`;
}

interface PolicyRow {
  readonly policy_id: string;
  readonly head: number;
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
