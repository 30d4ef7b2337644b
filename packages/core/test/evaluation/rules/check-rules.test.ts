import { describe, expect, it } from 'vitest';
import { checkRules } from '../../../src/evaluation/compile/check-rules.js';
import type { DefinitionDocument } from '../../../src/policy/definition/document.js';
import type { JsonObject } from '../../../src/values/json.js';
import { aPolicy, aRule, compiled } from '../builders.js';

function check(values: JsonObject, rule: JsonObject, definition?: DefinitionDocument): void {
  checkRules({ ...values, rules: [{ ...aRule(), ...rule }] }, definition);
}

describe('a rule that passed before', () => {
  it.each([
    ['whose limit is text now', { cap: 20 }, { cap: 'twenty' }, { when: 'input.discount > policy.cap + 1' }],
    ['whose limit is gone', { cap: 20 }, {}, { when: 'input.discount > policy.cap' }],
    ['whose limit is a map now', { cap: 20 }, { cap: { of: 20 } }, { when: 'input.discount > policy.cap + 1' }],
    ['whose list holds texts now', { caps: [1] }, { caps: ['a'] }, { when: 'policy.caps[0] + 1 > input.discount' }],
    [
      'whose index fell on text',
      { at: 0, of: [1, 'b'] },
      { at: 1, of: [1, 'b'] },
      { when: 'policy.of[policy.at] > 1' },
    ],
    ['whose message shows a list now', { cap: 20 }, { cap: [20] }, { message: 'over {{ policy.cap }}' }],
    ['whose map is gone', { m: {} }, {}, { when: 'has(policy.m.k) && input.discount > policy.m.k' }],
    ['whose map is text now', { m: {} }, { m: 't' }, { when: 'has(policy.m.k) && input.discount > policy.m.k' }],
    ['whose list is gone', { l: [] }, {}, { when: 'policy.l[0] > input.discount' }],
    ['whose remedy lost its name', { who: 'Ana' }, {}, { resolution: 'ask {{ policy.who }}' }],
  ])('is refused %s', (_, before, after, rule) => {
    const given = { when: 'input.discount > 1', ...rule };
    expect(() => check(before, given)).not.toThrow();
    expect(() => check(after, given)).toThrow();
    expect(() => check(before, given)).not.toThrow();
  });

  it('is refused under a definition whose input has no such field', () => {
    const rule = { when: 'input.discountRate > policy.cap' };
    const definition = {
      policy: { type: 'object' },
      input: { type: 'object', properties: { discount: { type: 'number' } }, additionalProperties: false },
    } as unknown as DefinitionDocument;
    expect(() => check({ cap: 1 }, rule)).not.toThrow();
    expect(() => check({ cap: 1 }, rule, definition)).toThrow(/discountRate/);
  });

  it('does not hide what is wrong with the rules beside it', () => {
    const right = { ...aRule(), id: 'right', when: 'input.discount > policy.cap' };
    const wrong = { ...aRule(), id: 'wrong', when: 'input.discount > policy.cpa' };
    checkRules({ cap: 1, rules: [right] }, undefined);
    expect(() => checkRules({ cap: 1, rules: [right, wrong] }, undefined)).toThrow('/rules/1/when');
    expect(() => checkRules({ cap: 1, rules: [right, { ...right, name: '' }] }, undefined)).toThrow('/rules/1/name');
  });
});

it('a compiled policy counts the items that its rules look into, which weigh more than its text', () => {
  const rules = ['a', 'b'].map((id) => aRule({ id, when: `input.${id} in policy.allowed || input.amount > 5` }));
  expect(compiled(aPolicy(rules, { allowed: ['x', 'y', 'z'] })).itemCount).toBe(8);
});
