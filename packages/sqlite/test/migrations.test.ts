import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { anEvaluation, aTrail, recording, storing } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { openSqliteStore, type SqliteDatabase } from '../src/index.js';
import { schemaObjects, schemaVersion } from '../src/schema/migrations.js';
import { tableNames } from '../src/schema/names.js';
import { firstValue, presentDrivers } from './support/drivers.js';
import { freshPath } from './support/files.js';
import { aVersion } from './support/rows.js';

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

/** All rows of the tables of schema 1. */
function rowsOf(database: SqliteDatabase): unknown {
  const tables = ['versions', 'heads', 'changes', 'pins'];
  return tables.map((table) =>
    database
      .prepare(`SELECT * FROM policytrail_${table}`)
      .all()
      .map((row) => ({ ...(row as object) })),
  );
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
    expect(firstValue(database, 'SELECT group_concat(id) FROM policytrail_migrations')).toBe('1,2');
    database.close();
  });

  it('record what they were and when', async () => {
    const database = open(':memory:');
    await openSqliteStore(database);
    const rows = database.prepare('SELECT * FROM policytrail_migrations ORDER BY id').all();
    const appliedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(rows.map((row) => ({ ...(row as object) }))).toEqual([
      { id: 1, name: 'versions, heads, changes, pins', applied_at: appliedAt },
      { id: 2, name: 'evaluations, payloads, violations, reviews, erasures', applied_at: appliedAt },
    ]);
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

  it('bring a database of schema 1 up to date, with all that is in it', async () => {
    const path = freshPath();
    const old = open(path);
    old.exec(readFileSync(new URL('fixtures/schema-1.sql', import.meta.url), 'utf8'));
    const before = rowsOf(old);
    old.close();
    const store = await openSqliteStore(path, { driver });
    const { trail } = aTrail(store, 'later-');
    const verified = await trail.verifyAll();
    expect(verified).toMatchObject({ valid: true, policies: 2, versions: 3, pins: 1, evaluations: 0, problems: [] });
    expect((await store.doctor()).checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    const version = await store.readVersion('project-123', 2);
    const evaluation = anEvaluation(version ?? aVersion());
    await store.append([recording(evaluation)]);
    expect(await store.readEvaluation('project-123', evaluation.id)).toEqual({ evaluation, reviews: [] });
    await store.close();
    const migrated = open(path);
    expect(rowsOf(migrated)).toEqual(before);
    migrated.close();
  });

  it('leave a database of schema 1 as it is where one statement of the next fails', async () => {
    const database = open(':memory:');
    database.exec(readFileSync(new URL('fixtures/schema-1.sql', import.meta.url), 'utf8'));
    database.exec('CREATE TABLE policytrail_reviews (mine TEXT)');
    await expect(openSqliteStore(database)).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(firstValue(database, "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%evaluations%'")).toBe(0);
    expect(firstValue(database, 'SELECT max(id) FROM policytrail_migrations')).toBe(1);
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
    expect(schemaObjects(tableNames(), 1).map(({ sql }) => sql)).toMatchSnapshot();
  });

  it('is what was released as schema 2, behind schema 1', () => {
    const first = schemaObjects(tableNames(), 1);
    expect(schemaObjects(tableNames()).slice(0, first.length)).toEqual(first);
    expect(
      schemaObjects(tableNames())
        .slice(first.length)
        .map(({ sql }) => sql),
    ).toMatchSnapshot();
  });

  it('is the one that the fixture of schema 1 has', () => {
    const fixture = readFileSync(new URL('fixtures/schema-1.sql', import.meta.url), 'utf8');
    for (const { sql } of schemaObjects(tableNames(), 1)) expect(fixture).toContain(`${sql};`);
  });
});
