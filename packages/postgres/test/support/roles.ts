import pg from 'pg';
import { grantSql, migrate, type TablePlace } from '../../src/index.js';
import { admin, runSql, url } from './database.js';

/** A role of the test's own, which nobody can log in as: connections take it on. */
export type TestRole = 'policytrail_test_application' | 'policytrail_test_eraser' | 'policytrail_test_auditor';

/** Makes the tables as their owner, and lets the roles use them. */
export async function migrateForRoles(place: TablePlace): Promise<void> {
  await migrate(admin, place);
  for (const role of ['application', 'eraser', 'auditor']) await makeRole(`policytrail_test_${role}`);
  await runSql(
    grantSql({
      ...place,
      application: 'policytrail_test_application',
      eraser: 'policytrail_test_eraser',
      auditor: 'policytrail_test_auditor',
    }),
  );
}

export function poolAs(role: TestRole): pg.Pool {
  return new pg.Pool({ connectionString: url, max: 4, options: `-c role=${role}` });
}

// Another test file may be making it.
async function makeRole(name: string): Promise<void> {
  await runSql(
    `DO $$ BEGIN CREATE ROLE ${name} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
  );
}
