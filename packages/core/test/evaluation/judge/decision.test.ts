import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/values/canonical/canonical-json.js';
import { aPolicy, aRule, compiled, decide, decideOne, outcomes } from '../builders.js';

const approval = { effect: 'require_approval', approver: 'manager' };

describe('a decision', () => {
  it('is approved where nothing is violated, with every rule that was applied', () => {
    expect(decideOne({ section: '4.2', category: 'money', description: 'No more' }, { amount: 20 })).toEqual({
      status: 'approved',
      reasons: [],
      violations: [],
      appliedRules: [
        {
          ruleId: 'cap',
          ruleName: 'Cap',
          section: '4.2',
          category: 'money',
          description: 'No more',
          documentationUrl: null,
          group: null,
          effect: 'deny',
          when: 'input.amount > policy.cap',
          outcome: 'passed',
          failure: null,
        },
      ],
    });
  });

  it('is a violation where a rule that blocks is violated', () => {
    expect(decideOne({}, { amount: 21 }).violations).toMatchObject([
      { severity: 'blocking', effect: 'deny', requiredApproval: null },
    ]);
    const asking = decideOne(approval, { amount: 21 });
    expect(asking.status).toBe('violation');
    expect(asking.violations).toMatchObject([{ severity: 'blocking', requiredApproval: 'manager' }]);
  });

  it('is approved where rules only warn', () => {
    const decision = decideOne({ effect: 'warn' }, { amount: 21 });
    expect(decision).toMatchObject({ status: 'approved', reasons: ['Cap was violated'] });
    expect(decision.violations).toMatchObject([{ severity: 'warning', effect: 'warn' }]);
  });

  it('is indeterminate where a rule fails, beside violations that stay listed', () => {
    const policy = aPolicy([
      aRule({ id: 'a', name: 'A', when: 'input.other > 1' }),
      aRule({ effect: 'warn' }),
      aRule({ id: 'c' }),
    ]);
    const decision = decide(policy, { amount: 25 });
    expect(decision.status).toBe('indeterminate');
    expect(decision.violations.map(({ ruleId }) => ruleId)).toEqual(['cap', 'c']);
    expect(decision.appliedRules[0]).toMatchObject({
      outcome: 'failed',
      failure: { code: 'missing_field', message: expect.stringContaining('other') },
    });
    expect(decision.reasons[0]).toMatch(/^A could not be evaluated: /);
    expect(decision.reasons).toHaveLength(3);
  });

  it.each([
    ['text beside a number', 'input.amount > 10', { amount: '9' }, 'wrong_type'],
    ['a missing field', 'input.other > 10', { amount: 9 }, 'missing_field'],
    ['a division by zero', '10 / input.amount > 1', { amount: 0 }, 'division_by_zero'],
    [
      'a cost beyond the limit',
      'input.list.all(a, input.list.all(b, input.list.all(c, a + b + c > 0)))',
      { list: Array(200).fill(1) },
      'limit_exceeded',
    ],
  ])('is never approved by %s', (_, when, input, code) => {
    const decision = decideOne({ when }, input);
    expect(decision.status).toBe('indeterminate');
    expect(decision.appliedRules[0]?.failure?.code).toBe(code);
  });

  it('skips a rule that is not enabled, and says so', () => {
    const decision = decideOne({ enabled: false }, { amount: 99 });
    expect([decision.status, outcomes(decision)]).toEqual(['approved', { cap: 'disabled' }]);
  });

  it('reads `now` as the instant it is given', () => {
    const policy = aPolicy([aRule({ when: 'timestamp(input.until) < now' })]);
    const input = { until: '2026-02-24T12:00:00Z' };
    expect(decide(policy, input, '2026-02-24T12:00:00.000Z').status).toBe('approved');
    expect(decide(policy, input, '2026-02-24T12:00:00.001Z').status).toBe('violation');
  });

  it('is exact: 0.1 + 0.2 is 0.3', () => {
    expect(decideOne({ when: 'input.a + input.b == 0.3' }, { a: 0.1, b: 0.2 }).status).toBe('violation');
  });

  it('of no rules is approved', () => {
    expect(decide({ cap: 1 }, { amount: 5 })).toEqual({
      status: 'approved',
      reasons: [],
      violations: [],
      appliedRules: [],
    });
  });

  it('is plain JSON that nobody can change through another decision', () => {
    const policy = aPolicy([aRule(), aRule({ id: 'b', when: 'input.other' })]);
    const decision = decide(policy, { amount: 25 });
    expect(JSON.parse(canonicalJson(decision))).toEqual(decision);
    expect(() => {
      (decision.appliedRules[0] as { outcome: string }).outcome = 'passed';
    }).toThrow(TypeError);
    (decision.violations as unknown[]).length = 0;
    expect(decide(policy, { amount: 25 }).violations).toHaveLength(1);
  });
});

describe('a rule that does not compile, as an imported policy may have one', () => {
  const policy = aPolicy([
    aRule({ id: 'a', when: 'input.amount >' }),
    aRule({ message: 'over {{ policy. }}', resolution: 'ask {{ }' }),
    aRule({ id: 'c', when: 'true', group: 'g' }),
  ]);

  it('fails, and the others are judged', () => {
    const decision = decide(policy, { amount: 25 });
    expect(outcomes(decision)).toEqual({ a: 'failed', cap: 'violated', c: 'violated' });
    expect(decision.appliedRules[0]?.failure).toEqual({
      code: 'invalid_expression',
      message: expect.not.stringContaining('\n'),
    });
    expect(compiled(policy).problems.map(({ path }) => path)).toContain('/rules/0/when');
  });

  it('says that its message cannot be told, where only that is wrong', () => {
    expect(decide(policy, { amount: 25 }).violations[0]?.message).toMatch(
      /^Cap was violated \(its message can't be told: .+\)$/,
    );
  });
});
