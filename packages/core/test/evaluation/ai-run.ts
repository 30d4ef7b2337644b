import { definePolicy, type JsonObject } from '@policytrail/core';
import { decimal } from '@policytrail/core/zod';
import * as z from 'zod';

const budgetRules = [
  {
    id: 'tokens',
    name: 'Token budget',
    when: 'input.tokens > policy.budgetTokens',
    effect: 'deny',
    message: '{{ input.tokens }} tokens used of {{ policy.budgetTokens }}',
  },
  {
    id: 'usd',
    name: 'USD budget',
    when: 'input.usd > policy.budgetUsd',
    effect: 'deny',
    message: '${{ input.usd }} spent of ${{ policy.budgetUsd }}',
  },
  { id: 'network', name: 'Network', when: 'input.usesNetwork && !policy.allowNetwork', effect: 'deny' },
  {
    id: 'nearly',
    name: 'Nearly used up',
    when: 'input.usd > policy.budgetUsd * 0.8',
    effect: 'warn',
    message: 'More than 80% of the budget is spent',
  },
] as const;

export const budget = definePolicy({
  name: 'budget',
  policy: z.object({
    allowNetwork: z.boolean(),
    budgetTokens: z.number().int().nonnegative(),
    budgetUsd: decimal({ scale: 2, min: 0 }),
  }),
  input: z.object({ tokens: z.number().int(), usd: decimal(), usesNetwork: z.boolean() }),
  defaultRules: budgetRules,
});

export function aBudget(changes: JsonObject = {}): JsonObject {
  return { allowNetwork: true, budgetTokens: 5000, budgetUsd: '10.00', ...changes };
}

export function aRun(changes: JsonObject = {}): JsonObject {
  return { tokens: 3200, usd: '4.20', usesNetwork: false, ...changes };
}
