import { pinColumns, summaryColumns, versionColumns } from '@policytrail/core/sql';
import { type Statement, statement } from '../driver/statement.js';
import type { TableNames } from '../schema/names.js';
import { type RecordReads, recordReads } from './records/statements.js';

/** What every reader asks the database. */
export interface ReadStatements {
  /** Heads of the policies given, and versions by request: rows of {@link KnownRow}. */
  readonly known: Statement;
  /** The same of one policy and one request: planned once, where arrays are planned anew each time. */
  readonly knownOfOne: Statement;
  readonly version: Statement;
  readonly labelled: Statement;
  readonly inForce: Statement;
  readonly versionsAfter: Statement;
  readonly newest: Statement;
  readonly oldest: Statement;
  readonly sealedHead: Statement;
  readonly headNumbers: Statement;
  readonly pin: Statement;
  readonly pinsFirst: Statement;
  readonly pinsAfter: Statement;
  readonly records: RecordReads;
}

export function readStatements(names: TableNames): ReadStatements {
  const { versions, heads, pins } = names;
  const ofPolicy = (columns: string, rest: string): Statement =>
    statement(`SELECT ${columns} FROM ${versions} AS v WHERE policy_id = ? ${rest}`);
  const pinsOf = `SELECT ${pinColumns} FROM ${pins} WHERE policy_id = ?`;
  const bySubject = 'ORDER BY subject_type, subject_id, subject_version LIMIT ?';
  return {
    known: statement(knownSql(names, eachOfArrays(names))),
    knownOfOne: statement(knownSql(names, one(names))),
    version: ofPolicy(versionColumns, 'AND version = ?::bigint'),
    labelled: ofPolicy(versionColumns, 'AND label = ?'),
    inForce: ofPolicy(versionColumns, `AND effective_at <= ? AND ${notWithdrawn(names)} ${byEffect}`),
    versionsAfter: ofPolicy(versionColumns, 'AND version > ?::bigint ORDER BY version LIMIT ?'),
    newest: statement(pageSql(names, 'DESC')),
    oldest: statement(pageSql(names, 'ASC')),
    // Version 0 only is a row to lock.
    sealedHead: statement(`SELECT version, hash FROM ${heads} WHERE policy_id = ? AND version > 0`),
    headNumbers: statement(`SELECT policy_id, version FROM ${heads} WHERE policy_id = ANY (?::text[])`),
    pin: statement(`${pinsOf} AND subject_type = ? AND subject_id = ? AND subject_version = ?`),
    pinsFirst: statement(`${pinsOf} ${bySubject}`),
    pinsAfter: statement(`${pinsOf} AND (subject_type, subject_id, subject_version) > (?, ?, ?) ${bySubject}`),
    records: recordReads(names),
  };
}

/** `part` says what a row is: the newest version of a policy, what else its timeline holds, or what a request made. */
export type KnownPart = 'latest' | 'in_force' | 'planned' | 'request';

const byEffect = 'ORDER BY effective_at DESC, version DESC LIMIT 1';

function notWithdrawn({ versions }: TableNames): string {
  return `NOT EXISTS (SELECT 1 FROM ${versions} AS w WHERE w.policy_id = v.policy_id AND w.withdraws = v.version)`;
}

/** How the newest versions and those of requests are found. */
interface Lookups {
  readonly latest: string;
  readonly requests: string;
}

function one({ versions }: TableNames): Lookups {
  const ofPolicy = `SELECT ${versionColumns} FROM ${versions} WHERE policy_id = ?`;
  return { latest: `${ofPolicy} ORDER BY version DESC LIMIT 1`, requests: `${ofPolicy} AND request_id = ?` };
}

// OFFSET 0 keeps each look-up one by the key, whatever is thought of the size of the arrays.
function eachOfArrays({ versions }: TableNames): Lookups {
  const ofPolicy = `SELECT ${versionColumns} FROM ${versions} WHERE policy_id = asked.policy_id`;
  return {
    latest: `SELECT n.* FROM unnest(?::text[]) AS asked (policy_id)
      CROSS JOIN LATERAL (${ofPolicy} ORDER BY version DESC LIMIT 1) AS n`,
    requests: `SELECT n.* FROM unnest(?::text[], ?::text[]) AS asked (policy_id, request_id)
      CROSS JOIN LATERAL (${ofPolicy} AND request_id = asked.request_id OFFSET 0) AS n`,
  };
}

// One statement, so that all is of one moment. The newest version, in force from its own creation, is what is in force
// then.
function knownSql(names: TableNames, { latest, requests }: Lookups): string {
  const { versions } = names;
  const ofLatest = (columns: string, rest: string): string =>
    `(SELECT ${columns}, NULL AS policy_json FROM ${versions} AS v WHERE v.policy_id = l.policy_id AND ${rest})`;
  return `WITH RECURSIVE latest AS MATERIALIZED (${latest}),
  ahead AS (
    SELECT l.policy_id, l.created_at, n.* FROM latest AS l CROSS JOIN LATERAL ${nextAhead(names, '')} AS n
    UNION ALL
    SELECT l.policy_id, l.created_at, n.* FROM ahead AS l CROSS JOIN LATERAL
      ${nextAhead(names, 'AND (effective_at, version) < (l.effective_at, l.version)')} AS n
  )
  SELECT 'latest' AS part, ${versionColumns} FROM latest
  UNION ALL
  SELECT 'in_force', f.* FROM latest AS l CROSS JOIN LATERAL
    ${ofLatest(summaryColumns, `v.effective_at <= l.created_at AND ${notWithdrawn(names)} ${byEffect}`)} AS f
  WHERE l.effective_at <> l.created_at
  UNION ALL
  SELECT 'planned', p.* FROM ahead AS l CROSS JOIN LATERAL
    ${ofLatest(summaryColumns, `v.version = l.version AND ${notWithdrawn(names)} OFFSET 0`)} AS p
  UNION ALL
  SELECT 'request', r.* FROM (${requests}) AS r`;
}

// One after the other by the index, the latest to take effect first: how many lie ahead no statistics tell, and a plan that expects
// many reads all of the history.
function nextAhead({ versions }: TableNames, below: string): string {
  return `(SELECT effective_at, version FROM ${versions} WHERE policy_id = l.policy_id AND effective_at > l.created_at ${below} ${byEffect})`;
}

// The total stands beside each row, and in a row of its own where the page is empty.
function pageSql({ versions }: TableNames, direction: 'ASC' | 'DESC'): string {
  return `SELECT t.total, p.* FROM (SELECT coalesce(max(version), 0) AS total FROM ${versions} WHERE policy_id = ?) AS t
    LEFT JOIN LATERAL (SELECT ${summaryColumns} FROM ${versions} WHERE policy_id = ? AND version > ?::bigint AND version < ?::bigint
      ORDER BY version ${direction} LIMIT ?) AS p ON true ORDER BY p.version ${direction}`;
}
