import { isPolicytrailError, type JsonObject } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { checkRules } from '../../../src/evaluation/compile/compile.js';
import { thrownBy } from '../../policy/definition/schemas.js';
import { aPolicy, aRule } from '../builders.js';
import { aQuotingPolicy, quoting } from '../quoting.js';

const refusal = (policy: JsonObject) => thrownBy(() => checkRules(policy, undefined));
const typedRefusal = (rule: JsonObject) =>
  thrownBy(() => checkRules(aQuotingPolicy({ rules: [aRule(rule)] }), quoting.document));

describe('a policy that can be saved', () => {
  it('is one whose rules compile, typed by its definition', () => {
    expect(() => checkRules(aQuotingPolicy(), quoting.document)).not.toThrow();
    expect(() => checkRules(aPolicy(), undefined)).not.toThrow();
  });

  it('may have no rules', () => {
    expect(() => checkRules({ cap: 20 }, undefined)).not.toThrow();
  });
});

describe('a policy that cannot be saved', () => {
  it('is an invalid expression where only expressions are wrong, naming rule, place and what was meant', () => {
    const { code, message, details } = typedRefusal({ when: 'input.discontPct > 5' });
    expect(code).toBe('invalid_expression');
    expect(details).toMatchObject({ path: '/rules/0/when', position: expect.any(Number), suggestion: 'discountPct' });
    expect(message).toMatch(/^rule `cap` at `\/rules\/0\/when`: /);
    expect(message).toContain('input.discontPct > 5\n');
    expect(message).toContain('^');
  });

  it('says how many more expressions are wrong', () => {
    const policy = aPolicy([aRule({ when: '1 +' }), aRule({ id: 'b', message: '{{ 1 + }}' }), aRule({ id: 'c' })]);
    expect(refusal(policy)).toMatchObject({
      code: 'invalid_expression',
      message: expect.stringContaining('rule `cap` at `/rules/0/when` (1 more expression is wrong): '),
    });
  });

  it.each([['message'], ['resolution']])('has a %s whose expressions compile, too', (member) => {
    expect(refusal(aPolicy([aRule({ [member]: 'over {{ policy. }}' })]))).toMatchObject({
      code: 'invalid_expression',
      details: { path: `/rules/0/${member}` },
    });
  });

  it('is checked in the rules that are not enabled, too', () => {
    expect(refusal(aPolicy([aRule({ when: '1 +', enabled: false })])).code).toBe('invalid_expression');
  });

  it('has conditions that are true or false', () => {
    expect(refusal(aPolicy([aRule({ when: '1 + 1' })])).code).toBe('invalid_expression');
  });

  it('is an invalid policy listing everything where more than expressions is wrong', () => {
    const { code, details, message } = refusal(aPolicy([aRule({ when: '1 +' }), aRule({ id: 'b', effect: 'block' })]));
    expect(code).toBe('invalid_policy');
    expect((details as { issues: { path: string }[] }).issues.map(({ path }) => path)).toEqual([
      '/rules/1/effect',
      '/rules/0/when',
    ]);
    expect(message).toBe("the policy's rules can't be used, see `/rules/1/effect`, `/rules/0/when`");
  });

  it('is never quoted, but for the expression at fault', () => {
    const policy = aPolicy([aRule({ when: '1 +', description: 'hunter2' })], { secret: 'hunter2' });
    expect(refusal(policy).message).not.toContain('hunter2');
  });

  it('throws an error of ours that tells what caused it', () => {
    try {
      checkRules(aPolicy([aRule({ when: '1 +' })]), undefined);
    } catch (error) {
      expect(isPolicytrailError((error as Error).cause, 'invalid_expression')).toBe(true);
    }
    expect.assertions(1);
  });
});
