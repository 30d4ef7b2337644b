import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { openSqliteStore } from '@policytrail/sqlite';
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { createProgram } from '../src/program.js';
import { budgetDatabase, run, temporaryFolder } from './run.js';

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
      // The root's --version is for the root alone: a command may have one of its own.
      const global = (command.parent?.options ?? []).filter(({ long }) => long !== '--version');
      for (const option of [...command.options, ...global]) expect(stdout).toContain(option.long);
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

  it('takes --version after a command for that of a policy, never for its own', async () => {
    const { code, stdout } = await run(['save', 'p', '-', '--version', '2', '--db', inFolder('none.db')], {
      stdin: '{}',
    });
    expect([code, stdout, existsSync(inFolder('none.db'))]).toEqual([2, '', false]);
    expect((await run(['decisions', 'project-123', '--version', '2', '--db', db])).stdout).toBe(
      'No decisions match.\n',
    );
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
    ['nothing to judge', ['evaluate', 'project-123'], "'--input <file>'"],
    ['a status that is none', ['decisions', 'project-123', '--status', 'denied'], 'approved, violation, indeterminate'],
    ['a subject that is none', ['explain', 'quote'], 'type:id'],
    ['two policies', ['explain', 'project-123', 'run:1', '--policy', 'p'], 'not both'],
    ['a waiver without a reason', ['waive', 'project-123', 'e-1'], "'--reason <text>'"],
    ['an approval of the past', ['approve', 'project-123', 'e-1', '--expires', 'tomorrow'], '--expires'],
    ['a rejection with an end', ['reject', 'project-123', 'e', '--reason', 'r', '--expires', 'x'], "'--expires'"],
    ['an argument too many', ['approve', 'project-123', 'e-1', 'cap'], 'too many arguments'],
    ['a file too many', ['export', 'a.gz', 'b.gz'], 'too many arguments'],
    ['an erasure by nobody', ['erase', 'project-123', 'run:1', '--reason', 'r'], "'--by <actor>'"],
  ])('is answered with exit code 2: %s', async (_, args, reason) => {
    const { code, stdout, stderr } = await run([...args, '--db', db], { stdin: '{}' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
  });

  it.each([
    ['save', 'what is wrong', 'nothing was stored', ['save', 'p', '-']],
    ['evaluate', 'what is wrong', 'nothing was stored', ['evaluate', 'project-123', '--input', '-']],
    ['import', 'what is wrong', 'what is stored already is not stored twice', ['import', '-']],
  ])('of %s in a line of its input says %s and %s', async (_, __, stored, args) => {
    const { stderr } = await run([...args, '--db', db], { stdin: '{"a":1,\n"a":2}\n' });
    expect(stderr).toMatch(new RegExp(`\nCorrect that line and try again; ${stored}\\.\n$`));
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
    ['a policy', ['decisions', 'nothere']],
    ['a policy', ['stale', 'nothere']],
    ['a policy', ['planned', 'nothere']],
    ['a policy', ['evaluate', 'nothere', '--input', '-']],
    ['a version', ['evaluate', 'project-123', '--input', '-', '--version', '9']],
    ['a time before the first version', ['show', 'project-123', '--at', '2000-01-01T00:00:00Z']],
  ])('is said with exit code 1: %s (%j)', async (_, args) => {
    const { code, stdout, stderr } = await run([...args, '--db', db], { stdin: '{}' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error (not_found|missing_version): .+\n.+\n$/);
  });

  it.each<[readonly string[]]>([
    [['explain', 'project-123', 'run:1']],
    [['explain', 'run:1']],
    [['decisions', 'project-123', 'e-1']],
    [['decisions', 'project-123', '--before', 'e-1']],
    [['reevaluate', 'project-123', 'run:1']],
    [['approve', 'project-123', 'e-1']],
    [['erase', 'project-123', 'run:1', '--by', 'a', '--reason', 'r']],
  ])('is said with exit code 1 where nothing was decided: %j', async (args) => {
    const { code, stdout, stderr } = await run([...args, '--db', db]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error missing_evaluation: .+\n.+\n$/);
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
    ['decisions', 'p'],
    ['explain', 'run:1'],
    ['stale', 'p'],
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

describe('a rule that does not compile', () => {
  const rules = (...when: readonly string[]) =>
    when.map((text, index) => ({ id: `r${index}`, name: 'R', when: text, effect: 'deny' }));
  const save = async (policy: object): Promise<string> => {
    const { code, stderr } = await run(['save', 'p', '-', '--db', inFolder('rules.db')], {
      stdin: JSON.stringify(policy),
    });
    expect(code).toBe(2);
    return stderr;
  };

  it('is shown with carets under what is wrong, and nothing is stored', async () => {
    const stderr = await save({
      maxDiscount: 20,
      rules: rules('input.x > 1 &&\n  input.discount > policy.maxDiscuont'),
    });
    const lines = stderr.split('\n');
    const at = lines.findIndex((line) => /^ *\^+$/.test(line));
    const [begin, end] = [lines[at]?.indexOf('^'), lines[at]?.length];
    expect(lines[at - 1]?.slice(begin, end)).toBe('maxDiscuont');
    expect(stderr).toContain('did you mean `maxDiscount`?');
    expect(existsSync(inFolder('rules.db'))).toBe(true);
    expect((await run(['log', 'p', '--db', inFolder('rules.db')])).stderr).toMatch(/^error not_found/);
  });

  it('keeps its carets in place where the line holds hidden characters', async () => {
    const stderr = await save({ rules: rules('input.x == "\u202e\u200b" || polciy.y') });
    const [line = '', carets = ''] = stderr.split('\n').slice(1);
    expect(line).toContain('U+202EU+200B');
    expect(line.slice(carets.indexOf('^'), carets.length)).toMatch(/^polciy/);
  });

  it('stands among other faults with its carets', async () => {
    const stderr = await save({
      rules: [...rules('input.x >'), { id: 'r1', name: 'R', when: 'true', effect: 'denny' }],
    });
    expect(stderr).toMatch(/^error invalid_policy: /);
    expect(stderr).toMatch(/^ {2}\/rules\/0\/when: .+\n +input\.x >\n +\^+$/m);
    expect(stderr).toMatch(/^ {2}\/rules\/1\/effect: .+$/m);
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
