import {
  fieldMatches,
  type HistoryFilter,
  matchesFilter,
  type VersionPage,
  type VersionQuery,
  type VersionSummary,
} from '@policytrail/core';
import { summaryColumns, toActor, toSummary } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import { type Condition, sqlOf, valuesOf } from './conditions.js';
import type { ReadStatements } from './statements.js';

/** One page of a policy's history, without bodies. */
export function listVersions(connection: Connection, read: ReadStatements, query: VersionQuery): VersionPage {
  return query.filter === undefined ? wholeHistory(read, query) : filteredHistory(connection, query, query.filter);
}

function wholeHistory(read: ReadStatements, query: VersionQuery): VersionPage {
  const { policyId, limit, order, after = 0, before = Number.MAX_SAFE_INTEGER } = query;
  const { version: total } = read.headNumber.get(policyId) as { readonly version: number | bigint };
  return { versions: read[order].all(policyId, after, before, limit).map(toSummary), total: Number(total) };
}

// One walk over what is small in each version; the page itself is read by its numbers.
function filteredHistory(connection: Connection, query: VersionQuery, filter: HistoryFilter): VersionPage {
  const { policyId, limit, order, after = 0, before = Number.MAX_SAFE_INTEGER } = query;
  const page: number[] = [];
  let total = 0;
  for (const version of matchingNumbers(connection, query, filter)) {
    total += 1;
    if (version > after && version < before && page.length < limit) page.push(version);
  }
  const direction = order === 'newest' ? 'DESC' : 'ASC';
  const statement = connection.database.prepare(
    `SELECT ${summaryColumns} FROM ${connection.names.versions}
     WHERE policy_id = ? AND version IN (SELECT value FROM json_each(?)) ORDER BY version ${direction}`,
  );
  return { versions: statement.all(policyId, JSON.stringify(page)).map(toSummary), total };
}

function* matchingNumbers(connection: Connection, query: VersionQuery, filter: HistoryFilter): Iterable<number> {
  const { database, names } = connection;
  const conditions = conditionsOf(connection, query.policyId, filter);
  const direction = query.order === 'newest' ? 'DESC' : 'ASC';
  const text = filter.text === undefined ? undefined : { text: filter.text };
  const columns = text === undefined ? 'version' : `version, ${textColumns}`;
  const statement = database.prepare(
    `SELECT ${columns} FROM ${names.versions} WHERE ${sqlOf(conditions)} ORDER BY version ${direction}`,
  );
  for (const row of statement.iterate(...valuesOf(conditions)) as Iterable<TextRow>) {
    if (text === undefined || matchesFilter(textOf(row), text)) yield Number(row.version);
  }
}

function conditionsOf(connection: Connection, policyId: string, filter: HistoryFilter): readonly Condition[] {
  const { author, from, to, field } = filter;
  const conditions: Condition[] = [['policy_id = ?', policyId]];
  if (author !== undefined) conditions.push(['created_by = ?', author]);
  if (from !== undefined) conditions.push(['created_at >= ?', from]);
  if (to !== undefined) conditions.push(['created_at < ?', to]);
  if (field !== undefined) {
    const changed = `SELECT version FROM ${connection.names.changes} WHERE policy_id = ? AND path IN (SELECT value FROM json_each(?))`;
    conditions.push([`version IN (${changed})`, policyId, JSON.stringify(matchingPaths(connection, policyId, field))]);
  }
  return conditions;
}

// Core says what a field matches; a policy has few distinct paths, found by jumping from one to the next in the key.
function matchingPaths({ database, names }: Connection, policyId: string, field: string): readonly string[] {
  const statement = database.prepare(`
    WITH RECURSIVE paths (path) AS (
      SELECT min(path) FROM ${names.changes} WHERE policy_id = ?
      UNION ALL
      SELECT (SELECT min(path) FROM ${names.changes} WHERE policy_id = ? AND path > paths.path)
      FROM paths WHERE paths.path IS NOT NULL)
    SELECT path FROM paths WHERE path IS NOT NULL`);
  const rows = statement.all(policyId, policyId) as { readonly path: string }[];
  return rows.map(({ path }) => path).filter((path) => fieldMatches(path, field));
}

const textColumns = 'change_notes, label, title, created_by, created_by_name';

interface TextRow {
  readonly version: number | bigint;
  readonly change_notes: string | null;
  readonly label: string | null;
  readonly title: string | null;
  readonly created_by: string | null;
  readonly created_by_name: string | null;
}

function textOf(row: TextRow): VersionSummary {
  const createdBy = toActor([row.created_by, null, row.created_by_name, null, null]);
  return { ...blank, createdBy, changeNotes: row.change_notes, label: row.label, title: row.title };
}

const blank: VersionSummary = {
  policyId: '',
  version: 0,
  requestId: '',
  createdAt: '',
  createdBy: null,
  changeNotes: null,
  label: null,
  title: null,
  effectiveAt: '',
  withdraws: null,
  origin: { type: 'saved' },
  schema: null,
  contentHash: '',
  previousHash: null,
  hash: '',
  changes: null,
};
