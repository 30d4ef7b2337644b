import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { openSqliteStore } from '@policytrail/sqlite';
import { beforeAll, describe, expect, it } from 'vitest';
import { decidedDatabase } from '../pricing.js';
import { budgetDatabase, budgetPolicy, type Outcome, program, run, runJson, temporaryFolder } from '../run.js';

const inFolder = temporaryFolder();
const temporary = inFolder('temporary');

beforeAll(() => {
  if (!existsSync(program)) throw new Error(`there is no ${program}: run npm run build first`);
  mkdirSync(temporary);
});

/** Takes from everybody the right to write to a database and its folder. */
function locked(name: string, files: readonly string[]): string {
  const folder = inFolder(name);
  mkdirSync(folder);
  for (const file of files) {
    const copy = `${folder}/policies.db${/-wal$/.exec(file)?.[0] ?? ''}`;
    copyFileSync(file, copy);
    chmodSync(copy, 0o444);
  }
  chmodSync(folder, 0o555);
  return `${folder}/policies.db`;
}

/** Root may write whatever the rights say: without that power it is somebody for whom they count. */
const mortal = process.geteuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override'] : [];

function asReader(args: readonly string[], folder = temporary): Outcome {
  const [command = '', ...rest] = [...mortal, process.execPath, program, ...args];
  const { status, stdout, stderr } = spawnSync(command, rest, {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: folder },
  });
  return { code: status, stdout, stderr };
}

describe('a database that may only be read', () => {
  it('is read by every command that reads, whole, and stays as it is', async () => {
    const db = await decidedDatabase(inFolder('decided.db'));
    const before = await runJson<object>(['verify', '--db', db]);
    const only = locked('decided', [db]);
    const bytes = readFileSync(only);
    for (const args of [
      ['log', 'pricing'],
      ['show', 'pricing', '1'],
      ['diff', 'pricing', '1', '2'],
      ['policies'],
      ['planned', 'pricing'],
      ['decisions', 'pricing'],
      ['explain', 'quote:Q-124:3'],
      ['stale', 'pricing'],
      ['export', `${temporary}/archive.gz`, '--force'],
      ['backup', `${temporary}/backup.db`],
    ]) {
      const { code, stderr } = asReader([...args, '--db', only]);
      expect([args[0], code, stderr]).toEqual([args[0], 0, '']);
    }
    const verified = asReader(['verify', '--json', '--db', only]);
    expect(JSON.parse(verified.stdout)).toEqual(before);
    expect(readFileSync(only).equals(bytes)).toBe(true);
    expect(readdirSync(`${inFolder('decided')}`)).toEqual(['policies.db']);
    expect(readdirSync(temporary).toSorted()).toEqual(['archive.gz', 'backup.db']);
  });

  it('is read with what stands in its write-ahead log alone', async () => {
    const db = await budgetDatabase(inFolder('budget.db'));
    const store = await openSqliteStore(db);
    await run(['save', 'project-123', '-', '--db', db], { stdin: JSON.stringify(budgetPolicy(1, '1.00')) });
    const only = locked('logged', [db, `${db}-wal`]);
    await store.close();
    const { stdout } = asReader(['policies', '--db', only]);
    expect(stdout).toMatch(/^project-123 {2}version 4 /);
    expect(asReader(['verify', '--db', locked('cut', [db])]).code).toBe(0);
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('leaves no copy behind where %s ends the command', async (signal, exitCode) => {
    const only = locked(`ended ${signal}`, [await budgetDatabase(inFolder(`ended ${signal}.db`))]);
    const folder = inFolder(`temporary ${signal}`);
    mkdirSync(folder);
    const [command = '', ...args] = [...mortal, process.execPath, program, 'log', 'project-123', '--db', only];
    const child = spawn(command, args, { env: { ...process.env, TMPDIR: folder } });
    while (readdirSync(folder).length === 0) await nextTurn();
    child.kill(signal);
    const [code] = await once(child, 'close');
    expect([code, readdirSync(folder)]).toEqual([exitCode, []]);
  });

  it('is not written to: that fails as before', async () => {
    const only = locked('written', [await budgetDatabase(inFolder('written.db'))]);
    const { code, stderr } = asReader(['pin', 'project-123', 'run:1', '--db', only]);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^error store_unavailable: .+read-only\n/)]);
    expect(asReader(['doctor', '--db', only]).code).toBe(3);
  });

  it('is named where no copy can be made', async () => {
    const only = locked('no-copy', [await budgetDatabase(inFolder('no-copy.db'))]);
    const { code, stderr } = asReader(['log', 'project-123', '--db', only], inFolder('no-copy'));
    expect([code, stderr]).toEqual([2, expect.stringContaining(`\`${inFolder('no-copy')}\` could not be written: `)]);
  });
});
