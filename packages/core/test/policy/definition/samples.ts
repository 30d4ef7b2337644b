import { definePolicy } from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import * as z from 'zod';

/** The budget of an AI run. */
export const budget = definePolicy({
  name: 'budget',
  policy: z.object({
    allowNetwork: z.boolean(),
    budgetTokens: z
      .number()
      .int()
      .nonnegative()
      .meta(field({ label: 'Token budget', unit: 'tokens', stricter: 'lower' })),
    budgetUsd: decimal({ scale: 2, min: 0 }).meta(field({ label: 'USD budget', display: 'money', currency: 'USD' })),
    budgetNatureCost: decimal({ min: 0 }),
  }),
  input: z.object({ tokens: z.number().int(), usd: decimal(), usesNetwork: z.boolean() }),
});

/** Limits on quotes. */
export const pricing = definePolicy({
  name: 'pricing',
  policy: z.object({
    maxDiscountPct: decimal({ scale: 2, min: 0, max: 100 }).meta(
      field({ label: 'Maximum discount', display: 'percent', stricter: 'lower', summary: true }),
    ),
    vpDiscountPct: decimal({ scale: 2, min: 0, max: 100 }).meta(field({ display: 'percent', stricter: 'lower' })),
    minMarginPct: decimal({ scale: 2 }).meta(
      field({ label: 'Minimum margin', display: 'percent', stricter: 'higher' }),
    ),
    dealValueLimit: decimal({ min: 0 }).meta(field({ display: 'money', currency: 'EUR' })),
  }),
  input: z.object({ discountPct: decimal(), marginPct: decimal(), dealValue: decimal() }),
  appliesTo: 'pricing',
});
