import type { DoctorReport } from '@policytrail/core';
import type { Connection } from '../driver/connection.js';
import { readSqliteVersion } from '../driver/sqlite-version.js';
import { contentChecks } from './content-checks.js';
import { erasureChecks } from './erasure-checks.js';
import { schemaChecks } from './schema-checks.js';
import { settingChecks } from './setting-checks.js';

/** Settings that decide whether a crash may lose an acknowledged version. */
const durabilityChecks: readonly string[] = ['sqlite_version', 'storage', 'journal_mode', 'synchronous'];

/** Looks at all that the store promises. Reads everything: a large database takes a while. */
export function examine(connection: Connection): DoctorReport {
  const checks = [settingChecks, schemaChecks, contentChecks, erasureChecks].flatMap((checksOf) =>
    checksOf(connection),
  );
  return {
    store: `sqlite (${connection.driver}, SQLite ${readSqliteVersion(connection.database)})`,
    durable: checks.every(({ id, status }) => status === 'ok' || !durabilityChecks.includes(id)),
    checks,
  };
}
