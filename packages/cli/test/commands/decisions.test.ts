import { writeFileSync } from 'node:fs';
import {
  createPolicyTrail,
  definePolicy,
  type EvaluationList,
  type EvaluationResult,
  type Explanation,
  type Reevaluation,
  type StalePage,
} from '@policytrail/core';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openStore } from '../database.js';
import { atPricingDesk, decidedDatabase, limits, pricingDatabase, quoteJson } from '../pricing.js';
import { run, runJson, temporaryFolder } from '../run.js';

const inFolder = temporaryFolder();
let decided = '';

beforeAll(async () => {
  decided = await decidedDatabase(inFolder('decided.db'));
});

const read = async (...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await run([...args, '--db', decided]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
};

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

describe('evaluate', () => {
  it('judges by the types of the stored definition, and tells what was violated, by how much, and what helps', async () => {
    const db = await pricingDatabase(inFolder('evaluate.db'));
    const args = ['evaluate', 'pricing', '--input', '-', '--subject', 'quote:Q-123:3', '--by', 'kim', '--id', 'e-1'];
    const { code, stdout, stderr } = await run([...args, '--db', db], { stdin: quoteJson({ discountPct: 25 }) });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.replace(/^\d{4}-.{14}(?= {2}by)/m, 'NOW')).toBe(`Violation · quote Q-123 version 3
pricing version 1 · v1.2.0 · Q1 2026 Pricing Policy
NOW  by kim

✗ Maximum Discount  discount-cap-manager  needs approval
  Discount 25.00% exceeded the 20.00% limit
  Threshold   20.00
  Actual      25.00
  Resolution  Request sales manager approval
  Approval    sales_manager
  Remedy      discountPct at most 20.00

3 rules: 1 violated, 2 passed
✓ passed    VP Discount       Pricing Policy 4.3
✗ violated  Maximum Discount  Pricing Policy 4.2
✓ passed    Margin floor

Not allowed: waits for the approval of sales_manager.
Recorded as evaluation e-1.
`);
    const again = await run([...args, '--json', '--db', db], { stdin: quoteJson({ discountPct: 25 }) });
    const result: EvaluationResult = JSON.parse(again.stdout);
    expect(result).toMatchObject({
      status: 'already_recorded',
      evaluation: { input: { discountPct: '25.00', marginPct: '14.00' }, by: { id: 'kim' }, policyLabel: 'v1.2.0' },
      effective: { allowed: false, approval: { approvers: ['sales_manager'] } },
    });
    expect(result.evaluation.decision?.violations).toMatchObject([{ thresholdValue: '20.00', actualValue: '25.00' }]);
    const other = await run([...args, '--db', db], { stdin: quoteJson({ discountPct: 26 }) });
    expect(other).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error idempotency_mismatch: .+\n.*--id\b/),
    });
  });

  it('lets a script go on only where the subject may', async () => {
    const db = await pricingDatabase(inFolder('exit.db'));
    const codeOf = async (input: string): Promise<number | null> =>
      (await run(['evaluate', 'pricing', '--input', '-', '--dry-run', '--db', db], { stdin: input })).code;
    expect([await codeOf(quoteJson()), await codeOf(quoteJson({ discountPct: 21 }))]).toEqual([0, 1]);
    expect((await runJson<EvaluationList>(['decisions', 'pricing', '--db', db])).total).toBe(0);
  });

  it('says who has to approve and what denies, where both stand in the way', async () => {
    const args = ['evaluate', 'pricing', '--input', '-', '--version', '1', '--dry-run', '--db', decided];
    const { stdout } = await run(args, { stdin: quoteJson({ discountPct: 35, marginPct: 3 }) });
    expect(stdout).toContain('· not reached  Maximum Discount');
    expect(stdout).toMatch(
      /\nNot allowed: waits for the approval of vp_finance; margin-floor denies, and can only be waived\.\nNothing was recorded: this was a dry run\.\n$/,
    );
  });

  it('reads the version by number or label', async () => {
    for (const version of ['1', 'v1.2.0']) {
      const args = ['evaluate', 'pricing', '--input', '-', '--version', version, '--dry-run', '--db', decided];
      expect((await run(args, { stdin: quoteJson() })).stdout).toMatch(/^Approved · no subject\npricing version 1 · /);
    }
  });

  it('uses the version a subject is pinned to', async () => {
    const db = await pricingDatabase(inFolder('pinned.db'));
    await run(['pin', 'pricing', 'quote:Q-1', '--db', db]);
    await run(['save', 'pricing', '-', '--db', db], { stdin: '{}' });
    const { stdout } = await run(['evaluate', 'pricing', '--input', '-', '--subject', 'quote:Q-1', '--db', db], {
      stdin: quoteJson(),
    });
    expect(stdout).toMatch(/^Approved · quote Q-1\npricing version 1 · /);
  });

  it('refuses an input the stored definition does not take, place by place, and records nothing', async () => {
    const db = await pricingDatabase(inFolder('refused.db'));
    const args = ['evaluate', 'pricing', '--input', '-', '--db', db];
    const { code, stdout, stderr } = await run(args, { stdin: quoteJson({ discountPct: 120, discuont: 1 }) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error invalid_input: .+\n {2}\/discountPct: .+\n {2}\/discuont: .+\n.+\n$/);
    expect((await runJson<EvaluationList>(['decisions', 'pricing', '--db', db])).total).toBe(0);
  });

  it('is indeterminate where a rule cannot be evaluated, also without a definition', async () => {
    const db = inFolder('plain.db');
    const rules = [
      { id: 'tokens', name: 'Token budget', when: 'input.tokens > policy.budgetTokens', effect: 'deny' },
      { id: 'late', name: 'Late', when: 'input.hour > 22', effect: 'warn', message: 'It is late' },
    ];
    await run(['save', 'p', '-', '--db', db], { stdin: JSON.stringify({ budgetTokens: 2000, rules }) });
    const evaluate = (stdin: string) => run(['evaluate', 'p', '--input', '-', '--db', db], { stdin });
    const failed = await evaluate('{"hour": 23}');
    expect(failed.code).toBe(1);
    expect(failed.stdout).toMatch(/^Indeterminate · no subject\n[\s\S]*\n\? failed .+Token budget.+missing_field: /);
    expect(failed.stdout).toContain('\nNot allowed: a rule could not be evaluated; it can only be evaluated again.\n');
    const warned = await evaluate('{"hour": 23, "tokens": 1}');
    expect(warned.code).toBe(0);
    expect(warned.stdout).toMatch(
      /^Approved · [\s\S]*\n! Late {2}late {2}warning\n {2}It is late\n[\s\S]*\nAllowed\.\n/,
    );
  });
});

describe('decisions', () => {
  it('lists what was decided, newest first', async () => {
    expect(await read('decisions', 'pricing')).toBe(
      `2026-02-23 12:00 PM  violation  quote Q-125 version 3  version 1  e-Q-125  margin-floor
2026-02-23 11:00 AM  violation  quote Q-124 version 3  version 1  e-Q-124  discount-cap-manager
2026-02-23 10:30 AM  approved   quote Q-123 version 3  version 1  e-Q-123
`,
    );
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ['status', ['--status', 'approved'], ['e-Q-123']],
    ['subject', ['--subject', 'quote:Q-124'], ['e-Q-124']],
    ['version of a subject', ['--subject', 'quote:Q-124:4'], []],
    ['violated rule', ['--rule', 'margin-floor'], ['e-Q-125']],
    ['version', ['--version', 'v1.2.0'], ['e-Q-125', 'e-Q-124', 'e-Q-123']],
    ['later version', ['--version', '2'], []],
    ['day', ['--from', '2026-02-24'], []],
    ['instants', ['--from', '2026-02-23T11:00:00Z', '--to', '2026-02-23T12:00:00Z'], ['e-Q-124']],
    ['place in the list', ['--before', 'e-Q-125', '--limit', '1'], ['e-Q-124']],
  ])('narrows by %s', async (_, args, ids) => {
    const list = await runJson<EvaluationList>(['decisions', 'pricing', ...args, '--db', decided]);
    expect(list.evaluations.map(({ id }) => id)).toEqual(ids);
  });

  it('says how to read on, and when nothing matches', async () => {
    expect(await read('decisions', 'pricing', '-n', '2')).toMatch(
      /\n2 of 3 decisions; older ones: --before e-Q-124\n$/,
    );
    expect(await read('decisions', 'pricing', '-n', '3')).not.toContain('--before');
    expect(await read('decisions', 'pricing', '--rule', 'none')).toBe('No decisions match.\n');
  });

  it('fits a narrow terminal', async () => {
    const { stdout } = await run(['decisions', 'pricing', '--no-pager', '--db', decided], { columns: 50 });
    expect(widest(stdout)).toBeLessThanOrEqual(50);
    expect(stdout).toContain(
      '2026-02-23 12:00 PM  violation\n  quote Q-125 version 3  version 1  e-Q-125\n  margin-floor\n',
    );
  });

  it('shows one whole', async () => {
    const text = await read('decisions', 'pricing', 'e-Q-125');
    expect(text).toMatch(/^Violation · quote Q-125 version 3\npricing version 1 · v1\.2\.0 · /);
    expect(text).toContain('✗ Margin floor  margin-floor  denied\n');
    expect(text).toMatch(/\nNot allowed: margin-floor denies, and can only be waived\.\n$/);
    expect(await runJson(['decisions', 'pricing', 'e-Q-125', '--db', decided])).toMatchObject({
      id: 'e-Q-125',
      reviews: [],
    });
  });
});

describe('explain', () => {
  const told = `quote Q-123 version 3 · pricing
2026-02-23 10:30 AM  by kim  evaluation e-Q-123
At evaluation (v1, v1.2.0): approved. Under today's rules (v2): violation, discount 18.00% exceeded the 15.00% limit.

                  Then                    Now
Version           1                       2
Label             v1.2.0                  –
Title             Q1 2026 Pricing Policy  –
In force since    2026-01-05 09:00 AM     2026-02-24 08:00 AM
Decision          approved                violation
Allowed           yes                     no: waits for the approval of sales_manager
Maximum Discount
  outcome         passed                  violated
  threshold       20.00                   15.00
  actual value    18.00                   18.00
  message         –                       Discount 18.00% exceeded the 15.00% limit
  resolution      –                       Request sales manager approval
  approval by     –                       sales_manager
  would pass      –                       discountPct at most 15.00

Drift  outcome changed  it would be decided otherwise
~ Changed  Maximum Discount  discount-cap-manager  passed → violated
    Threshold 20.00 → 15.00
    Discount cap (/maxDiscountPct) 20% → 15%
= Same     2 other rules
`;

  it('tells then and now side by side, and which rule moved by what', async () => {
    expect(await read('explain', 'pricing', 'quote:Q-123:3')).toBe(told);
  });

  it('finds the policy by the subject, or takes it as an option', async () => {
    expect(await read('explain', 'quote:Q-123')).toBe(told);
    expect(await read('explain', 'quote:Q-123', '--policy', 'pricing')).toBe(told);
  });

  it('names the policies where several have judged the subject, and chooses none', async () => {
    const db = await decidedDatabase(inFolder('several.db'));
    await atPricingDesk(db, async ({ trail, at }) => {
      at('2026-02-25T08:00:00.000Z');
      await trail.save('pricing-eu', limits);
      await trail.evaluate(
        'pricing-eu',
        { discountPct: 1, marginPct: 20 },
        { subject: { type: 'quote', id: 'Q-123' } },
      );
    });
    const { code, stdout, stderr } = await run(['explain', 'quote:Q-123', '--db', db]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error invalid_argument: several policies .+`pricing`, `pricing-eu`/);
    const shown = await runJson<Explanation>(['explain', 'pricing-eu', 'quote:Q-123', '--db', db]);
    expect(shown).toMatchObject({ policyId: 'pricing-eu', source: 'recorded' });
  });

  it('prints the SDK’s explanation, and changes nothing', async () => {
    const args = ['explain', 'pricing', 'quote:Q-123', '--db', decided];
    const before = await runJson(['decisions', 'pricing', 'e-Q-123', '--db', decided]);
    const explanation = await runJson<Explanation>(args);
    expect(explanation).toMatchObject({
      source: 'recorded',
      drift: { grade: 'outcome_changed' },
      now: { version: { version: 2 }, decision: { status: 'violation' } },
    });
    expect(explanation.then).toMatchObject({ version: { version: 1 }, decision: { status: 'approved' } });
    expect(await runJson(['decisions', 'pricing', 'e-Q-123', '--db', decided])).toEqual(before);
  });

  it.each([100, 80, 60, 40])('fits a terminal of %i columns', async (columns) => {
    const { stdout } = await run(['explain', 'pricing', 'quote:Q-123', '--no-pager', '--db', decided], { columns });
    expect(widest(stdout)).toBeLessThanOrEqual(columns);
    const table = stdout.split('\n\n').slice(1, 2).join();
    expect(widest(table)).toBeLessThanOrEqual(columns);
    expect(table.split('\n')[0]).toMatch(columns >= 60 ? /^ +Then +Now$/ : /^Version$/);
  });

  it('chooses an evaluation by id and by instant', async () => {
    const db = await decidedDatabase(inFolder('chosen.db'));
    await run(['reevaluate', 'pricing', 'quote:Q-123', '--id', 'later', '--db', db]);
    const idOf = async (...args: readonly string[]): Promise<string | undefined> =>
      (await runJson<Explanation>(['explain', 'quote:Q-123', ...args, '--db', db])).evaluation?.id;
    expect(await idOf()).toBe('later');
    expect(await idOf('--evaluation', 'e-Q-123')).toBe('e-Q-123');
    expect(await idOf('--at', '2026-02-23T23:00:00Z')).toBe('e-Q-123');
  });

  it('judges on demand where nothing is recorded, and says so', async () => {
    const file = inFolder('quote.json');
    writeFileSync(file, quoteJson());
    const args = ['explain', 'pricing', 'quote:Q-999', '--input', file, '--at', '2026-02-01T00:00:00Z'];
    const text = await read(...args);
    expect(text).toMatch(
      /^quote Q-999 · pricing\nNo decision is recorded\. Computed as of .+ \(v1, v1\.2\.0\): approved\./,
    );
    expect(await runJson(['decisions', 'pricing', '--subject', 'quote:Q-999', '--db', decided])).toMatchObject({
      total: 0,
    });
  });
});

describe('stale and reevaluate', () => {
  it('list what the policy moved away from, graded, with the rules', async () => {
    expect(await read('stale', 'pricing')).toBe(
      `rules changed    quote Q-125 version 3  violation  version 1  2026-02-23 12:00 PM  e-Q-125  discount-cap-manager
rules changed    quote Q-124 version 3  violation  version 1  2026-02-23 11:00 AM  e-Q-124  discount-cap-manager
outcome changed  quote Q-123 version 3  approved   version 1  2026-02-23 10:30 AM  e-Q-123  discount-cap-manager passed → violated
`,
    );
    expect(await read('stale', 'pricing', '-n', '1')).toMatch(/\nOlder ones: --before e-Q-125\n$/);
    const page = await runJson<StalePage>(['stale', 'pricing', '--before', 'e-Q-124', '--db', decided]);
    expect(page.stale.map(({ grade }) => grade)).toEqual(['outcome_changed']);
    const { stdout } = await run(['stale', 'pricing', '--no-pager', '--db', decided], { columns: 50 });
    expect(widest(stdout)).toBeLessThanOrEqual(50);
  });

  it('say where nothing is stale', async () => {
    const db = await pricingDatabase(inFolder('fresh.db'));
    expect((await run(['stale', 'pricing', '--db', db])).stdout).toBe('No decision is stale.\n');
  });

  it('judge again in the place of the old one, and list the reviews that hold no more', async () => {
    const db = await decidedDatabase(inFolder('again.db'));
    await run(['approve', 'pricing', 'e-Q-124', '--by', 'lee', '--db', db]);
    const again = await run(['reevaluate', 'pricing', 'quote:Q-124', '--by', 'kim', '--id', 'e-2', '--db', db]);
    expect(again.code).toBe(1);
    expect(again.stdout).toContain('\nIn the place of evaluation e-Q-124 (trigger: policy)\n');
    expect(again.stdout).toMatch(
      /\nReviews that hold no more\n {2}approved discount-cap-manager: .+\n\nRecorded as evaluation e-2\.\n$/,
    );
    expect((await run(['stale', 'pricing', '--db', db])).stdout).not.toContain('Q-124');
  });

  it('carry over what still holds', async () => {
    const db = await decidedDatabase(inFolder('carried.db'));
    await run(['waive', 'pricing', 'e-Q-125', '--by', 'vera', '--reason', 'Settlement', '--db', db]);
    const args = ['reevaluate', 'pricing', 'quote:Q-125', '--id', 'e-2', '--db', db];
    const { code, stdout } = await run(args);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /\nReviews\nwaived {2}margin-floor .+ by vera .+"Settlement"\n\nAllowed: what was violated was waived\.\n/,
    );
    const again = await runJson<Reevaluation>(args);
    expect(again).toMatchObject({ status: 'already_recorded', supersedes: 'e-Q-125' });
  });

  it('take another input', async () => {
    const db = await decidedDatabase(inFolder('input.db'));
    const args = ['reevaluate', 'pricing', 'quote:Q-124', '--input', '-', '--db', db];
    const { code, stdout } = await run(args, { stdin: quoteJson({ discountPct: 12 }) });
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'Approved · quote Q-124 version 3']);
    expect(stdout).toContain('(trigger: input)');
  });
});

describe('a definition that does more in its own code', () => {
  const orders = definePolicy({
    name: 'orders',
    policy: z.object({ region: z.string() }),
    input: z.object({ region: z.string().trim().toUpperCase(), email: z.email() }),
    defaultRules: [{ id: 'region', name: 'Region', when: 'input.region != policy.region', effect: 'deny' }],
  });

  it('is applied as it is stored, which its help says', async () => {
    const db = inFolder('orders.db');
    const trail = createPolicyTrail({ store: await openStore(db), definition: orders });
    await trail.save('orders', { region: 'EU' });
    const input = { region: ' eu ', email: 'kim@example.com' };
    const { effective } = await trail.evaluate('orders', input, { dryRun: true });
    expect(effective.allowed).toBe(true);
    await expect(trail.evaluate('orders', { ...input, email: 'kim' })).rejects.toMatchObject({ code: 'invalid_input' });
    await trail.close();
    const evaluate = ['evaluate', 'orders', '--input', '-', '--db', db];
    for (const email of ['kim@example.com', 'kim']) {
      const { code, stdout } = await run(evaluate, { stdin: JSON.stringify({ ...input, email }) });
      expect([code, stdout]).toEqual([1, expect.stringMatching(/^Violation/)]);
    }
    for (const command of ['evaluate', 'reevaluate', 'save']) {
      expect((await run([command, '--help'])).stdout).toMatch(/refinements, transforms .+, formats and patterns/);
    }
  });
});
