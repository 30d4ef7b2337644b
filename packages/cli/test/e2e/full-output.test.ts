import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { budgetDatabase, type Outcome, policytrail, program, temporaryFolder } from '../run.js';

const inFolder = temporaryFolder();
let db = '';

beforeAll(async () => {
  if (!existsSync(program)) throw new Error(`there is no ${program}: run npm run build first`);
  db = await budgetDatabase(inFolder('budget.db'));
});

describe('an output that does not take all', () => {
  const lost = /^error output_failed: stdout could not be written: E\w+: .+\n.+\n$/;

  it.each([
    'verify',
    'log project-123',
    'evaluate project-123 --input - --dry-run <<< "{}"',
    'export - --no-gzip',
    'migrate --sql',
  ])('ends the command with exit code 3 and one reason on a full disk: %s', async (args) => {
    const { code, stderr } = await inShell(`policytrail ${args} --db "${db}" > /dev/full`);
    expect(stderr).toMatch(lost);
    expect(code).toBe(3);
  });

  it('is said with --json as one document', async () => {
    const { code, stderr } = await inShell(`policytrail verify --json --db "${db}" > /dev/full`);
    expect([code, JSON.parse(stderr)]).toMatchObject([
      3,
      { error: { code: 'output_failed', details: { systemCode: 'ENOSPC' } } },
    ]);
  });

  it('is told from one that was written whole, also where its beginning found room', async () => {
    const big = inFolder('long.db');
    await policytrail(['save', 'p', '-', '--db', big], { stdin: JSON.stringify({ text: 'x'.repeat(500_000) }) });
    const show = `policytrail show p --db "${big}" > "${inFolder('shown.txt')}"`;
    expect(await inShell(`ulimit -f 100; ${show}`)).toMatchObject({ code: 3, stderr: expect.stringMatching(lost) });
    expect(await inShell(show)).toMatchObject({ code: 0, stderr: '' });
    expect(statSync(inFolder('shown.txt')).size).toBeGreaterThan(500_000);
  });

  it('is no reason to say another exit code where stderr takes nothing', async () => {
    expect((await inShell(`policytrail log p --limit 0 --db "${db}" 2> /dev/full`)).code).toBe(2);
  });

  it('leaves no archive where there was no room for it, and the old one where there is one', async () => {
    const big = inFolder('random.db');
    const text = randomBytes(300_000).toString('base64');
    await policytrail(['save', 'p', '-', '--db', big], { stdin: JSON.stringify({ text }) });
    const folder = inFolder('archives');
    mkdirSync(folder);
    writeFileSync(`${folder}/old.gz`, 'old');
    for (const name of ['new.gz', 'old.gz --force']) {
      const [file, flag = ''] = name.split(' ');
      const failed = await inShell(`ulimit -f 100; policytrail export "${folder}/${file}" ${flag} --db "${big}"`);
      expect(failed).toMatchObject({ code: 3, stderr: expect.stringMatching(/^error storage_full: .+\n.+\n$/) });
    }
    expect([readdirSync(folder), readFileSync(`${folder}/old.gz`, 'utf8')]).toEqual([['old.gz'], 'old']);
  });

  it('is named where it can not be made', async () => {
    expect(await policytrail(['export', inFolder(`${'x'.repeat(300)}.gz`), '--db', db])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^error invalid_argument: `.+\.gz` could not be written: /),
    });
  });
});

/** Runs a line of bash in which `policytrail` is the built command. */
async function inShell(line: string): Promise<Outcome> {
  const child = spawn('bash', ['-c', `policytrail() { "${process.execPath}" "${program}" "$@"; }\n${line}`]);
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      output[stream] += chunk;
    });
  }
  const [code] = await once(child, 'close');
  return { code, ...output };
}
