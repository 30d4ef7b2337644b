import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { budgetDatabase, budgetLines, documentOf, policytrail, program, temporaryFolder } from '../run.js';

const inFolder = temporaryFolder();
const rule = '─'.repeat(39);
const history = inFolder('history.ndjson');
let db = '';

beforeAll(async () => {
  if (!existsSync(program)) throw new Error(`there is no ${program}: run npm run build first`);
  writeFileSync(history, budgetLines());
  db = await budgetDatabase(inFolder('budget.db'));
});

describe('the built command', () => {
  it('imports the running example and tells its history', async () => {
    const env = { POLICYTRAIL_DB: inFolder('example.db') };
    const imported = await policytrail(['import', history], { env });
    expect(imported.stdout).toMatch(
      /^Imported 3 records of 1 policy in .+: 3 saved, 0 unchanged, 0 already saved\.\n$/,
    );
    const { stdout } = await policytrail(['log', 'project-123'], { env });
    expect(
      stdout
        .split('\n')
        .filter((line) => !/: Yes \||^Changes|^First/.test(line))
        .join('\n'),
    ).toBe(`Version 3 (Current)
2025-10-03 09:15 AM  by user
"Reduced after budget review"
${rule}
Version 2
2025-10-02 02:30 PM  by user
"Increased for production"
${rule}
Version 1
2025-10-01 10:00 AM  by system
"Initial policy"
`);
  });

  // In order: each row finds what the rows before it left.
  it.each<[readonly string[], RegExp, Readonly<Record<string, unknown>> | undefined]>([
    [['log', 'project-123'], /^Version 3 \(Current\)\n/, { total: 3, head: 3, current: 3 }],
    [['show', 'project-123', '2'], /^Version 2\n/, { version: 2, changeNotes: 'Increased for production' }],
    [['diff', 'project-123', '1', '2'], /^Version 1 → Version 2\n2 changes: 2 changed\n/, { from: 1, to: 2 }],
    [['policies'], /^project-123 {2}version 3 /, { total: 1 }],
    [['save', 'project-123', '-', '--dry-run'], /^Would save version 4 of project-123\.\n/, { status: 'saved' }],
    [
      ['save', 'project-123', '-', '--request-id', 'r'],
      /^Saved version 4 of project-123\.\nChanges: [^\n]+\n$/,
      { status: 'already_saved' },
    ],
    [
      ['restore', 'project-123', '3'],
      /^Saved version 5 of project-123, restored from version 3\.\n$/,
      { status: 'unchanged' },
    ],
    [['pin', 'project-123', 'run:1'], /^Pinned run 1 → version 5 of project-123 since /, { status: 'already_pinned' }],
    [['pinned', 'project-123', 'run:1'], /^run 1 → version 5 of project-123\n/, { pin: { policyVersion: 5 } }],
    [['planned', 'project-123'], /^No version is planned\.\n$/, undefined],
    [
      ['save', 'project-123', '-', '--effective-at', '2999-01-01T00:00:00Z', '--request-id', 'p'],
      /^Saved version 6 of project-123, in force from 2999-01-01 12:00 AM\.\n/,
      { status: 'already_saved' },
    ],
    [['withdraw', 'project-123', '6'], /^Saved version 7 of project-123, which withdraws version 6\.\n$/, undefined],
    [
      ['evaluate', 'project-123', '--input', '-', '--subject', 'run:1', '--id', 'e'],
      /^Approved · run 1\nproject-123 version 5\n[\s\S]+\nRecorded as evaluation e\.\n$/,
      { status: 'already_recorded', evaluation: { id: 'e', policyVersion: 5 } },
    ],
    [['decisions', 'project-123'], /^\d.+ {2}approved {2}run 1 {2}version 5 {2}e\n$/, { total: 1 }],
    [['decisions', 'project-123', 'e'], /^Approved · run 1\n/, { id: 'e', reviews: [], effective: { allowed: true } }],
    [['explain', 'run:1'], /^run 1 · project-123\n[\s\S]+\nDrift {2}same content /, { source: 'recorded' }],
    [['stale', 'project-123'], /^same content {2}run 1 {2}approved {2}version 5 /, { next: null }],
    [
      ['reevaluate', 'project-123', 'run:1', '--id', 'e2'],
      /^Approved · run 1\nproject-123 version 7\n[\s\S]+\nRecorded as evaluation e2\.\n$/,
      { status: 'already_recorded', supersedes: 'e' },
    ],
    [
      ['erase', 'project-123', 'run:1', '--by', 'dpo', '--reason', 'Request 17'],
      /^Erased input and decision of 2 evaluations of run:1\.\n$/,
      { erased: 0, alreadyErased: 2 },
    ],
    [
      ['verify'],
      /^Valid: 7 versions of 1 policy, 1 pin, 2 evaluations and 0 reviews checked\.\n$/,
      { valid: true, versions: 7, evaluations: 2 },
    ],
    [
      ['verify', 'project-123'],
      /^Valid: 7 versions of project-123, 1 pin, 2 evaluations and 0 reviews checked\.\n$/,
      { valid: true, versions: 7 },
    ],
    [
      ['import', history],
      /^Imported 3 records of 1 policy in .+: 0 saved, 0 unchanged, 3 already saved\.\n$/,
      { alreadySaved: 3 },
    ],
    [['export', inFolder('archive.gz'), '--force'], /^Wrote [\d,]+ bytes to /, { file: inFolder('archive.gz') }],
    [['doctor'], /^sqlite .+\nok {2}/, { durable: true }],
    [['backup', inFolder('backup.db')], /^Backed up to /, undefined],
  ])('answers %j in words and as one JSON document', async (args, words, value) => {
    const stdin = '{"budgetTokens": 9000}';
    const inWords = await policytrail([...args, '--db', db], { stdin });
    expect({ code: inWords.code, stderr: inWords.stderr }).toEqual({ code: 0, stderr: '' });
    expect(inWords.stdout).toMatch(words);
    if (value !== undefined)
      expect(documentOf(await policytrail([...args, '--json', '--db', db], { stdin }))).toMatchObject(value);
  });

  // In order, too. Exit code 1 where the subject may not go ahead.
  it.each<[number, readonly string[], RegExp]>([
    [0, ['save', 'capped', '-'], /^Saved version 1 of capped\.\n$/],
    [1, ['evaluate', 'capped', '--input', '-', '--id', 'e'], /\nNot allowed: waits for the approval of lead\.\n/],
    [0, ['approve', 'capped', 'e', '--by', 'lee'], /^approved .+\nAllowed: the approval was given\.\n$/],
    [0, ['revoke', 'capped', 'e', '--by', 'lee'], /^revoked .+\nNot allowed: waits for /],
    [0, ['reject', 'capped', 'e', '--reason', 'Over plan'], /^rejected .+\nNot allowed: the approval was refused\.\n$/],
    [0, ['waive', 'capped', 'e', '--reason', 'Incident 42'], /^waived .+\nAllowed: what was violated was waived\.\n$/],
  ])('ends with exit code %i on %j', async (exitCode, args, words) => {
    const rule = {
      id: 'cap',
      name: 'Cap',
      when: 'input.budgetTokens > 9',
      effect: 'require_approval',
      approver: 'lead',
    };
    const stdin = JSON.stringify(args[0] === 'save' ? { rules: [rule] } : { budgetTokens: 9000 });
    const { code, stdout, stderr } = await policytrail([...args, '--db', db], { stdin });
    expect({ code, stderr }).toEqual({ code: exitCode, stderr: '' });
    expect(stdout).toMatch(words);
  });

  it('tells its version and explains itself', async () => {
    expect((await policytrail(['--version'])).stdout).toBe(`${manifest.version}\n`);
    expect((await policytrail(['log', '--help'])).stdout).toContain('--time-zone');
  });

  it.each<[number, string, readonly string[]]>([
    [1, 'version_conflict', ['save', 'project-123', '-', '--expected', '1']],
    [1, 'not_found', ['log', 'nothere']],
    [2, 'usage', ['lgo']],
    [2, 'invalid_argument', ['log', 'project-123', '--limit', '0']],
  ])('ends with exit code %i on %s', async (exitCode, name, args) => {
    const { code, stdout, stderr } = await policytrail([...args, '--db', db], { stdin: '{}' });
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
    expect(stderr).toMatch(new RegExp(`^error ${name}: `));
  });

  it('ends with exit code 3 where the store fails', async () => {
    const text = inFolder('text.db');
    writeFileSync(text, 'this is no database, this is text. '.repeat(100));
    expect(await policytrail(['log', 'p', '--db', text])).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(/^error store_/),
    });
  });

  it('colours for terminals only, and for those who force it', async () => {
    const isColoured = async (env: Readonly<Record<string, string>>): Promise<boolean> =>
      (await policytrail(['log', 'project-123', '--db', db], { env })).stdout.includes('\u001b[');
    const environments = [{}, { CI: '1' }, { FORCE_COLOR: '1' }, { FORCE_COLOR: '1', NO_COLOR: '1' }];
    expect(await Promise.all(environments.map(isColoured))).toEqual([false, false, true, false]);
  });
});

describe('an interrupted import', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s leaves a consistent store and exit code %i', async (signal, exitCode) => {
    const folder = inFolder(`interrupted ${signal}`);
    mkdirSync(folder);
    const target = `${folder}/budget.db`;
    const changes = watch(folder);
    const child = spawn(process.execPath, [program, 'import', '-', '--db', target]);
    child.stdin.write(budgetLines());
    for await (const _ of changes) if (existsSync(target)) break;
    child.kill(signal);
    const [code] = await once(child, 'close');
    expect(code).toBe(exitCode);
    expect(documentOf(await policytrail(['verify', '--json', '--db', target]))).toMatchObject({ valid: true });
  });
});

describe('a reader that stops early', () => {
  it('ends the command quietly', async () => {
    const big = inFolder('big.db');
    await policytrail(['save', 'p', '-', '--db', big], { stdin: JSON.stringify({ text: 'x'.repeat(500_000) }) });
    const command = `"${process.execPath}" "${program}" show p --db "${big}" | head -n 1; echo "exit \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', command]);
    expect([stdout, stderr]).toEqual(['Version 1 (Current)\nexit 0\n', '']);
  });
});
