import {
  createPolicyTrail,
  definePolicy,
  type History,
  type PolicyDiff,
  type PolicyPage,
  type PolicyVersion,
} from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openStore, tamper } from '../database.js';
import { budgetDatabase, budgetHistory, budgetPolicy, run, runJson, temporaryFolder } from '../run.js';

const rule = '─'.repeat(39);
const inFolder = temporaryFolder();
let db = '';

const read = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await run([...args, '--db', db]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

beforeAll(async () => {
  db = await budgetDatabase(inFolder('budget.db'));
});

describe('log', () => {
  it('tells the history of the running example, newest first', async () => {
    expect(await read('log', 'project-123')).toBe(`Version 3 (Current)
2025-10-03 09:15 AM  by user
"Reduced after budget review"
Allow network: Yes | Budget nature cost: 100.0 | Budget tokens: 2000 | Budget USD: 5.00
Changes: Budget tokens 5000 → 2000, Budget USD 10.00 → 5.00
${rule}
Version 2
2025-10-02 02:30 PM  by user
"Increased for production"
Allow network: Yes | Budget nature cost: 100.0 | Budget tokens: 5000 | Budget USD: 10.00
Changes: Budget tokens 1000 → 5000, Budget USD 1.00 → 10.00
${rule}
Version 1
2025-10-01 10:00 AM  by system
"Initial policy"
Allow network: Yes | Budget nature cost: 100.0 | Budget tokens: 1000 | Budget USD: 1.00
First version
`);
  });

  it('shows key values as the stored definition says, to the letter of the running example', async () => {
    const file = inFolder('defined.db');
    await saveWithDefinition(file);
    const { stdout } = await run(['log', 'project-123', '--db', file]);
    const withoutChanges = stdout.split('\n').filter((line) => !/^(Changes: |First version$)/.test(line));
    expect(withoutChanges.join('\n')).toBe(`Version 3 (Current)
2025-10-03 09:15 AM  by user
"Reduced after budget review"
Tokens: 2000 | USD: $5.00
${rule}
Version 2
2025-10-02 02:30 PM  by user
"Increased for production"
Tokens: 5000 | USD: $10.00
${rule}
Version 1
2025-10-01 10:00 AM  by system
"Initial policy"
Tokens: 1000 | USD: $1.00
`);
    expect(stdout).toContain('Changes: Tokens 5000 → 2000, USD $10.00 → $5.00\n');
  });

  it('fits one line a version', async () => {
    expect(
      await read('log', 'project-123', '--oneline'),
    ).toBe(`3  2025-10-03 09:15 AM  user  Reduced after budget review  (Current)
2  2025-10-02 02:30 PM  user  Increased for production
1  2025-10-01 10:00 AM  system  Initial policy
`);
  });

  it.each<[string, readonly string[], readonly number[]]>([
    ['author', ['--author', 'system'], [1]],
    ['days', ['--from', '2025-10-02', '--to', '2025-10-02'], [2]],
    ['days of a time zone', ['--to', '2025-10-02', '--time-zone', 'Asia/Tokyo'], [2, 1]],
    ['instants', ['--from', '2025-10-02T14:30:00Z', '--to', '2025-10-03T09:15:00Z'], [2]],
    ['text', ['--text', 'BUDGET'], [3]],
    ['changed field', ['--field', '/budgetUsd'], [3, 2]],
    ['number', ['--before', '3', '--limit', '1'], [2]],
  ])('narrows by %s', async (_, args, versions) => {
    const history = await runJson<History>(['log', 'project-123', ...args, '--db', db]);
    expect(history.versions.map(({ version }) => version)).toEqual(versions);
  });

  it('says how to read on, and when nothing matches', async () => {
    expect(await read('log', 'project-123', '-n', '1')).toContain(
      `\n${rule}\n1 of 3 versions; older ones: --before 3\n`,
    );
    expect(await read('log', 'project-123', '--author', 'nobody')).toBe('No versions match.\n');
  });

  it('says which version cannot be read, and lists the rest', async () => {
    const file = await budgetDatabase(inFolder('unreadable.db'));
    await tamper(file, 'versions', "UPDATE t.versions SET policy_json = '{' WHERE version = 2");
    const { code, stdout } = await run(['log', 'project-123', '--db', file]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Version 3 \(Current\)\n[\s\S]+\nVersion 2\b[\s\S]*cannot be read: [\s\S]+\nVersion 1\n/);
  });

  it('shows dates in a time zone', async () => {
    expect(await read('log', 'project-123', '-n', '1', '--time-zone', 'America/New_York')).toContain(
      '2025-10-03 05:15 AM',
    );
  });
});

describe('show', () => {
  it('shows the version in force with its policy', async () => {
    const text = await read('show', 'project-123');
    expect(text).toMatch(
      /^Version 3 \(Current\)\n2025-10-03 09:15 AM {2}by user\n"Reduced after budget review"\nContent [0-9a-f]{64}\nHash {4}[0-9a-f]{64}\n\n\{/,
    );
    expect(JSON.parse(text.slice(text.indexOf('{')))).toEqual(budgetPolicy(2000, '5.00'));
  });

  it('shows a number, and what was in force when the run started', async () => {
    expect(await read('show', 'project-123', '1')).toMatch(/^Version 1\n/);
    expect(await read('show', 'project-123', '--at', '2025-10-02T16:00:00Z')).toMatch(/^Version 2\n/);
  });

  it('prints the version as the SDK has it', async () => {
    const version = await runJson<PolicyVersion>(['show', 'project-123', '2', '--db', db]);
    expect(version).toMatchObject({ version: 2, createdBy: { id: 'user' }, policy: budgetPolicy(5000, '10.00') });
  });
});

describe('diff', () => {
  it('says one change a line', async () => {
    expect(await read('diff', 'project-123', '2', '3')).toBe(`Version 2 → Version 3
2 changes: 2 changed
~ Changed  Budget tokens  /budgetTokens  5000 → 2000
~ Changed  Budget USD     /budgetUsd     10.00 → 5.00
`);
  });

  it('says where two versions are the same', async () => {
    expect(await read('diff', 'project-123', '1', '1')).toBe('Versions 1 and 1 have the same values.\n');
  });

  it('prints the changes, or a JSON Patch', async () => {
    const diff = await runJson<PolicyDiff>(['diff', 'project-123', '2', '3', '--db', db]);
    expect(diff).toMatchObject({ policyId: 'project-123', from: 2, to: 3 });
    expect(diff.changes.map(({ path }) => path)).toEqual(['/budgetTokens', '/budgetUsd']);
    const patch: { path: string }[] = JSON.parse(await read('diff', 'project-123', '2', '3', '--patch'));
    expect(patch.toSorted((one, other) => (one.path < other.path ? -1 : 1))).toEqual([
      { op: 'replace', path: '/budgetTokens', value: 2000 },
      { op: 'replace', path: '/budgetUsd', value: '5.00' },
    ]);
  });
});

describe('policies', () => {
  it('lists ids with their newest version', async () => {
    expect(await read('policies')).toBe('project-123  version 3  2025-10-03 09:15 AM\n');
    expect(await read('policies', '--prefix', 'other')).toBe('No policies.\n');
  });

  it('leaves Policytrail’s own out unless asked, and pages', async () => {
    const file = inFolder('own.db');
    await saveWithDefinition(file);
    const idsOf = async (...args: string[]): Promise<readonly string[]> => {
      const page = await runJson<PolicyPage>(['policies', ...args, '--db', file]);
      return page.policies.map(({ policyId }) => policyId);
    };
    expect(await idsOf()).toEqual(['project-123']);
    expect(await idsOf('--all')).toEqual(['project-123', '~schema/budget']);
    expect(await idsOf('--all', '--after', 'project-123')).toEqual(['~schema/budget']);
    const { stdout } = await run(['policies', '--all', '--limit', '1', '--db', file]);
    expect(stdout).toContain("1 of 2 policies; the next: --after 'project-123'");
  });
});

async function saveWithDefinition(file: string): Promise<void> {
  const definition = definePolicy({
    name: 'budget',
    policy: z.object({
      allowNetwork: z.boolean().meta(field({ trueLabel: 'Allowed', falseLabel: 'Not allowed' })),
      budgetTokens: z
        .number()
        .int()
        .meta(field({ label: 'Tokens', summary: true })),
      budgetUsd: decimal({ scale: 2 }).meta(field({ label: 'USD', display: 'money', currency: 'USD', summary: true })),
      budgetNatureCost: decimal(),
    }),
  });
  let now = '';
  const trail = createPolicyTrail({ store: await openStore(file), definition, clock: () => now });
  for (const [createdAt, by, tokens, usd, changeNotes] of budgetHistory) {
    now = createdAt;
    await trail.save('project-123', budgetPolicy(tokens, usd), { by, changeNotes });
  }
  await trail.close();
}
