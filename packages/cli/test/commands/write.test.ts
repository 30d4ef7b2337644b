import { existsSync, writeFileSync } from 'node:fs';
import type { History, PinnedVersion, PinResult, PlannedVersion, PolicyVersion, SaveResult } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { limits, pricingDatabase } from '../pricing.js';
import { budgetDatabase, budgetPolicy, documentOf, run, runJson, temporaryFolder } from '../run.js';

const inFolder = temporaryFolder();
const policyFile = inFolder('policy.json');
writeFileSync(policyFile, JSON.stringify(budgetPolicy(1000, '1.00')));

const stored = async (db: string, policyId = 'p'): Promise<number> =>
  (await runJson<History>(['log', policyId, '--db', db])).total;

describe('save', () => {
  it('makes the database, then versions, with everything said about them', async () => {
    const db = inFolder('save.db');
    const first = await run(['save', 'p', policyFile, '--db', db, '--by', 'ana', '--notes', 'Initial policy']);
    expect(first).toEqual({ code: 0, stdout: 'Saved version 1 of p.\n', stderr: '' });
    const flags = ['--label', 'v1.2.0', '--title', 'Q1 2026', '--expected', '1', '--request-id', 'r-2'];
    const args = ['save', 'p', '-', '--db', db, ...flags];
    const second = await runJson<SaveResult>(args, { stdin: '{"budgetTokens": 5000}' });
    expect(second).toMatchObject({ status: 'saved', version: { version: 2, label: 'v1.2.0', title: 'Q1 2026' } });
    const again = await run(args, { stdin: '{"budgetTokens": 5000}' });
    expect(again.stdout).toBe('Nothing was saved: this request is version 2 of p already.\n');
    expect((await run(['show', 'p', 'v1.2.0', '--db', db])).stdout).toMatch(
      /^Version 2 \(Current\) · v1\.2\.0 · Q1 2026\n/,
    );
  });

  it('keeps the definition that the newest version names: decimals in its form, its fields and bounds', async () => {
    const db = await pricingDatabase(inFolder('defined.db'));
    const [before] = (await runJson<History>(['log', 'pricing', '--db', db])).versions;
    const save = (policy: object) => run(['save', 'pricing', '-', '--db', db], { stdin: JSON.stringify(policy) });
    expect(await save({ ...limits, maxDiscountPct: '15' })).toMatchObject({ code: 0 });
    const after = await runJson<PolicyVersion>(['show', 'pricing', '2', '--db', db]);
    expect(after.schema).toEqual(before?.schema);
    expect(after.policy).toMatchObject({ maxDiscountPct: '15.00', vpDiscountPct: '30.00' });
    expect(await save({ ...limits, maxDiscountPct: 101 })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('/maxDiscountPct'),
    });
    expect(await save({ ...limits, maxDiscount: 15 })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('/maxDiscount'),
    });
    await run(['restore', 'pricing', '1', '--db', db]);
    const restored = await runJson<PolicyVersion>(['show', 'pricing', '3', '--db', db]);
    expect([restored.schema, restored.contentHash]).toEqual([before?.schema, before?.contentHash]);
    expect((await runJson<History>(['log', '~schema/pricing', '--db', db])).total).toBe(1);
  });

  it('stores nothing where nothing changed, unless asked', async () => {
    const db = inFolder('unchanged.db');
    const save = (...args: string[]) => run(['save', 'p', policyFile, '--db', db, ...args]);
    await save();
    expect((await save()).stdout).toBe('Nothing was saved: version 1 of p has the same values.\n');
    expect((await save('--allow-unchanged')).stdout).toBe('Saved version 2 of p.\nNo changes\n');
  });

  it('says what changed as the log does, and nothing of a first version', async () => {
    const db = await budgetDatabase(inFolder('changes.db'));
    const save = (policy: object) => run(['save', 'project-123', '-', '--db', db], { stdin: JSON.stringify(policy) });
    const { stdout } = await save({ budgetTokens: 9000, note: 'x', limit: 1 });
    const [saved, changes, ...more] = stdout.trimEnd().split('\n');
    expect([saved, more]).toEqual(['Saved version 4 of project-123.', []]);
    expect(changes).toMatch(/^Changes: .+, \+3 more changes$/);
    expect((await run(['log', 'project-123', '-n', '1', '--db', db])).stdout).toContain(`\n${changes}\n`);
    const asJson = await run(['save', 'project-123', '-', '--json', '--db', db], { stdin: '{"budgetTokens": 1}' });
    expect(Object.keys(documentOf<object>(asJson))).toEqual(['status', 'version', 'pending']);
    expect((await save({ budgetTokens: 2 })).stdout).toBe(
      'Saved version 6 of project-123.\nChanges: Budget tokens 1 → 2\n',
    );
  });

  it('warns where a save leaves no rules, once, and also in rehearsal', async () => {
    const db = await pricingDatabase(inFolder('no-rules.db'));
    const { policy } = await runJson<PolicyVersion>(['show', 'pricing', '--db', db]);
    const save = async (over: object, ...args: string[]) =>
      (await run(['save', 'pricing', '-', '--db', db, ...args], { stdin: JSON.stringify({ ...policy, ...over }) }))
        .stdout;
    expect(await save({ rules: undefined }, '--dry-run')).toMatch(
      /^Would save version 2 of pricing\.\n[\s\S]+\nwarning version 2 would have no rules any more: everything it judges would be approved\n$/,
    );
    expect(await save({ rules: [] })).toMatch(
      /^Saved version 2 of pricing\.\nChanges: .+\nwarning version 2 has no rules any more: everything it judges will be approved\n$/,
    );
    expect(await save({ rules: undefined, maxDiscountPct: 15 })).not.toContain('warning');
  });

  it('rehearses without storing, also where there is no database', async () => {
    const db = inFolder('rehearsal.db');
    const rehearse = (stdin: string) => run(['save', 'p', '-', '--dry-run', '--db', db], { stdin });
    expect(await rehearse('{"a":1}')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Would save version 1 of p\./),
    });
    expect(existsSync(db)).toBe(false);
    await run(['save', 'p', '-', '--db', db], { stdin: '{"a":1}' });
    expect((await rehearse('{"a":2}')).stdout).toBe(
      'Would save version 2 of p.\n1 change: 1 changed\n~ Changed  A  /a  1 → 2\n',
    );
    expect(await stored(db)).toBe(1);
  });

  it('answers a conflict with exit code 1, the reason and what to do', async () => {
    const db = await budgetDatabase(inFolder('conflict.db'));
    const args = ['save', 'project-123', policyFile, '--expected', '2', '--db', db];
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error version_conflict: .+\n.+--expected .+\n$/);
    const asJson = await run([...args, '--json']);
    expect(JSON.parse(asJson.stderr)).toMatchObject({
      error: { code: 'version_conflict', details: { policyId: 'project-123', expectedVersion: 2, headVersion: 3 } },
    });
    expect([asJson.stdout, await stored(db, 'project-123')]).toEqual(['', 3]);
  });

  it.each<[string, string | Uint8Array]>([
    ['no JSON', '{"a":'],
    ['a key given twice', '{"a":1,"a":2}'],
    ['a number that would not come back', '{"a":9007199254740993}'],
    ['no object', '[1]'],
    ['no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['nothing', ''],
  ])('refuses input that is %s, with a message, and stores nothing', async (_, stdin) => {
    const db = inFolder('refused.db');
    const { code, stdout, stderr } = await run(['save', 'p', '-', '--db', db], { stdin });
    expect([code, stdout, existsSync(db)]).toEqual([2, '', false]);
    expect(stderr).toMatch(/^error invalid_argument: .+\n.+\n$/);
  });
});

describe('restore', () => {
  it('saves the old values anew and marks the version', async () => {
    const db = await budgetDatabase(inFolder('restore.db'));
    const { stdout } = await run(['restore', 'project-123', '2', '--by', 'ana', '--expected', '3', '--db', db]);
    expect(stdout).toBe('Saved version 4 of project-123, restored from version 2.\n');
    const shown = await runJson<PolicyVersion>(['show', 'project-123', '--db', db]);
    expect(shown).toMatchObject({
      version: 4,
      changeNotes: 'Restored from version 2',
      policy: budgetPolicy(5000, '10.00'),
    });
    const { stdout: log } = await run(['log', 'project-123', '-n', '1', '--db', db]);
    expect(log).toMatch(/^Version 4 \(Current, Restored from version 2\)\n/);
    const again = await runJson<SaveResult>(['restore', 'project-123', '2', '--notes', 'Again', '--db', db]);
    expect(again.status).toBe('unchanged');
  });
});

describe('pin', () => {
  it('records the version in force once', async () => {
    const db = await budgetDatabase(inFolder('pin.db'));
    const first = await run(['pin', 'project-123', 'run:run-1', '--by', 'scheduler', '--db', db]);
    expect(first.stdout).toMatch(/^Pinned run run-1 → version 3 of project-123 since .+\.\n$/);
    await run(['restore', 'project-123', '1', '--db', db]);
    const second = await runJson<PinResult>(['pin', 'project-123', 'run:run-1', '--db', db]);
    expect(second).toMatchObject({
      status: 'already_pinned',
      pin: { policyVersion: 3, pinnedBy: { id: 'scheduler' } },
    });
    const pinned = await runJson<PinnedVersion>(['pinned', 'project-123', 'run:run-1', '--db', db]);
    expect(pinned).toMatchObject({ pin: { policyVersion: 3 }, version: { version: 3 } });
    const { stdout } = await run(['pinned', 'project-123', 'run:run-1', '--db', db]);
    expect(stdout).toMatch(/^run run-1 → version 3 of project-123\n.+ {2}by scheduler\n$/);
    const unknown = await run(['pinned', 'project-123', '{"type":"run","id":"a:b"}', '--db', db]);
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringMatching(/^error not_found: /) });
  });
});

describe('a planned version', () => {
  it('is listed, marked, and taken back', async () => {
    const db = await budgetDatabase(inFolder('planned.db'));
    const save = ['save', 'project-123', policyFile, '--effective-at', '2999-01-01T00:00:00Z', '--notes', 'Later'];
    expect((await run([...save, '--db', db])).stdout).toBe(
      'Saved version 4 of project-123, in force from 2999-01-01 12:00 AM.\nChanges: Budget tokens 2000 → 1000, Budget USD 5.00 → 1.00\n',
    );
    const planned = await runJson<readonly PlannedVersion[]>(['planned', 'project-123', '--db', db]);
    expect(planned.map(({ version }) => version.version)).toEqual([4]);
    const { stdout } = await run(['planned', 'project-123', '--db', db]);
    expect(stdout).toBe('Version 4  in force from 2999-01-01 12:00 AM  by unknown author  "Later"\n');
    const marks = async (): Promise<readonly string[]> =>
      (await run(['log', 'project-123', '--db', db])).stdout.split('\n').filter((line) => line.startsWith('Version '));
    expect(await marks()).toEqual([
      'Version 4 (Planned for 2999-01-01 12:00 AM)',
      'Version 3 (Current)',
      'Version 2',
      'Version 1',
    ]);

    const withdrawn = await run(['withdraw', 'project-123', '4', '--by', 'ana', '--db', db]);
    expect(withdrawn.stdout).toBe('Saved version 5 of project-123, which withdraws version 4.\n');
    expect(await marks()).toEqual([
      'Version 5 (Current, Withdraws version 4)',
      'Version 4 (Withdrawn)',
      'Version 3',
      'Version 2',
      'Version 1',
    ]);
    expect((await run(['show', 'project-123', '4', '--db', db])).stdout).toMatch(/^Version 4 \(Withdrawn\)\n/);
    expect((await run(['planned', 'project-123', '--db', db])).stdout).toBe('No version is planned.\n');
  });
});
