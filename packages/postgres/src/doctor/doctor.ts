import type { DoctorCheck, DoctorReport } from '@policytrail/core';
import type { Connection } from '../driver/connection.js';
import type { Session } from '../driver/session.js';
import { statement } from '../driver/statement.js';
import { runCheck } from './check.js';
import { contentChecks } from './content-checks.js';
import { privilegeChecks } from './privilege-checks.js';
import { schemaChecks } from './schema-checks.js';
import { settingChecks } from './setting-checks.js';

/** Settings that decide whether a crash may lose an acknowledged version. */
const durabilityChecks: readonly string[] = ['fsync', 'full_page_writes', 'synchronous_commit'];

/** Looks at all that the store promises. Reads everything: a large database takes a while. */
export async function examine(connection: Connection, session: Session): Promise<DoctorReport> {
  const { rows } = await session.query(statement('SHOW server_version'));
  const { server_version: version } = rows[0] as { readonly server_version: string };
  const checks: DoctorCheck[] = [];
  for (const checksOf of [settingChecks, schemaChecks, privilegeChecks, contentChecks]) {
    for (const check of checksOf(connection)) checks.push(await runCheck(connection, session, check));
  }
  return {
    store: `postgres (${version})`,
    durable: checks.every(({ id, status }) => status !== 'failed' || !durabilityChecks.includes(id)),
    checks,
  };
}
