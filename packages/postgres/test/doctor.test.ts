import { aChain, aDecision, anErasure, anEvaluation, erasing, recording, storing } from '@policytrail/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startCluster } from '../../../tools/postgres/cluster.mjs';
import { openPostgresStore } from '../src/index.js';
import { admin } from './support/database.js';
import { migrateForRoles, poolAs } from './support/roles.js';
import { anOwnedStore, type OwnedStore } from './support/store.js';

type Seen = Readonly<Record<string, 'warning' | 'failed'>>;

/** What is done to a sound database, and the checks that must see it. */
const weaknesses: readonly (readonly [what: string, sql: string, seen: Seen])[] = [
  ['a missing trigger', 'DROP TRIGGER policytrail_versions_no_delete ON t.versions', { triggers: 'failed' }],
  ['a disabled trigger', 'ALTER TABLE t.pins DISABLE TRIGGER policytrail_pins_no_update', { triggers: 'failed' }],
  [
    'a trigger that sleeps in a replica',
    'ALTER TABLE t.heads ENABLE TRIGGER policytrail_heads_forward',
    { triggers: 'failed' },
  ],
  [
    'a trigger that was replaced',
    'CREATE OR REPLACE TRIGGER policytrail_pins_no_update BEFORE UPDATE ON t.pins FOR EACH ROW WHEN (false) EXECUTE FUNCTION t.refuse(); ALTER TABLE t.pins ENABLE ALWAYS TRIGGER policytrail_pins_no_update',
    { triggers: 'failed' },
  ],
  [
    "a trigger's function that was replaced",
    'CREATE OR REPLACE FUNCTION t.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
    { functions: 'failed' },
  ],
  [
    "somebody else's trigger",
    'CREATE TRIGGER cleanup AFTER INSERT ON t.changes FOR EACH ROW EXECUTE FUNCTION t.refuse()',
    { triggers: 'failed' },
  ],
  ['a missing index', 'DROP INDEX t.label', { indexes: 'failed' }],
  [
    'an index that is unique no more',
    'DROP INDEX t.label; CREATE INDEX policytrail_label ON t.versions (policy_id, label)',
    { indexes: 'failed' },
  ],
  ['a missing key', 'ALTER TABLE t.versions DROP CONSTRAINT policytrail_versions_chain', { constraints: 'failed' }],
  ['a changed table', 'ALTER TABLE t.heads ADD COLUMN note text', { tables: 'failed' }],
  [
    "a column of the database's own collation",
    'ALTER TABLE t.reviews ALTER COLUMN request_id TYPE text COLLATE "default"',
    { tables: 'failed' },
  ],
  ['a newer schema', "INSERT INTO t.migrations VALUES (9, 'later', '2030-01-01')", { schema_version: 'failed' }],
  ['a head row moved back', unguarded('heads', 'UPDATE t.heads SET version = 2'), { heads: 'failed' }],
  ['a missing head row', unguarded('heads', 'DELETE FROM t.heads'), { heads: 'failed' }],
  [
    'a tail that was cut',
    unguarded('versions', 'DELETE FROM t.versions WHERE version = 3'),
    { heads: 'failed', changes_index: 'warning' },
  ],
  [
    'a link to nowhere',
    unguarded('versions', "UPDATE t.versions SET previous_hash = 'forged' WHERE version = 2"),
    { foreign_key_check: 'failed' },
  ],
  [
    'an evaluation that is gone from beside its payload',
    unguarded('evaluations', "DELETE FROM t.evaluations WHERE id = 'kept'"),
    { foreign_key_check: 'failed' },
  ],
  [
    'a violation that was moved',
    unguarded('violations', "UPDATE t.violations SET position = 7 WHERE evaluation_id = 'kept'"),
    { violations: 'failed' },
  ],
  [
    'an erased payload that is back',
    unguarded('payloads', "INSERT INTO t.payloads VALUES ('p', 'erased', 's', '{}', '{}')"),
    { erased_rows: 'failed' },
  ],
  ['a lost changed field', 'DELETE FROM t.changes WHERE version = 3', { changes_index: 'warning' }],
  ['a changed field that was not', "INSERT INTO t.changes VALUES ('p', '/other', 2)", { changes_index: 'warning' }],
];

/** Does what only the owner can: switches triggers and keys off; they are switched on again before the doctor looks. */
function unguarded(table: string, sql: string): string {
  return `SET session_replication_role = replica; ALTER TABLE t.${table} DISABLE TRIGGER USER; ${sql}; RESET session_replication_role`;
}

async function aSoundStore(): Promise<OwnedStore> {
  const owned = await anOwnedStore();
  const chain = aChain('p', 3, (version) => ({
    changes: version === 1 ? null : { total: 1, fields: [`/field${version}`], first: [] },
  }));
  const [first] = chain;
  const [kept, erased] = ['kept', 'erased'].map((id) => anEvaluation(first!, { id, decision: aDecision(['cap']) }));
  await owned.store.append([...chain.map(storing), recording(kept!), recording(erased!)]);
  await owned.store.append([erasing(anErasure(erased!))]);
  return owned;
}

/** What is expected of the owner of the tables, and of rows that were erased just now. */
const usual: readonly string[] = ['role_split', 'erased_dead_rows'];

async function weakChecks({ store }: OwnedStore): Promise<Seen> {
  const { checks } = await store.doctor();
  const weak = checks.filter(({ id, status }) => status !== 'ok' && !usual.includes(id));
  return Object.fromEntries(weak.map(({ id, status }) => [id, status as 'warning' | 'failed']));
}

describe('the doctor', () => {
  it('finds nothing where nothing is wrong', async () => {
    expect(await weakChecks(await aSoundStore())).toEqual({});
  });

  it.each(weaknesses)('sees %s', async (_, sql, seen) => {
    const owned = await aSoundStore();
    await owned.sql(sql);
    const [, table] = /DISABLE TRIGGER USER/.test(sql) ? (/ALTER TABLE t\.(\w+) /.exec(sql) ?? []) : [];
    if (table !== undefined) await enableTriggers(owned, table);
    expect(await weakChecks(owned)).toEqual(seen);
  });

  it('says that the tables are of a superuser, who can disable triggers', async () => {
    const { checks } = await (await aSoundStore()).store.doctor();
    const roleSplit = checks.find(({ id }) => id === 'role_split');
    expect(roleSplit).toMatchObject({ status: 'warning', message: expect.stringContaining('is a superuser') });
  });

  it('says where a crash can lose what was acknowledged', async () => {
    const cluster = await startCluster({
      settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' },
    });
    onTestFinished(cluster.stop);
    const store = await openPostgresStore(cluster.url);
    const { durable, checks } = await store.doctor();
    const weak = checks.filter(({ status }) => status === 'failed' || status === 'warning').map(({ id }) => id);
    expect(durable).toBe(false);
    expect(weak).toEqual(['fsync', 'full_page_writes', 'synchronous_commit', 'role_split']);
    await store.close();
  });

  it('finds that the application may not more than it needs', async () => {
    const { schema } = await anOwnedStore();
    await migrateForRoles({ schema });
    const pool = poolAs('policytrail_test_application');
    const store = await openPostgresStore(pool, { schema, missingTables: 'refuse' });
    const { checks } = await store.doctor();
    const found = checks.filter(({ id }) => ['privileges', 'role_split'].includes(id));
    expect(found.map(({ status }) => status)).toEqual(['ok', 'ok']);
    await pool.end();
  });

  it('sees that the application lacks a privilege', async () => {
    const { schema, sql } = await anOwnedStore();
    await migrateForRoles({ schema });
    await sql('REVOKE UPDATE (version, hash) ON t.heads FROM policytrail_test_application');
    await sql('REVOKE INSERT ON t.pins FROM policytrail_test_application');
    const pool = poolAs('policytrail_test_application');
    const store = await openPostgresStore(pool, { schema });
    const { checks } = await store.doctor();
    const privileges = checks.find(({ id }) => id === 'privileges');
    expect(privileges).toMatchObject({ status: 'failed', message: expect.stringContaining('lacks INSERT on') });
    await pool.end();
  });

  it("leaves the application's transaction as it was", async () => {
    const { store, sql } = await aSoundStore();
    await sql('DROP TABLE t.migrations');
    const client = await admin.connect();
    await client.query('BEGIN');
    const { checks } = await store.within(client).doctor();
    expect(checks.find(({ id }) => id === 'schema_version')?.status).toBe('failed');
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await client.query('ROLLBACK');
    client.release();
  });
});

async function enableTriggers({ sql }: OwnedStore, table: string): Promise<void> {
  const rows = await sql(
    `SELECT tgname AS name FROM pg_trigger WHERE tgrelid = 't.${table}'::regclass AND NOT tgisinternal`,
  );
  for (const { name } of rows) await sql(`ALTER TABLE t.${table} ENABLE ALWAYS TRIGGER "${name}"`);
}
