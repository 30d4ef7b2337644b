import type { DoctorCheck } from '@policytrail/core';
import { type Finding, failed, findings, limit, warning } from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import { tablesOf } from '../schema/names.js';
import { check, named, texts } from './check.js';

/** Whether the file is sound, and whether what is kept twice agrees. */
export function contentChecks(connection: Connection): readonly DoctorCheck[] {
  return [
    check('integrity', () => integrityFinding(connection)),
    check('foreign_key_check', () => foreignKeyFinding(connection)),
    check('readable_rows', () => readableFinding(connection)),
    check('heads', () => headsFinding(connection)),
    check('changes_index', () => changesFinding(connection)),
    check('violations', () => violationsFinding(connection)),
  ];
}

function integrityFinding({ database, names }: Connection): Finding {
  const found = tablesOf(names).flatMap((table) =>
    texts(database.prepare(`PRAGMA integrity_check(${table})`).all()).filter((text) => text !== 'ok'),
  );
  return findings(found, 'tables and indexes are sound', failed);
}

function foreignKeyFinding({ database, names }: Connection): Finding {
  const found = tablesOf(names).flatMap((table) => texts(database.prepare(`PRAGMA foreign_key_check(${table})`).all()));
  return findings(
    found.map((table) => `a row of \`${table}\` points to a row that is not there`),
    'every link is there',
    failed,
  );
}

function readableFinding({ database, names }: Connection): Finding {
  const rows = database
    .prepare(
      `SELECT policy_id || ' ' || version FROM ${names.versions}
       WHERE NOT json_valid(origin) OR NOT json_valid(policy_json) OR NOT ifnull(json_valid(changes_json), 1)
       UNION ALL
       SELECT policy_id || ' ' || evaluation_id FROM ${names.payloads} AS p
       WHERE NOT (json_valid(input_json) AND json_valid(decision_json)) AND NOT EXISTS
         (SELECT 1 FROM ${names.erasures} AS x WHERE x.policy_id = p.policy_id AND x.evaluation_id = p.evaluation_id)
       LIMIT ${limit + 1}`,
    )
    .all();
  return findings(named(rows, "can't be read whole"), 'every row can be read', failed);
}

function headsFinding({ database, names }: Connection): Finding {
  const { heads, versions } = names;
  const rows = database
    .prepare(
      `SELECT policy_id FROM ${heads} AS h WHERE (version, hash) IS NOT
         (SELECT max(version), hash FROM ${versions} AS v WHERE v.policy_id = h.policy_id)
       UNION
       SELECT policy_id FROM ${versions} AS v WHERE NOT EXISTS (SELECT 1 FROM ${heads} AS h WHERE h.policy_id = v.policy_id)
       LIMIT ${limit + 1}`,
    )
    .all();
  return findings(
    named(rows, 'has a head row that is not its newest version'),
    'every head is the newest version',
    failed,
  );
}

// Only finding versions by field depends on it, and it can be rebuilt.
function changesFinding({ database, names }: Connection): Finding {
  const { changes, versions } = names;
  const fieldsOf = `json_each(CASE WHEN json_valid(v.changes_json) THEN v.changes_json ELSE '{}' END, '$.fields') AS field`;
  const rows = database
    .prepare(
      `SELECT v.policy_id || ' ' || v.version FROM ${versions} AS v, ${fieldsOf} WHERE NOT EXISTS
         (SELECT 1 FROM ${changes} AS c WHERE c.policy_id = v.policy_id AND c.path = field.value AND c.version = v.version)
       UNION
       SELECT c.policy_id || ' ' || c.version FROM ${changes} AS c WHERE NOT EXISTS
         (SELECT 1 FROM ${versions} AS v, ${fieldsOf}
          WHERE v.policy_id = c.policy_id AND v.version = c.version AND field.value = c.path)
       LIMIT ${limit + 1}`,
    )
    .all();
  return findings(named(rows, 'is found by other fields than it changed'), 'every changed field is indexed', warning);
}

// Verification compares what they say with the decision, in their order; here, that none has another place.
function violationsFinding({ database, names }: Connection): Finding {
  const rows = database
    .prepare(
      `SELECT policy_id || ' ' || evaluation_id FROM ${names.violations}
       GROUP BY policy_id, evaluation_id HAVING max(position) <> count(*) LIMIT ${limit + 1}`,
    )
    .all();
  return findings(named(rows, 'has violations that are not numbered from 1'), 'violations are numbered from 1', failed);
}
