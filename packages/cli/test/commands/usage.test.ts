import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { openSqliteStore } from '@policytrail/sqlite';
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { createProgram } from '../../src/program.js';
import { budgetDatabase, run, temporaryFolder } from '../run.js';

const inFolder = temporaryFolder();
let db = '';

beforeAll(async () => {
  db = await budgetDatabase(inFolder('budget.db'));
});

describe('help', () => {
  const commands = createProgram(process).commands;

  it('of every command describes it, names every option and gives two examples', async () => {
    const helps = await Promise.all(commands.map((command) => run([command.name(), '--help'])));
    for (const [index, command] of commands.entries()) {
      const { code, stdout } = helps[index] ?? { code: -1, stdout: '' };
      expect([command.name(), code]).toEqual([command.name(), 0]);
      expect(stdout.replace(/\s+/g, ' ')).toContain(command.description().slice(0, 60));
      for (const option of [...command.options, ...(command.parent?.options ?? [])])
        expect(stdout).toContain(option.long);
      expect(stdout.match(/^ {2}\$ .*policytrail /gm)?.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('lists every command and the exit codes', async () => {
    const { stdout } = await run(['--help']);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command.name()} `, 'm'));
    expect(stdout).toContain('Exit codes:\n  0  done');
  });

  it('says the version', async () => {
    expect((await run(['--version'])).stdout).toBe(`${manifest.version}\n`);
  });
});

describe('bad usage', () => {
  it.each<[string, readonly string[], string]>([
    ['an unknown command, with a suggestion', ['lgo'], 'Did you mean log?'],
    ['no command', [], 'no command'],
    ['an unknown option', ['log', 'p', '--onelin'], 'Did you mean --oneline?'],
    ['a missing argument', ['log'], "missing required argument 'policy'"],
    ['a number that is none', ['log', 'p', '--limit', 'ten'], 'whole number'],
    ['a page that is too long', ['log', 'project-123', '--limit', '501'], 'limit'],
    ['a day that does not exist', ['log', 'project-123', '--from', '2025-02-30'], '--from'],
    ['a time zone that does not exist', ['log', 'project-123', '--time-zone', 'Mars'], '`Mars`'],
    ['a version beside --at', ['show', 'project-123', '1', '--at', '2025-10-02T16:00:00Z'], 'not both'],
    ['an instant without an offset', ['show', 'project-123', '--at', '2025-10-02T16:00:00'], '--at'],
    ['a subject that is none', ['pin', 'project-123', 'run'], 'type:id'],
    ['a field that is no pointer', ['log', 'project-123', '--field', 'budgetUsd'], 'JSON Pointer'],
    ['a file that is not there', ['save', 'p', 'nothere.json'], 'nothere.json'],
    ['a folder for a file', ['import', '.'], 'not a file'],
    ['a folder that is not there', ['export', '/nowhere/at/all.gz'], 'the folder `/nowhere/at` is not there'],
    ['a checkpoint that is none', ['verify', '--checkpoint', '-'], 'checkpoint'],
    ['JSON and an archive on stdout', ['export', '-', '--json'], 'stdout'],
  ])('is answered with exit code 2: %s', async (_, args, reason) => {
    const { code, stdout, stderr } = await run([...args, '--db', db], { stdin: '{}' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
  });

  it('with --json is one document on stderr', async () => {
    const { stderr } = await run(['lgo', '--json']);
    expect(JSON.parse(stderr)).toEqual({
      error: { code: 'usage', message: expect.stringContaining('lgo'), details: {} },
    });
  });
});

describe('what is not there', () => {
  it.each<[string, readonly string[]]>([
    ['a policy', ['log', 'nothere']],
    ['a policy', ['show', 'nothere']],
    ['a policy', ['verify', 'nothere']],
    ['a version', ['show', 'project-123', '9']],
    ['a label', ['show', 'project-123', 'v9']],
    ['a version', ['diff', 'project-123', '1', '9']],
    ['a version', ['restore', 'project-123', '9']],
    ['a time before the first version', ['show', 'project-123', '--at', '2000-01-01T00:00:00Z']],
  ])('is said with exit code 1: %s (%j)', async (_, args) => {
    const { code, stdout, stderr } = await run([...args, '--db', db]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error (not_found|missing_version): .+\n.+\n$/);
  });

  it('names both ways to name a database', async () => {
    const { code, stderr } = await run(['log', 'p']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/--db.*POLICYTRAIL_DB/);
  });

  it.each([
    ['log', 'p'],
    ['restore', 'p', '1'],
    ['pin', 'p', 'run:1'],
    ['verify'],
    ['doctor'],
    ['backup', 'x.db'],
    ['policies'],
  ])('is no reason for %s to make a database', async (...args) => {
    const missing = inFolder('missing.db');
    const { code, stderr } = await run([...args, '--db', missing]);
    expect([code, existsSync(missing)]).toEqual([2, false]);
    expect(stderr).toContain('there is no database at');
  });
});

describe('a database that is not ours', () => {
  it.each([[['log', 'p']], [['policies']], [['verify']], [['doctor']]])('is left as it is by %j', async (args) => {
    const foreign = inFolder('foreign.db');
    const store = await openSqliteStore(foreign, { tablePrefix: 'another_' });
    await store.close();
    const before = readFileSync(foreign);
    const { code, stderr } = await run([...args, '--db', foreign]);
    expect(code).toBe(3);
    expect(stderr).toContain('no tables that begin with `policytrail_`');
    expect(readFileSync(foreign)).toEqual(before);
  });
});

describe('a store that fails', () => {
  it('is exit code 3', async () => {
    const file = inFolder('text.db');
    writeFileSync(file, 'this is no database, this is text. '.repeat(100));
    const { code, stdout, stderr } = await run(['log', 'p', '--db', file]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/^error store_unavailable: .+\n.+\n$/);
  });
});

describe('stored text', () => {
  it('never reaches the terminal raw', async () => {
    const file = inFolder('hostile.db');
    const hostile = '\u001b]0;owned\u0007\u202e\u009b';
    await run(
      [
        'save',
        'p',
        '-',
        '--notes',
        `${hostile}\nVersion 9 (Current)`,
        '--title',
        'x\u202e',
        '--by',
        'b\u200b',
        '--db',
        file,
      ],
      {
        stdin: JSON.stringify({ [`key${hostile}`]: hostile }),
      },
    );
    await run(['save', 'p', '-', '--db', file], { stdin: '{}' });
    for (const args of [
      ['log', 'p'],
      ['log', 'p', '--oneline'],
      ['log', 'p', '--json'],
      ['show', 'p', '1'],
      ['diff', 'p', '1', '2'],
      ['policies'],
    ]) {
      const { code, stdout } = await run([...args, '--db', file]);
      expect(code).toBe(0);
      expect(stdout).not.toMatch(/[^\n\P{Cc}]|\p{Cf}|^Version 9/mu);
    }
  });
});
