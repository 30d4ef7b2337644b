import { type Finding, failed, findings, limit, ok, warning } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import type { TableNames } from '../schema/names.js';
import { type Check, type Look, texts } from './check.js';

/** Whether every link is there, what is kept twice agrees, and what was erased is gone. */
export function contentChecks({ names }: Connection): readonly Check[] {
  return [
    { id: 'foreign_key_check', look: (look) => linksFinding(look, names) },
    { id: 'heads', look: (look) => headsFinding(look, names) },
    { id: 'changes_index', look: (look) => changesFinding(look, names) },
    { id: 'violations', look: (look) => violationsFinding(look, names) },
    { id: 'erased_rows', look: (look) => erasedRowsFinding(look, names) },
    { id: 'erased_dead_rows', look: (look) => deadRowsFinding(look, names) },
  ];
}

// Keys are enforced but where a superuser has switched them off.
async function linksFinding(look: Look, names: TableNames): Promise<Finding> {
  const { versions, evaluations, pins, payloads, violations, reviews, erasures } = names;
  const toVersion = (table: string): string =>
    `SELECT policy_id FROM ${table} AS t WHERE NOT EXISTS
       (SELECT 1 FROM ${versions} AS v WHERE v.policy_id = t.policy_id AND v.version = t.policy_version)`;
  const toEvaluation = (table: string): string =>
    `SELECT policy_id FROM ${table} AS t WHERE NOT EXISTS
       (SELECT 1 FROM ${evaluations} AS e WHERE e.policy_id = t.policy_id AND e.id = t.evaluation_id)`;
  const rows = await look(
    `SELECT policy_id FROM ${versions} AS t WHERE version > 1 AND NOT EXISTS (SELECT 1 FROM ${versions} AS v
       WHERE v.policy_id = t.policy_id AND v.version = t.previous_version AND v.hash = t.previous_hash)
     UNION ${[pins, evaluations].map(toVersion).join(' UNION ')}
     UNION ${[payloads, violations, reviews, erasures].map(toEvaluation).join(' UNION ')} LIMIT ${limit + 1}`,
  );
  return findings(named(texts(rows), 'has a row that points to one that is not there'), 'every link is there', failed);
}

async function headsFinding(look: Look, { heads, versions }: TableNames): Promise<Finding> {
  const rows = await look(
    `SELECT policy_id FROM ${heads} AS h WHERE (version, hash) IS DISTINCT FROM (coalesce(
         (SELECT max(version) FROM ${versions} AS v WHERE v.policy_id = h.policy_id), 0), coalesce(
         (SELECT hash FROM ${versions} AS v WHERE v.policy_id = h.policy_id ORDER BY version DESC LIMIT 1), ''))
     UNION
     SELECT policy_id FROM ${versions} AS v WHERE NOT EXISTS (SELECT 1 FROM ${heads} AS h WHERE h.policy_id = v.policy_id)
     LIMIT ${limit + 1}`,
  );
  const found = named(texts(rows), 'has a head row that is not its newest version');
  return findings(found, 'every head is the newest version', failed);
}

// Only finding versions by field depends on it, and it can be rebuilt. A long path is cut to a place above it.
async function changesFinding(look: Look, { changes, versions }: TableNames): Promise<Finding> {
  const fieldsOf = `json_array_elements_text(v.changes_json::json -> 'fields') AS f (path)`;
  const isIndexed = `(c.path = f.path OR (octet_length(f.path) > 1000 AND starts_with(f.path, c.path)))`;
  const rows = await look(
    `SELECT v.policy_id || ' ' || v.version FROM ${versions} AS v, ${fieldsOf} WHERE v.changes_json IS NOT NULL AND NOT EXISTS
       (SELECT 1 FROM ${changes} AS c WHERE c.policy_id = v.policy_id AND c.version = v.version AND ${isIndexed})
     UNION
     SELECT c.policy_id || ' ' || c.version FROM ${changes} AS c WHERE NOT EXISTS
       (SELECT 1 FROM ${versions} AS v, ${fieldsOf}
        WHERE v.policy_id = c.policy_id AND v.version = c.version AND v.changes_json IS NOT NULL AND ${isIndexed})
     LIMIT ${limit + 1}`,
  );
  return findings(
    named(texts(rows), 'is found by other fields than it changed'),
    'every changed field is indexed',
    warning,
  );
}

async function violationsFinding(look: Look, { violations }: TableNames): Promise<Finding> {
  const rows = await look(
    `SELECT policy_id || ' ' || evaluation_id FROM ${violations}
     GROUP BY policy_id, evaluation_id HAVING max(position) <> count(*) LIMIT ${limit + 1}`,
  );
  const found = named(texts(rows), 'has violations that are not numbered from 1');
  return findings(found, 'violations are numbered from 1', failed);
}

async function erasedRowsFinding(look: Look, { erasures, payloads, violations }: TableNames): Promise<Finding> {
  const leftIn = (table: string): string =>
    `SELECT t.policy_id || ' ' || t.evaluation_id FROM ${erasures} AS x JOIN ${table} AS t
       ON t.policy_id = x.policy_id AND t.evaluation_id = x.evaluation_id`;
  const rows = await look(`${leftIn(payloads)} UNION ${leftIn(violations)} LIMIT ${limit + 1}`);
  const found = named(texts(rows), 'is erased, but its texts are there');
  return findings(found, 'nothing is left where an erasure stands', failed);
}

// A deleted row stays in its page until the table is vacuumed.
async function deadRowsFinding(look: Look, { erasures, payloads, violations }: TableNames): Promise<Finding> {
  const erased = await look(`SELECT 1 AS one FROM ${erasures} LIMIT 1`);
  if (erased.length === 0) return ok('nothing was erased');
  const [row] = await look(
    `SELECT coalesce(sum(n_dead_tup), 0) AS dead FROM pg_catalog.pg_stat_user_tables
     WHERE relid IN (?::regclass, ?::regclass)`,
    [payloads, violations],
  );
  const dead = Number(row?.['dead']);
  if (dead === 0) return ok('no deleted row waits to be vacuumed');
  return warning(
    `${dead} deleted rows wait to be vacuumed, and may be read in the files until then: VACUUM ${payloads}, ${violations}`,
  );
}

function named(ids: readonly string[], problem: string): readonly string[] {
  return ids.map((id) => `\`${id}\` ${problem}`);
}
