import { definePolicy, type PolicyDefinition, validatePolicy } from '@policytrail/core';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import type { PolicyRule } from '../../../src/policy/definition/policy-rule.js';
import { thrownBy } from './schemas.js';

const rule: PolicyRule = { id: 'cap', name: 'Cap', when: 'input.amount > policy.cap', effect: 'deny' };
const limits = definePolicy({ name: 'limits', policy: z.object({ cap: z.number() }), defaultRules: [rule] });

describe('default rules', () => {
  it('are copied into a policy that has no rules', () => {
    expect(validatePolicy(limits, { cap: 5 })).toEqual({ cap: 5, rules: [rule] });
  });

  it('give way to a policy’s own, an empty list included', () => {
    expect(validatePolicy(limits, { cap: 5, rules: [] })).toEqual({ cap: 5, rules: [] });
    const own = [{ ...rule, id: 'own' }];
    expect(validatePolicy(limits, { cap: 5, rules: own })).toEqual({ cap: 5, rules: own });
  });

  it('are a copy: what is done to the list later changes nothing', () => {
    const list = [{ ...rule }];
    const definition = definePolicy({ name: 'copied', policy: z.object({}), defaultRules: list });
    list[0] = { ...rule, id: 'changed' };
    expect(validatePolicy(definition, {})).toEqual({ rules: [rule] });
  });

  it('are not part of the definition’s document', () => {
    const plain = definePolicy({ name: 'limits', policy: z.object({ cap: z.number() }) });
    expect(limits.document).toEqual(plain.document);
  });

  it('must be a list of JSON', () => {
    const define = (defaultRules: unknown) =>
      thrownBy(() => definePolicy({ name: 'x', policy: z.object({}), defaultRules: defaultRules as PolicyRule[] }))
        .code;
    expect([define('none'), define([() => 5])]).toEqual(['invalid_argument', 'invalid_argument']);
  });

  it('may be given with a policy whose type does not name them', () => {
    type Given =
      typeof limits extends PolicyDefinition<infer In, infer _Out, infer _InputIn, infer _InputOut> ? In : never;
    expectTypeOf<{ cap: number; rules: readonly PolicyRule[] }>().toExtend<Given>();
    expectTypeOf<{ cap: number }>().toExtend<Given>();
  });
});
