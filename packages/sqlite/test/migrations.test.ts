import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../src/index.js';
import { schemaObjects, schemaVersion } from '../src/schema/migrations.js';
import { tableNames } from '../src/schema/names.js';
import { firstValue, presentDrivers } from './support/drivers.js';
import { freshPath } from './support/files.js';
import { aVersion, storing } from './support/rows.js';

const child = fileURLToPath(new URL('support/append-own-policy.mjs', import.meta.url));

/** Runs a process that opens the file and saves a policy of its own; resolves with its exit code and last words. */
function append(driver: string, path: string, policyId: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, ['--no-warnings', child, driver, path, policyId], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [running.stdout, running.stderr]) stream.on('data', (chunk) => (said += chunk));
    running.on('error', reject);
    running.on('exit', (code) => resolve(`${code} ${said}`.trim()));
  });
}

describe.each(presentDrivers)('migrations on $name', ({ name: driver, open }) => {
  it('are applied once when 8 processes open a fresh file at once', async () => {
    expect(existsSync(new URL('../dist/index.js', import.meta.url)), 'run `npm run build` first').toBe(true);
    const path = freshPath();
    const policies = Array.from({ length: 8 }, (_, index) => `policy-${index}`);
    const exits = await Promise.all(policies.map((policyId) => append(driver, path, policyId)));
    expect(exits).toEqual(policies.map(() => '0 appended'));
    const store = await openSqliteStore(path, { driver });
    expect(await store.listPolicyIds()).toEqual(policies);
    expect((await store.doctor()).checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    await store.close();
  });

  it('are applied once when 8 connections of one process open a fresh file at once', async () => {
    const path = freshPath();
    const stores = await Promise.all(Array.from({ length: 8 }, () => openSqliteStore(path, { driver })));
    await stores[7]?.append([storing(aVersion())]);
    expect(await stores[0]?.readHead('project-1')).toMatchObject({ latest: { version: 1 } });
    await Promise.all(stores.map((store) => store.close()));
    const database = open(path);
    expect(firstValue(database, 'SELECT group_concat(id) FROM policytrail_migrations')).toBe('1');
    database.close();
  });

  it('record what they were and when', async () => {
    const database = open(':memory:');
    await openSqliteStore(database);
    const row = database.prepare('SELECT * FROM policytrail_migrations').get();
    const appliedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect({ ...(row as object) }).toEqual({ id: 1, name: 'versions, heads, changes, pins', applied_at: appliedAt });
    database.close();
  });

  it('refuse tables of a newer release, and leave them as they are', async () => {
    const database = open(':memory:');
    await openSqliteStore(database);
    database.exec(`INSERT INTO policytrail_migrations VALUES (${schemaVersion + 1}, 'evaluations', '2030-01-01')`);
    await expect(openSqliteStore(database)).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining(`(schema ${schemaVersion + 1}, this release knows ${schemaVersion})`),
    });
    database.close();
  });

  it('make nothing where one statement fails', async () => {
    const database = open(':memory:');
    database.exec('CREATE TABLE policytrail_pins (mine TEXT)');
    await expect(openSqliteStore(database)).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(firstValue(database, 'SELECT count(*) FROM sqlite_schema')).toBe(1);
    database.close();
  });
});

describe('the schema', () => {
  // A released migration never changes: a new one follows it.
  it('is what was released as schema 1', () => {
    expect(schemaObjects(tableNames()).map(({ sql }) => sql)).toMatchSnapshot();
  });
});
