import { definePolicy } from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import * as z from 'zod';

export const budgetPolicyId = 'project-123';

/** What one AI run may spend. */
export const budget = definePolicy({
  name: 'budget',
  appliesTo: budgetPolicyId,
  policy: z.object({
    budgetTokens: z
      .number()
      .int()
      .nonnegative()
      .meta(
        field({
          label: 'Token budget',
          description: 'Tokens a run may use, input and output together.',
          unit: { one: 'token', other: 'tokens' },
          stricter: 'lower',
          summary: true,
        }),
      ),
    budgetUsd: decimal({ scale: 2, min: 0 }).meta(
      field({
        label: 'USD budget',
        description: 'What a run may cost.',
        display: 'money',
        currency: 'USD',
        stricter: 'lower',
        summary: true,
      }),
    ),
    budgetNatureCost: decimal({ scale: 1, min: 0 }).meta(
      field({
        label: 'Nature cost budget',
        description: 'Grams of CO₂ a run may cause.',
        unit: 'g',
        stricter: 'lower',
      }),
    ),
    allowNetwork: z.boolean().meta(
      field({
        label: 'Network access',
        description: 'Whether a run may reach the network.',
        trueLabel: 'Allowed',
        falseLabel: 'Not allowed',
        stricter: 'false',
      }),
    ),
  }),
  input: z.object({
    tokens: z
      .number()
      .int()
      .nonnegative()
      .meta(field({ label: 'Tokens used', unit: { one: 'token', other: 'tokens' } })),
    usd: decimal({ scale: 2, min: 0 }).meta(field({ label: 'Cost', display: 'money', currency: 'USD' })),
    natureCost: decimal({ scale: 1, min: 0 }).meta(field({ label: 'Nature cost', unit: 'g' })),
    usesNetwork: z.boolean().meta(field({ label: 'Uses the network', trueLabel: 'Yes', falseLabel: 'No' })),
  }),
  defaultRules: [
    {
      id: 'token-budget',
      name: 'Token budget',
      section: 'Run policy 1',
      when: 'input.tokens > policy.budgetTokens',
      effect: 'deny',
      message: 'The run used {{ input.tokens }} of {{ policy.budgetTokens }} tokens',
      resolution: 'Split the run, or ask for a larger token budget',
    },
    {
      id: 'usd-budget',
      name: 'USD budget',
      section: 'Run policy 2',
      when: 'input.usd > policy.budgetUsd',
      effect: 'deny',
      message: 'The run cost {{ input.usd }} of {{ policy.budgetUsd }} USD',
      resolution: 'Use a smaller model, or ask for a larger budget',
    },
    {
      id: 'nature-budget',
      name: 'Nature cost budget',
      section: 'Run policy 3',
      when: 'input.natureCost > policy.budgetNatureCost',
      effect: 'deny',
      message: 'The run caused {{ input.natureCost }} of {{ policy.budgetNatureCost }} g CO₂',
    },
    {
      id: 'network',
      name: 'Network access',
      section: 'Run policy 4',
      when: 'input.usesNetwork && !policy.allowNetwork',
      effect: 'deny',
      message: 'The run used the network, which is not allowed',
    },
    {
      id: 'nearly-spent',
      name: 'Budget nearly spent',
      section: 'Run policy 5',
      when: 'input.usd > policy.budgetUsd * 0.8',
      effect: 'warn',
      message: 'More than 80% of the USD budget is spent',
    },
  ],
});
