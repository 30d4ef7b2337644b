import {
  fieldMatches,
  type HistoryFilter,
  matchesFilter,
  type VersionPage,
  type VersionQuery,
  type VersionSummary,
} from '@policytrail/core';
import { summaryColumns, toSummary } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import type { Session } from '../driver/session.js';
import { statement } from '../driver/statement.js';
import { snapshotScope, transact } from '../driver/transaction.js';
import { type Condition, sqlOf, valuesOf } from './conditions.js';
import { countedRows } from './counted-rows.js';

/** How many rows are looked through at a time. */
const rowsAtOnce = 500;

/** One page of a policy's history, without bodies. */
export async function listVersions(
  connection: Connection,
  session: Session,
  query: VersionQuery,
): Promise<VersionPage> {
  const { filter } = query;
  if (filter === undefined) return wholeHistory(connection, session, query);
  if (filter.text === undefined && filter.field === undefined) {
    return plainlyFiltered(connection, session, query, filter);
  }
  const walk = (inside: Session): Promise<VersionPage> => lookedThrough(connection, inside, query, filter);
  if (connection.scope === 'joined') return walk(session);
  const { result } = await transact(session, snapshotScope, { work: walk, isWorthKeeping: () => false });
  return result;
}

async function wholeHistory({ read }: Connection, session: Session, query: VersionQuery): Promise<VersionPage> {
  const { policyId, limit, order, after = 0, before = Number.MAX_SAFE_INTEGER } = query;
  const values = [policyId, policyId, after, before, limit];
  return pageOf((await session.query(read[order], values)).rows);
}

// What SQL can tell: the total is of the same statement.
async function plainlyFiltered(
  { names }: Connection,
  session: Session,
  query: VersionQuery,
  filter: HistoryFilter,
): Promise<VersionPage> {
  const { limit, order, after = 0, before = Number.MAX_SAFE_INTEGER } = query;
  const matching = conditionsOf(query.policyId, filter);
  const page: readonly Condition[] = [...matching, ['version > ?::bigint', after], ['version < ?::bigint', before]];
  const direction = order === 'newest' ? 'DESC' : 'ASC';
  const sql = `SELECT t.total, p.* FROM (SELECT count(*) AS total FROM ${names.versions} WHERE ${sqlOf(matching)}) AS t
    LEFT JOIN LATERAL (SELECT ${summaryColumns} FROM ${names.versions} WHERE ${sqlOf(page)}
      ORDER BY version ${direction} LIMIT ?) AS p ON true ORDER BY p.version ${direction}`;
  const { rows } = await session.query(statement(sql), [...valuesOf(matching), ...valuesOf(page), limit]);
  return pageOf(rows);
}

// Core says what matches a text or a field: one walk, some rows at a time, in one snapshot.
async function lookedThrough(
  { names }: Connection,
  session: Session,
  query: VersionQuery,
  filter: HistoryFilter,
): Promise<VersionPage> {
  const { limit, order, after = 0, before = Number.MAX_SAFE_INTEGER } = query;
  const conditions = await candidatesOf(names.changes, session, query.policyId, filter);
  const [direction, beyond] = order === 'newest' ? ['DESC', '<'] : ['ASC', '>'];
  const walk = statement(`SELECT ${summaryColumns} FROM ${names.versions} WHERE ${sqlOf(conditions)}
    AND version ${beyond} ?::bigint ORDER BY version ${direction} LIMIT ${rowsAtOnce}`);
  const versions: VersionSummary[] = [];
  let total = 0;
  let last = order === 'newest' ? Number.MAX_SAFE_INTEGER : 0;
  for (let isMore = true; isMore; ) {
    const { rows } = await session.query(walk, [...valuesOf(conditions), last]);
    for (const summary of rows.map(toSummary)) {
      last = summary.version;
      if (!matchesFilter(summary, filter)) continue;
      total += 1;
      if (last > after && last < before && versions.length < limit) versions.push(summary);
    }
    isMore = rows.length === rowsAtOnce;
  }
  return { versions, total };
}

async function candidatesOf(
  changes: string,
  session: Session,
  policyId: string,
  filter: HistoryFilter,
): Promise<readonly Condition[]> {
  const conditions = conditionsOf(policyId, filter);
  if (filter.field === undefined) return conditions;
  const paths = await matchingPaths(changes, session, policyId, filter.field);
  const changed = `SELECT version FROM ${changes} WHERE policy_id = ? AND path = ANY (?::text[])`;
  return [...conditions, [`version IN (${changed})`, policyId, paths]];
}

function conditionsOf(policyId: string, { author, from, to }: HistoryFilter): readonly Condition[] {
  const conditions: Condition[] = [['policy_id = ?', policyId]];
  if (author !== undefined) conditions.push(['created_by = ?', author]);
  if (from !== undefined) conditions.push(['created_at >= ?', from]);
  if (to !== undefined) conditions.push(['created_at < ?', to]);
  return conditions;
}

// A policy has few distinct paths, found by jumping from one to the next in the key. A path that was cut stands for all below it.
async function matchingPaths(
  changes: string,
  session: Session,
  policyId: string,
  field: string,
): Promise<readonly string[]> {
  const next = `SELECT min(path) FROM ${changes} WHERE policy_id = ?`;
  const { rows } = await session.query(
    statement(`WITH RECURSIVE paths (path) AS (
      ${next} UNION ALL SELECT (${next} AND path > paths.path) FROM paths WHERE paths.path IS NOT NULL)
    SELECT path FROM paths WHERE path IS NOT NULL`),
    [policyId, policyId],
  );
  return (rows as { readonly path: string }[]).map(({ path }) => path).filter((path) => fieldMatches(path, field));
}

function pageOf(answer: readonly unknown[]): VersionPage {
  const { rows, total } = countedRows(answer, 'version');
  return { versions: rows.map(toSummary), total };
}
