import { definePolicy, type JsonObject } from '@policytrail/core';
import { decimal } from '@policytrail/core/zod';
import * as z from 'zod';

/** Rules on quotes: a discount cap in two steps, a margin floor, a deal value cap, and the ranges of the input. */
export const quotingRules = [
  {
    id: 'input-range',
    name: 'Valid Quote',
    section: 'Pricing Policy 4.1',
    when: 'input.discountPct < 0 || input.discountPct > 100 || input.marginPct < 0 || input.dealValue < 0',
    effect: 'require_approval',
    approver: 'risk',
    message: 'The quote is out of range',
  },
  {
    id: 'discount-cap-vp',
    name: 'Maximum Discount, VP',
    section: 'Pricing Policy 4.2',
    group: 'discount-cap',
    when: 'input.discountPct > policy.vpDiscountPct',
    effect: 'require_approval',
    approver: 'vp_finance',
    message: 'Discount exceeds {{ policy.vpDiscountPct }}% maximum',
    resolution: 'Request VP of finance approval',
  },
  {
    id: 'discount-cap-manager',
    name: 'Maximum Discount',
    section: 'Pricing Policy 4.2',
    category: 'pricing',
    description: 'No discount may exceed the cap without approval',
    group: 'discount-cap',
    when: 'input.discountPct > policy.maxDiscountPct',
    effect: 'require_approval',
    approver: 'sales_manager',
    message: 'Discount exceeds {{ round(policy.maxDiscountPct, 0) }}% maximum',
    resolution: 'Request sales manager approval',
    documentationUrl: 'https://example.com/pricing#4.2',
  },
  {
    id: 'margin-floor',
    name: 'Minimum Margin',
    section: 'Pricing Policy 4.3',
    when: 'input.marginPct < policy.minMarginPct',
    effect: 'require_approval',
    approver: 'finance',
    message: 'Margin {{ input.marginPct }}% is below {{ policy.minMarginPct }}%',
    resolution: 'Raise the margin or ask finance',
  },
  {
    id: 'deal-value-cap',
    name: 'Deal Value',
    section: 'Pricing Policy 4.4',
    when: 'input.dealValue > policy.dealValueLimit',
    effect: 'require_approval',
    approver: 'finance',
  },
] as const;

const percent = decimal({ scale: 2 });

export const quoting = definePolicy({
  name: 'quoting',
  policy: z.object({
    maxDiscountPct: percent,
    vpDiscountPct: percent,
    minMarginPct: percent,
    dealValueLimit: decimal({ min: 0 }),
  }),
  input: z.object({ discountPct: percent, marginPct: percent, dealValue: decimal() }),
  defaultRules: quotingRules,
  appliesTo: 'pricing',
});

/** The policy as it is stored; `rules` as above unless given. */
export function aQuotingPolicy(changes: JsonObject = {}): JsonObject {
  return {
    maxDiscountPct: '20.00',
    vpDiscountPct: '30.00',
    minMarginPct: '10.00',
    dealValueLimit: '100000',
    rules: quotingRules as unknown as JsonObject[],
    ...changes,
  };
}

/** A quote that passes, but for what is given. */
export function aQuote(changes: { readonly [field: string]: string } = {}): JsonObject {
  return { discountPct: '18.00', marginPct: '25.00', dealValue: '50000', ...changes };
}

/** When Q-123 was judged. */
export const evaluatedAt = '2026-02-24T10:30:00.000Z';
