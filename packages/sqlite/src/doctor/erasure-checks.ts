import type { DoctorCheck } from '@policytrail/core';
import {
  type Finding,
  failed,
  findings,
  limit,
  ok,
  payloadTexts,
  violationTexts,
  warning,
} from '@policytrail/core/sql';
import type { Connection } from '../driver/connection.js';
import { isBlank } from '../schema/records/blank.js';
import { emptyLog } from '../write/records/empty-log.js';
import { check, named } from './check.js';

/** Whether what was erased is gone: from the tables, and from the log that a commit goes through. */
export function erasureChecks(connection: Connection): readonly DoctorCheck[] {
  return [
    check('erased_rows', () => erasedRowsFinding(connection)),
    check('erased_log', () => erasedLogFinding(connection)),
  ];
}

function erasedRowsFinding({ database, names }: Connection): Finding {
  const { erasures, payloads, violations } = names;
  const textsLeftIn = (table: string, columns: readonly string[]): string =>
    `SELECT t.policy_id || ' ' || t.evaluation_id FROM ${erasures} AS x JOIN ${table} AS t
       ON t.policy_id = x.policy_id AND t.evaluation_id = x.evaluation_id WHERE NOT (${isBlank(columns)})`;
  const rows = database
    .prepare(
      `${textsLeftIn(payloads, payloadTexts)} UNION ${textsLeftIn(violations, violationTexts)} LIMIT ${limit + 1}`,
    )
    .all();
  return findings(named(rows, 'is erased, but its texts are there'), 'nothing is left where an erasure stands', failed);
}

// Emptying the log is what an erasure does as well; where another connection kept it from that, it is done here.
function erasedLogFinding({ database, names }: Connection): Finding {
  if (database.prepare(`SELECT 1 FROM ${names.erasures} LIMIT 1`).get() === undefined) return ok('nothing was erased');
  if (emptyLog(database)) return ok('the log was emptied');
  return warning('the write-ahead log can not be emptied while it is read from: it may hold what was erased');
}
