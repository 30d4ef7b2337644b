import { createPolicyTrail } from '@policytrail/core';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../src/index.js';
import { dropSchema, freshSchema, runSql, url } from './support/database.js';
import { migrateForRoles } from './support/roles.js';
import { inSchema } from './support/store.js';

const schema = freshSchema();
const tables = ['versions', 'heads', 'changes', 'pins', 'evaluations', 'payloads', 'violations', 'reviews', 'erasures'];

afterAll(() => dropSchema(schema));

/** A trail on the application's role, whose connections say which tenant they are for, if any. */
async function trailOf(tenant: string | undefined) {
  const settings = `-c role=policytrail_test_application${tenant === undefined ? '' : ` -c app.tenant=${tenant}`}`;
  const pool = new pg.Pool({ connectionString: url, max: 2, options: settings });
  const store = await openPostgresStore(pool, { schema, missingTables: 'refuse' });
  return { trail: createPolicyTrail({ store }), pool };
}

// The statements of docs/postgres.md.
describe('row-level security by the prefix of policy ids', () => {
  it('keeps tenants apart, for reading and writing, and shows nothing to one that names none', async () => {
    await migrateForRoles({ schema });
    for (const table of tables) {
      await runSql(
        inSchema(
          `ALTER TABLE t.${table} ENABLE ROW LEVEL SECURITY;
           CREATE POLICY tenant ON t.${table} USING (starts_with(policy_id, current_setting('app.tenant') || '/'))`,
          schema,
        ),
      );
    }
    const [acme, zen, nobody] = [await trailOf('acme'), await trailOf('zen'), await trailOf(undefined)];
    await acme.trail.save('acme/budget', { tokens: 1 }, { by: 'ana' });
    await acme.trail.save('acme/budget', { tokens: 2 }, { by: 'ana' });
    await acme.trail.pin('acme/budget', { type: 'run', id: 'r' });
    await acme.trail.evaluate('acme/budget', {}, { by: 'ana' });
    await zen.trail.save('zen/budget', { tokens: 3 });
    expect(await acme.trail.verifyAll()).toMatchObject({ valid: true, policies: 1, versions: 2, evaluations: 1 });
    expect(await zen.trail.verifyAll()).toMatchObject({ valid: true, policies: 1, versions: 1, pins: 0 });
    expect(await zen.trail.current('acme/budget')).toBeUndefined();
    await expect(zen.trail.save('acme/other', {})).rejects.toMatchObject({ details: { reason: 'no_privilege' } });
    await expect(nobody.trail.policies()).rejects.toMatchObject({ code: 'store_unavailable' });
    for (const { pool } of [acme, zen, nobody]) await pool.end();
  });
});
