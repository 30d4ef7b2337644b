import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ArchiveImport, DoctorReport, History, HistoryImport, TrailVerification } from '@policytrail/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { tamper } from '../database.js';
import { budgetDatabase, budgetLines, run, runJson, temporaryFolder } from '../run.js';

const inFolder = temporaryFolder();
let db = '';

beforeAll(async () => {
  db = await budgetDatabase(inFolder('budget.db'));
});

describe('import', () => {
  it('reads a plain history, says what it did, and adds nothing the second time', async () => {
    const file = inFolder('history.ndjson.gz');
    writeFileSync(file, gzipSync(budgetLines() + budgetLines().split('\n')[2]?.replace('"user"', '"other"')));
    const target = inFolder('history.db');
    const { stdout } = await run(['import', file, '--db', target]);
    expect(stdout).toMatch(/^Imported 4 records of 1 policy in \d+\.\d s: 3 saved, 1 unchanged, 0 already saved\.\n$/);
    const again = await runJson<HistoryImport>(['import', file, '--db', target]);
    expect(again).toEqual({ records: 4, policies: 1, saved: 0, unchanged: 1, alreadySaved: 3 });
    const kept = await runJson<HistoryImport>(['import', file, '--allow-unchanged', '--db', inFolder('kept.db')]);
    expect(kept).toMatchObject({ saved: 4, unchanged: 0 });
  });

  it('reads stdin', async () => {
    const args = ['import', '-', '--db', inFolder('stdin.db')];
    expect(await runJson<HistoryImport>(args, { stdin: budgetLines() })).toMatchObject({ saved: 3 });
  });

  it('takes an archive into an equal history', async () => {
    const archive = inFolder('budget.jsonl.gz');
    await run(['export', archive, '--db', db]);
    const target = inFolder('copy.db');
    const { stdout } = await run(['import', archive, '--db', target]);
    expect(stdout).toMatch(
      /^Imported an archive of 1 policy in \d+\.\d s: 3 versions added, 0 already stored; 0 pins added, 0 already stored\.\n$/,
    );
    const again = await runJson<ArchiveImport>(['import', archive, '--db', target]);
    expect(again.versions).toEqual({ appended: 0, alreadyStored: 3 });
    const logOf = (file: string) => runJson<History>(['log', 'project-123', '--db', file]);
    expect(await logOf(target)).toEqual(await logOf(db));
  });

  it.each([
    ['no JSON', 'hello\n'],
    ['no history', '{"a":1}\n'],
    ['a cut archive', undefined],
  ])('refuses %s with exit code 2 and stores nothing', async (name, stdin) => {
    const target = inFolder(`${name}.db`);
    const plain = await run(['export', '-', '--no-gzip', '--db', db]);
    const cut = plain.stdout.slice(0, plain.stdout.lastIndexOf('\n', plain.stdout.length - 2) + 1);
    const { code, stdout, stderr } = await run(['import', '-', '--db', target], { stdin: stdin ?? cut });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error (invalid_argument|archive_invalid): .+\n.+\n$/);
    expect(readdirSync(inFolder('.')).filter((file) => file.startsWith(`${name}.db`))).toEqual([]);
  });
});

describe('import of a history from the future', () => {
  const record = (policyId: string, createdAt: string): string =>
    `${JSON.stringify({ policyId, policy: { a: policyId }, createdAt })}\n`;
  // More than are stored at once.
  const before = Array.from({ length: 700 }, (_, index) => record(`p${index}`, '2025-01-01T00:00:00Z')).join('');
  const late = `${before}\n${record('late', '2999-01-01T01:00:00+01:00')}${budgetLines()}`;
  const refused = /^error invalid_argument: line 702: createdAt 2999-01-01T00:00:00\.000Z lies in the future.+\n.+\n$/;

  it.each([
    ['a file', late],
    ['a gzipped file', gzipSync(late)],
  ])('is refused at its line, and goes on once that is mended: %s', async (name, bytes) => {
    const file = inFolder(`${name}.ndjson`);
    writeFileSync(file, bytes);
    const target = await budgetDatabase(inFolder(`${name}.db`));
    expect(await run(['import', file, '--db', target])).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(refused),
    });
    expect(await runJson(['import', '-', '--db', target], { stdin: before })).toMatchObject({
      records: 700,
      saved: 200,
      alreadySaved: 500,
    });
    expect(await runJson(['verify', '--db', target])).toMatchObject({ policies: 701, versions: 703 });
  });
});

describe('export', () => {
  it('writes a gzipped archive whole, and replaces none unless told to', async () => {
    const file = inFolder('whole.jsonl.gz');
    const { stdout } = await run(['export', file, '--db', db]);
    const size = statSync(file).size.toLocaleString('en-US');
    expect(stdout).toBe(`Wrote ${size} bytes to ${file}: 3 versions and 0 pins.\n`);
    expect(gunzipSync(readFileSync(file)).toString().split('\n')[0]).toContain('"manifest"');
    const refused = await run(['export', file, '--db', db]);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') });
    expect((await run(['export', file, '--force', '--db', db])).code).toBe(0);
    expect(readdirSync(inFolder('.')).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  it('leaves no file behind where it fails', async () => {
    const file = inFolder('none.jsonl');
    const { code } = await run(['export', file, '--policy', 'nothere', '--db', db]);
    expect(code).toBe(1);
    expect(readdirSync(inFolder('.')).filter((name) => name.startsWith('none.jsonl'))).toEqual([]);
  });

  it('writes some policies, named once each or, as before, behind one another', async () => {
    const several = inFolder('several.db');
    const record = (policyId: string) => JSON.stringify({ policyId, policy: {}, createdAt: '2025-01-01T00:00:00Z' });
    await run(['import', '-', '--db', several], { stdin: ['a', 'b', 'c'].map(record).join('\n') });
    const file = inFolder('several.jsonl.gz');
    for (const args of [
      ['--policy', 'a', '--policy', 'b', file],
      [file, '--policy', 'a', 'b'],
    ]) {
      const { stdout } = await run(['export', ...args, '--force', '--db', several]);
      expect(stdout).toContain(': 2 versions and 0 pins.');
    }
  });

  it('writes to stdout, some policies, plain', async () => {
    const { stdout } = await run(['export', '-', '--policy', 'project-123', '--no-gzip', '--db', db]);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => Object.keys(JSON.parse(line))[0]),
    ).toEqual(['manifest', 'version', 'version', 'version', 'end']);
  });
});

describe('verify', () => {
  it('finds a whole history valid', async () => {
    const { stdout } = await run(['verify', '--db', db]);
    expect(stdout).toBe('Valid: 3 versions of 1 policy and 0 pins checked.\n');
    expect((await run(['verify', 'project-123', '--db', db])).stdout).toBe(
      'Valid: 3 versions of project-123 and 0 pins checked.\n',
    );
  });

  it('finds with a checkpoint that a tail is missing', async () => {
    const checkpoint = inFolder('checkpoint.json');
    const { stdout } = await run(['verify', '--json', '--db', db]);
    writeFileSync(checkpoint, stdout);
    const shorter = inFolder('shorter.db');
    await run(['import', '-', '--db', shorter], { stdin: budgetLines().split('\n').slice(0, 2).join('\n') });
    expect((await run(['verify', '--db', shorter])).code).toBe(0);
    const found = await run(['verify', '--checkpoint', checkpoint, '--db', shorter]);
    expect(found.code).toBe(1);
    expect(found.stdout).toMatch(
      /^checkpoint: project-123, .+\n1 problem: 2 versions of 1 policy and 0 pins checked\.\n$/,
    );
    expect((await run(['verify', 'project-123', '--checkpoint', checkpoint, '--db', shorter])).code).toBe(1);
    expect((await run(['verify', '--checkpoint', checkpoint, '--db', db])).code).toBe(0);
  });

  it('prints the SDK’s verification with exit code 1 where something does not hold', async () => {
    const tampered = await budgetDatabase(inFolder('tampered.db'));
    await tamper(tampered, 'versions', "UPDATE t.versions SET policy_json = '{}' WHERE version = 2");
    const { code, stdout } = await run(['verify', '--json', '--db', tampered]);
    const verification: TrailVerification = JSON.parse(stdout);
    expect([code, verification.valid]).toEqual([1, false]);
    expect(verification.problems).toContainEqual(
      expect.objectContaining({ policyId: 'project-123', version: 2, kind: 'content' }),
    );
    const { stdout: text } = await run(['verify', '--db', tampered]);
    expect(text).toMatch(/^content: project-123, version 2: .+$/m);
  });
});

describe('doctor', () => {
  it('says what the store promises', async () => {
    const report = await runJson<DoctorReport>(['doctor', '--db', db]);
    expect(report.checks.filter(({ status }) => status === 'failed')).toEqual([]);
    const { code, stdout } = await run(['doctor', '--db', db]);
    expect([code, stdout.split('\n')[0]]).toEqual([0, report.store]);
  });
});

describe('migrate', () => {
  it('changes nothing where the tables are there', async () => {
    const before = await runJson(['verify', '--db', db]);
    const { code, stdout } = await run(['migrate', '--db', db]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^The tables are there, of schema \d+\.\n$/)]);
    expect(await runJson(['migrate', '--db', db])).toEqual({ schema: Number(/\d+/.exec(stdout)?.[0]) });
    expect(await runJson(['verify', '--db', db])).toEqual(before);
  });
});
