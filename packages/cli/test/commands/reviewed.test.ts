import { beforeAll, describe, expect, it } from 'vitest';
import { server, tamper } from '../database.js';
import { decidedDatabase, quoteJson } from '../pricing.js';
import { budgetDatabase, run, runJson, temporaryFolder } from '../run.js';

const inFolder = temporaryFolder();
let decided = '';

beforeAll(async () => {
  decided = await decidedDatabase(inFolder('decided.db'));
});

describe('reviews', () => {
  it('approve, reject and revoke, and say what it comes to', async () => {
    const db = await decidedDatabase(inFolder('reviews.db'));
    const say = async (verb: string, ...args: readonly string[]): Promise<string> => {
      const { code, stdout, stderr } = await run([verb, 'pricing', 'e-Q-124', '--by', 'lee', ...args, '--db', db]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return stdout.replace(/\d{4}-.{14}(?= {2}by)/, 'NOW');
    };
    const approval = ['--as', 'sales_manager', '--reason', 'Within plan', '--up-to', '27.5', '--request-id', 'r-1'];
    const expected =
      'approved  discount-cap-manager  NOW  by lee as sales_manager  up to 27.5, until 2999-01-01 12:00 AM  "Within plan"\nAllowed: the approval was given.\n';
    expect(await say('approve', ...approval, '--expires', '2999-01-01T00:00:00Z')).toBe(expected);
    expect(await say('approve', ...approval, '--expires', '2999-01-01T00:00:00Z')).toBe(
      `Nothing was added: this request was answered before.\n${expected}`,
    );
    expect(await say('revoke')).toMatch(/^revoked .+\nNot allowed: waits for the approval of sales_manager\.\n$/);
    expect(await say('reject', '--rule', 'discount-cap-manager', '--reason', 'Over plan')).toMatch(
      /^rejected .+"Over plan"\nNot allowed: the approval was refused\.\n$/,
    );
    const shown = await run(['decisions', 'pricing', 'e-Q-124', '--db', db]);
    expect(shown.stdout.match(/^(approved|revoked|rejected) {2,}discount-cap-manager/gm)).toHaveLength(3);
    const explained = await run(['explain', 'quote:Q-124', '--db', db]);
    expect(explained.stdout).toMatch(/\nReviews\napproved .+\nrevoked .+\nrejected .+\n/);
    expect((await run(['reevaluate', 'pricing', 'quote:Q-124', '--id', 'e-2', '--db', db])).stderr).toBe('');
    const late = await run(['revoke', 'pricing', 'e-Q-124', '--db', db]);
    expect(late.stdout).toMatch(/\nEvaluation e-2 of the subject is newer: this does not count for it\.\n$/);
  });

  it('name rules before the evaluation as well as behind it', async () => {
    const db = await decidedDatabase(inFolder('named.db'));
    await run(['evaluate', 'pricing', '--input', '-', '--id', 'both', '--db', db], {
      stdin: quoteJson({ discountPct: 25, marginPct: 4 }),
    });
    const [one, other] = ['discount-cap-manager', 'margin-floor'];
    for (const args of [
      ['pricing', '--rule', one, '--rule', other, 'both'],
      ['pricing', 'both', '--rule', one, other],
    ]) {
      const { code, stdout } = await run(['waive', ...args, '--reason', 'Settlement', '--db', db]);
      expect([code, stdout.match(/^waived +(discount-cap-manager|margin-floor) /gm)]).toEqual([
        0,
        [expect.stringContaining(one), expect.stringContaining(other)],
      ]);
    }
    const { code, stdout } = await run(['revoke', 'pricing', '--rule', other, 'both', '--db', db]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^revoked +margin-floor .+\nNot allowed: /)]);
  });

  it('are refused where they can change nothing, saying what can be done', async () => {
    const approve = await run(['approve', 'pricing', 'e-Q-125', '--by', 'lee', '--db', decided]);
    expect(approve).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('only waived') });
    const none = await run(['approve', 'pricing', 'e-Q-123', '--by', 'lee', '--db', decided]);
    expect(none).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('erase', () => {
  const erase = (db: string, subject = 'quote:Q-124') =>
    run(['erase', 'pricing', subject, '--by', 'dpo', '--reason', 'Request 17', '--db', db]);

  it('takes inputs and decisions away for good, says how many, and leaves what verifies', async () => {
    const db = await decidedDatabase(inFolder('erase.db'));
    const kept = 'Postgres keeps deleted rows in its files until VACUUM, and in its log and backups until those go.\n';
    expect(await erase(db)).toEqual({
      code: 0,
      stdout: `Erased input and decision of 1 evaluation of quote:Q-124.\n${server === undefined ? '' : kept}`,
      stderr: '',
    });
    expect((await erase(db)).stdout).toBe(
      'Nothing was left to erase: 1 evaluation of quote:Q-124 had been erased before.\n',
    );
    const shown = await run(['decisions', 'pricing', 'e-Q-124', '--db', db]);
    expect(shown.stdout).toMatch(
      /\n\nInput and decision were erased .+ by dpo: "Request 17"\n\nNot allowed: what was violated was erased\.\n$/,
    );
    expect((await run(['decisions', 'pricing', '--db', db])).stdout).toMatch(/ e-Q-124 {2}\(erased\)\n/);
    const explained = await run(['explain', 'quote:Q-124', '--db', db]);
    expect(explained.stdout).toMatch(/\nDecision +violation, erased +not known\n/);
    expect(explained.stdout).not.toMatch(/the outcome would be the same\n/);
    expect((await run(['verify', '--db', db])).code).toBe(0);
  });

  it('takes one evaluation that has no subject, by its id', async () => {
    const db = await decidedDatabase(inFolder('erase nobody.db'));
    const evaluating = ['evaluate', 'pricing', '--input', '-', '--id', 'nobody', '--db', db];
    await run(evaluating, { stdin: quoteJson({ discountPct: 25 }) });
    const erasing = ['erase', 'pricing', '--by', 'dpo', '--reason', 'Request 18', '--db', db];
    const { code, stdout } = await run([...erasing, '--evaluation', 'nobody']);
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'Erased input and decision of 1 evaluation (nobody).']);
    const { stderr: ofSubject } = await run([...erasing, '--evaluation', 'e-Q-124']);
    expect(ofSubject).toContain('evaluation `e-Q-124` is one of `quote:Q-124:3`: erase the subject instead');
    for (const wrong of [erasing, [...erasing, 'quote:Q-124', '--evaluation', 'e-Q-124']]) {
      expect(await run(wrong)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('give a subject, or --evaluation'),
      });
    }
  });

  it('is not taken for done where the subject has no evaluation', async () => {
    const { code, stderr } = await erase(decided, 'quote:Q-999');
    expect([code, stderr.split('\n')[0]]).toEqual([
      1,
      'error missing_evaluation: nothing was erased: policy `pricing` has no evaluation of `quote:Q-999`',
    ]);
  });
});

describe('verify, export and import', () => {
  it('count what was decided and said of it', async () => {
    const db = await decidedDatabase(inFolder('counts.db'));
    await run(['approve', 'pricing', 'e-Q-124', '--by', 'lee', '--db', db]);
    await run(['erase', 'pricing', 'quote:Q-125', '--by', 'dpo', '--reason', 'Request 17', '--db', db]);
    // Versions of the policy, and of its definition.
    const verified = 'Valid: 3 versions of 2 policies, 0 pins, 3 evaluations and 1 review checked.\n';
    expect((await run(['verify', '--db', db])).stdout).toBe(verified);
    const archive = inFolder('decided.jsonl.gz');
    const counts = { versions: 3, pins: 0, evaluations: 3, reviews: 1, erasures: 1 };
    expect(await runJson(['export', archive, '--db', db])).toMatchObject({ file: archive, ...counts });
    expect((await run(['export', archive, '--force', '--db', db])).stdout).toMatch(
      /: 3 versions, 0 pins, 3 evaluations, 1 review and 1 erasure\.\n$/,
    );
    const copy = inFolder('copy.db');
    expect((await run(['import', archive, '--db', copy])).stdout).toMatch(
      /: 3 versions added, 0 already stored; 0 pins added, 0 already stored; 3 evaluations added, 0 already stored; 1 review added, 0 already stored; 1 erasure added, 0 already stored\.\n$/,
    );
    expect((await run(['verify', '--db', copy])).stdout).toBe(verified);
    const listOf = (file: string) => runJson(['decisions', 'pricing', '--db', file]);
    expect(await listOf(copy)).toEqual(await listOf(db));
  });

  it('name the evaluation that does not hold', async () => {
    const db = await decidedDatabase(inFolder('tampered.db'));
    await tamper(db, 'evaluations', "UPDATE t.evaluations SET status = 'approved' WHERE id = 'e-Q-125'");
    const { code, stdout } = await run(['verify', '--db', db]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^evaluation: pricing,.* evaluation e-Q-125: .+$/m);
  });
});

describe('texts of inputs, rules and reviews', () => {
  it('never reach the terminal raw', async () => {
    const db = inFolder('hostile.db');
    const hostile = '\u001b]0;owned\u0007\u202e\u009b';
    const rule = {
      id: 'r\u202e',
      name: 'R\u200b',
      section: 's\u202e',
      when: 'input.note != ""',
      message: '{{ input.note }}',
    };
    const rules = [
      { ...rule, effect: 'require_approval', approver: 'lead\u202e', resolution: '{{ input.note }}' },
      { ...rule, id: 'f', when: 'input.none > 1', effect: 'warn' },
    ];
    const stdin = (cap: number) => JSON.stringify({ cap, rules: cap > 2 ? rules.slice(0, 1) : rules });
    const evaluate = ['evaluate', 'p', '--input', '-', '--by', 'b\u200b', '--db', db];
    const input = JSON.stringify({ note: hostile });
    await run(['save', 'p', '-', '--db', db], { stdin: stdin(1) });
    await run([...evaluate, '--id', 'e1', '--subject', 'run:x\u202e'], { stdin: input });
    await run(['save', 'p', '-', '--title', 't\u202e', '--db', db], { stdin: stdin(3) });
    await run([...evaluate, '--id', 'e2', '--subject', 'run:y\u202e'], { stdin: input });
    await run(['approve', 'p', 'e2', '--by', 'b\u200b', '--as', 'lead\u202e', '--reason', hostile, '--db', db]);
    await run(['save', 'p', '-', '--db', db], { stdin: stdin(4) });
    const outcomes = [
      await run([...evaluate, '--dry-run'], { stdin: input }),
      await run(['decisions', 'p', '--db', db]),
      await run(['decisions', 'p', 'e2', '--db', db]),
      await run(['explain', 'run:x\u202e', '--db', db]),
      await run(['explain', 'run:y\u202e', '--json', '--db', db]),
      await run(['stale', 'p', '--db', db]),
      await run(['reevaluate', 'p', 'run:y\u202e', '--db', db]),
      await run(['erase', 'p', 'run:y\u202e', '--by', 'x', '--reason', hostile, '--db', db]),
      await run(['explain', 'run:y\u202e', '--db', db]),
    ];
    for (const { stdout, stderr } of outcomes) {
      expect(stderr).toBe('');
      expect(stdout).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
      expect(stdout.length).toBeGreaterThan(20);
    }
  });
});

describe('a policy that nothing was decided by', () => {
  it('is no error', async () => {
    const db = await budgetDatabase(inFolder('budget.db'));
    expect((await run(['decisions', 'project-123', '--db', db])).stdout).toBe('No decisions match.\n');
  });
});
