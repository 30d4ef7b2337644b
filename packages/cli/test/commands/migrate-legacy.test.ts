import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { PinnedVersion, PolicyPage, PolicyVersion } from '@policytrail/core';
import type { LegacyMigration, LegacyOutcome } from '@policytrail/core/legacy';
import { beforeAll, describe, expect, it } from 'vitest';
import { onServer, runSql, schemaOf, server } from '../database.js';
import { program, run, runJson, temporaryFolder } from '../run.js';

interface Report extends LegacyMigration {
  readonly columns: object;
  readonly rows: readonly LegacyOutcome[];
}

const inFolder = temporaryFolder();

beforeAll(() => {
  if (!existsSync(program)) throw new Error(`there is no ${program}: run npm run build first`);
});

/** The legacy tables of a system that overwrote its policies, in a database that has tables of the trail on Postgres alone. */
async function legacyDatabase(name: string, rows: string): Promise<string> {
  const db = inFolder(name);
  await runSql(
    db,
    `CREATE TABLE s.policies (project_id text, policy_json text, updated_at text);
     CREATE TABLE s.runs (id text, project_id text, started_at text); ${rows}`,
  );
  return db;
}

/** Options by which the legacy tables are found. */
async function legacyFlags(db: string): Promise<readonly string[]> {
  return server === undefined ? ['--db', db] : ['--db', db, '--legacy-schema', await schemaOf(db)];
}

const budgets = `
  INSERT INTO s.policies VALUES ('123', '{"budgetTokens":1000}', '2025-10-01T10:00:00Z'), ('124', '{"budgetTokens":', NULL),
    ('125', '{"budgetTokens":9007199254740993}', NULL), ('', '{}', NULL), ('126', '{}', NULL), ('126', '{}', NULL);
  INSERT INTO s.runs VALUES ('run-1', '123', '2025-10-02T16:00:00Z'), ('run-0', '123', '2025-09-01T00:00:00Z');`;

describe('migrate-legacy', () => {
  it('says on a dry run what would become of every row, and stores nothing', async () => {
    const db = await legacyDatabase('dry.db', budgets);
    const { code, stdout } = await run([
      'migrate-legacy',
      '--dry-run',
      '--id-prefix',
      'project-',
      ...(await legacyFlags(db)),
    ]);
    const rows = stdout
      .split('\n')
      .map((line) => line.replaceAll(/ {2,}/g, ' · ').replace(/ctid \(0,(\d)\)/, 'rowid $1'));
    expect(rows).toEqual([
      'to be saved · policies · rowid 1 · 123 · version 1',
      expect.stringMatching(/^refused · policies · rowid 2 · 124 · the text is not JSON: line 1, /),
      expect.stringMatching(/^refused · policies · rowid 3 · 125 · .*beyond 2\^53-1/),
      'refused · policies · rowid 4 · the id of the policy is empty',
      expect.stringMatching(/^refused · policies · rowid 5 · 126 · 2 rows have this id/),
      expect.stringMatching(/^refused · policies · rowid 6 · 126 · 2 rows have this id/),
      'to be pinned · runs · rowid 1 · run-1 · version 1',
      expect.stringMatching(/^unpinned · runs · rowid 2 · run-0 · it began at 2025-09-01.+before the first version/),
      '6 policies: 1 to be saved, 0 already saved, 0 skipped, 5 refused.',
      '2 runs: 1 to be pinned, 0 already pinned, 1 not to be pinned, 0 refused.',
      'Nothing was stored: this was a dry run.',
      '',
    ]);
    expect(code).toBe(1);
    const after = await run(['policies', '--db', db]);
    expect(after.code === 0 ? after.stdout : after.stderr).toMatch(/^No policies\.|no tables that begin with/);
  });

  it('makes version 1 by system, pins what is known, names the rest, and does it once', async () => {
    const db = await legacyDatabase('done.db', budgets);
    const migrate = ['migrate-legacy', '--id-prefix', 'project-', ...(await legacyFlags(db))];
    const first = await run(migrate);
    expect(first.code).toBe(1);
    expect(first.stdout).toMatch(/\n6 policies: 1 saved, 0 already saved, 0 skipped, 5 refused\.\n2 runs: 1 pinned, /);
    const shown = await runJson<PolicyVersion>(['show', 'project-123', '1', '--db', db]);
    expect(shown).toMatchObject({
      createdAt: '2025-10-01T10:00:00.000Z',
      createdBy: { id: 'system', kind: 'system' },
      changeNotes: expect.stringContaining('Migrated from the table policies'),
    });
    const pinned = await runJson<PinnedVersion>(['pinned', 'project-123', 'run:run-1', '--db', db]);
    expect(pinned.pin).toMatchObject({ policyVersion: 1, pinnedAt: '2025-10-02T16:00:00.000Z' });
    const again = JSON.parse((await run([...migrate, '--json'])).stdout) as Report;
    expect(again).toMatchObject({
      policies: { rows: 6, saved: 0, alreadySaved: 1, refused: 5 },
      runs: { pinned: 0, alreadyPinned: 1, unpinned: 1 },
      columns: { policies: { columns: { id: 'project_id', document: 'policy_json', changedAt: 'updated_at' } } },
    });
    expect(again.rows).toHaveLength(6);
    expect((await run(['verify', '--db', db])).stdout).toBe('Valid: 1 version of 1 policy and 1 pin checked.\n');
  });

  it('takes the tables and columns that are named, without runs, under a word for their age', async () => {
    const db = inFolder('named.db');
    await runSql(
      db,
      `CREATE TABLE s."Sett""ings" ("k" text, "v" text); INSERT INTO s."Sett""ings" VALUES ('p', '{"a":1}')`,
    );
    const named = ['--policies', 'Sett"ings', '--policy-id', 'k', '--policy-json', 'v', '--no-runs'];
    const since = ['--unchanged-since', '2025-01-01T00:00:00Z'];
    const { code, stdout } = await run(['migrate-legacy', ...named, ...since, ...(await legacyFlags(db))]);
    expect([code, stdout.split('\n')[0]]).toEqual([0, '1 policy: 1 saved, 0 already saved, 0 skipped, 0 refused.']);
    expect((await runJson<PolicyVersion>(['show', 'p', '--db', db])).createdAt).toBe('2025-01-01T00:00:00.000Z');
  });

  it('brings policies from one kind of database into the other', async () => {
    const file = inFolder('other.sqlite');
    await runSql(
      file,
      `CREATE TABLE policies (project_id, policy_json); INSERT INTO policies VALUES ('p', '{}')`,
      'file',
    );
    const db = inFolder('target.db');
    expect((await run(['migrate-legacy', '--from', file, '--db', db])).code).toBe(0);
    expect((await runJson<PolicyPage>(['policies', '--db', db])).total).toBe(1);
  });

  it.each([
    ['a table that is not there', ['--policies', 'nope'], 'no table `nope`'],
    ['a column that is not there', ['--policy-id', 'x"; DROP TABLE policies; --'], 'has no column'],
    ['a date that is none', ['--unchanged-since', 'long ago'], 'unchangedSince'],
  ])('refuses %s', async (name, flags, message) => {
    const db = await legacyDatabase(`${name}.db`, budgets);
    const { code, stdout, stderr } = await run(['migrate-legacy', ...flags, ...(await legacyFlags(db))]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('a migration that is killed', () => {
  // Enough to be killed in between: a file takes them faster.
  const count = server === undefined ? 3000 : 1000;
  const series = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
  const many = `
    INSERT INTO s.policies ${series} SELECT 'p' || i, '{"i":' || i || '}', '2025-10-01T10:00:00Z' FROM n;
    INSERT INTO s.runs ${series} SELECT 'r' || i, 'p' || i, '2025-10-02T10:00:00Z' FROM n;`;

  it.each(['versions', 'pins'])(
    'while it writes %s is gone on with, and comes to the same as one that was not',
    async (table) => {
      const db = await legacyDatabase(`killed-${table}.db`, many);
      const whole = await legacyDatabase(`whole-${table}.db`, many);
      await run(['migrate', '--db', db]);
      const child = spawn(process.execPath, [program, 'migrate-legacy', ...(await onServer(await legacyFlags(db)))]);
      const ended = once(child, 'close');
      let stored = 0;
      while (stored === 0 && child.exitCode === null) {
        const [row] = await runSql(db, `SELECT count(*) AS n FROM s.policytrail_${table}`);
        stored = Number(row?.['n']);
      }
      child.kill('SIGKILL');
      expect(await ended).toEqual([null, 'SIGKILL']);
      const [row] = await runSql(db, `SELECT count(*) AS n FROM s.policytrail_${table}`);
      expect(Number(row?.['n'])).toBeLessThan(count);

      const resumed = await runJson<Report>(['migrate-legacy', ...(await legacyFlags(db))]);
      const counts = table === 'versions' ? resumed.policies : resumed.runs;
      const already = 'alreadySaved' in counts ? counts.alreadySaved : counts.alreadyPinned;
      expect([counts.rows, already >= stored, already < count]).toEqual([count, true, true]);
      await run(['migrate-legacy', ...(await legacyFlags(whole))]);
      const archives = await Promise.all([db, whole].map((file) => run(['export', '-', '--no-gzip', '--db', file])));
      expect(archives[0]?.stdout.split('\n')).toHaveLength(2 * count + 3);
      expect(archives[0]?.stdout === archives[1]?.stdout).toBe(true);
      expect(await runJson(['verify', '--db', db])).toMatchObject({ valid: true, versions: count, pins: count });
    },
  );
});
