import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { DatabaseSync } from '@photostructure/sqlite';
import { openSqliteStore } from '@policytrail/sqlite';
import { describe, expect, it } from 'vitest';
import { tamper } from '../database.js';
import { decidedDatabase } from '../pricing.js';
import { budgetDatabase, run, runJson, temporaryFolder } from '../run.js';

const inFolder = temporaryFolder();
const policyFile = inFolder('policy.json');
writeFileSync(policyFile, '{"budgetTokens": 1000}');

describe('a file', () => {
  it('keeps tables of another prefix apart', async () => {
    const db = inFolder('prefix.db');
    await run(['save', 'p', policyFile, '--table-prefix', 'acme_', '--db', db]);
    expect((await run(['log', 'p', '--table-prefix', 'acme_', '--db', db])).code).toBe(0);
    const other = await run(['log', 'p', '--db', db]);
    expect([other.code, other.stderr]).toEqual([3, expect.stringContaining('begin with `policytrail_`')]);
    expect((await run(['log', 'p', '--table-prefix', 'x; DROP', '--db', db])).code).toBe(2);
  });

  it('is copied while it is in use', async () => {
    const db = await budgetDatabase(inFolder('budget.db'));
    const copy = inFolder('backup.db');
    expect((await run(['backup', copy, '--db', db])).stdout).toBe(`Backed up to ${copy}.\n`);
    expect(await runJson(['verify', '--db', copy])).toEqual(await runJson(['verify', '--db', db]));
    expect((await run(['backup', copy, '--db', db])).code).toBe(2);
  });

  it('has no schema', async () => {
    const { code, stderr } = await run(['log', 'p', '--schema', 'policies', '--db', inFolder('none.db')]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--schema is for Postgres')]);
  });
});

describe('save', () => {
  it.each([
    ['its changes', "changes_json = '{' WHERE version = NEW.version"],
    ['the version before', "policy_json = '{' WHERE version = NEW.version - 1"],
  ])('says that it saved also where %s can not be read', async (name, spoil) => {
    const db = await budgetDatabase(inFolder(`unreadable ${name}.db`));
    const trigger = `AFTER INSERT ON policytrail_versions BEGIN UPDATE policytrail_versions SET ${spoil}; END`;
    await tamper(db, 'versions', `CREATE TRIGGER spoil ${trigger}`);
    const { code, stdout } = await run(['save', 'project-123', policyFile, '--db', db]);
    expect(stdout).toMatch(/^Saved version 4 of project-123\.\nWhat it changed can not be read: .+\n$/);
    expect(code).toBe(0);
  });
});

describe('a failed import', () => {
  const history = (records: number): string =>
    Array.from({ length: records }, (_, index) =>
      JSON.stringify({ policyId: `p${index}`, policy: {}, createdAt: '2025-01-01T00:00:00Z' }),
    ).join('\n');

  it('keeps the file that it made where something was stored', async () => {
    const db = inFolder('partly.db');
    expect((await run(['import', '-', '--db', db], { stdin: `${history(600)}\nhello\n` })).code).toBe(2);
    expect(await runJson(['verify', '--db', db])).toMatchObject({ policies: 500 });
  });

  it('keeps a file that was there, and its own where another program reads it', async () => {
    const empty = inFolder('empty.db');
    await run(['migrate', '--db', empty]);
    expect((await run(['import', '-', '--db', empty], { stdin: 'hello' })).code).toBe(2);
    expect(existsSync(empty)).toBe(true);
    const shared = inFolder('shared.db');
    const readers: (() => Promise<void>)[] = [];
    const stdin = async function* () {
      // Enough to tell what it is, which comes before the file is made.
      yield Buffer.from('\n'.repeat(300));
      readers.push(await startReading(shared));
      yield Buffer.from('hello');
    };
    expect((await run(['import', '-', '--db', shared], { stdin: Readable.from(stdin()) })).code).toBe(2);
    expect(existsSync(shared)).toBe(true);
    for (const stop of readers) await stop();
  });
});

describe('migrate', () => {
  it('makes the file with its tables, and nothing in them', async () => {
    const db = inFolder('made.db');
    expect((await run(['migrate', '--db', db])).stdout).toBe('The tables are there, of schema 2.\n');
    expect(await runJson(['verify', '--db', db])).toMatchObject({ valid: true, policies: 0 });
  });

  it('prints with --sql what makes the same tables, and makes none', async () => {
    const db = inFolder('by-sql.db');
    const { code, stdout } = await run(['migrate', '--sql', '--table-prefix', 'acme_', '--db', db]);
    expect([code, existsSync(db)]).toEqual([0, false]);
    const database = new DatabaseSync(db);
    database.exec(stdout);
    database.close();
    const store = await openSqliteStore(db, { tablePrefix: 'acme_', missingTables: 'refuse' });
    const { checks } = await store.doctor();
    await store.close();
    expect(checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect((await run(['migrate', '--sql', '--from', '2', '--db', db])).stdout).toBe('');
  });

  it.each([
    ['--from', '1'],
    ['--sql', '--json'],
  ])('refuses %s %s', async (...flags) => {
    expect((await run(['migrate', ...flags, '--db', inFolder('none.db')])).code).toBe(2);
    expect(existsSync(inFolder('none.db'))).toBe(false);
  });
});

describe('erase', () => {
  it('says where another reader keeps the files from forgetting', async () => {
    const db = await decidedDatabase(inFolder('reader.db'));
    const erase = ['erase', 'pricing', 'quote:Q-124', '--by', 'dpo', '--reason', 'Request 17', '--db', db];
    const stopReading = await startReading(db);
    const held = await run(erase);
    expect(held.code).toBe(1);
    expect(held.stdout).toMatch(/^Erased .+\nwarning erased_log: .+\n$/);
    await stopReading();
    expect((await run(erase)).code).toBe(0);
  });
});

/** Reads from a database in a process of its own, as locks do not count within one; returns what ends it. */
async function startReading(db: string): Promise<() => Promise<void>> {
  const script = `
    import { DatabaseSync } from '@photostructure/sqlite';
    const database = new DatabaseSync(process.argv[1]);
    database.exec('BEGIN');
    database.prepare('SELECT count(*) FROM policytrail_evaluations').get();
    process.stdin.on('end', () => database.close()).resume();
    console.log('reading');`;
  const reader = spawn(process.execPath, ['--input-type=module', '-e', script, db], { cwd: import.meta.dirname });
  await once(reader.stdout, 'data');
  return async () => {
    reader.stdin.end();
    await once(reader, 'close');
  };
}
