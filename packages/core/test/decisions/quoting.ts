import { definePolicy, type JsonObject } from '@policytrail/core';
import { decimal } from '@policytrail/core/zod';
import * as z from 'zod';

/** The quoting policy of the product's second example, as a definition. */
export const pricing = definePolicy({
  name: 'pricing',
  appliesTo: 'pricing',
  policy: z.object({
    maxDiscountPct: decimal({ scale: 2, min: 0 }),
    vpDiscountPct: decimal({ scale: 2, min: 0 }),
    minMarginPct: decimal({ scale: 2 }),
    maxDealValue: decimal({ scale: 2 }),
  }),
  input: z.object({
    discountPct: decimal({ scale: 2 }),
    marginPct: decimal({ scale: 2 }),
    dealValue: decimal({ scale: 2 }),
  }),
});

export const rules = [
  {
    id: 'discount-range',
    name: 'Valid Discount',
    when: 'input.discountPct < 0 || input.discountPct > 100',
    effect: 'deny',
    message: 'Discount must lie between 0% and 100%',
  },
  {
    id: 'discount-cap-vp',
    name: 'Vice President Discount',
    section: 'Pricing Policy 4.3',
    group: 'discount-cap',
    when: 'input.discountPct > policy.vpDiscountPct',
    effect: 'require_approval',
    approver: 'vp_finance',
    message: 'Discount exceeds {{ policy.vpDiscountPct }}% maximum',
    resolution: 'Request the approval of the VP of finance',
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
    message: 'Discount {{ input.discountPct }}% exceeds {{ policy.maxDiscountPct }}% maximum',
    resolution: 'Request sales manager approval',
  },
  {
    id: 'margin-floor',
    name: 'Minimum Margin',
    when: 'input.marginPct < policy.minMarginPct',
    effect: 'require_approval',
    approver: 'finance',
    message: 'Margin {{ input.marginPct }}% is under {{ policy.minMarginPct }}%',
  },
  {
    id: 'deal-value',
    name: 'Large Deal',
    when: 'input.dealValue > policy.maxDealValue',
    effect: 'warn',
    message: 'Deal value is large',
  },
] as const;

export interface Pricing {
  readonly maxDiscountPct: string;
  readonly vpDiscountPct: string;
  readonly minMarginPct: string;
  readonly maxDealValue: string;
  readonly rules: readonly JsonObject[];
}

export function aPolicy(changes: Partial<Pricing> = {}): Pricing {
  return {
    maxDiscountPct: '20',
    vpDiscountPct: '30',
    minMarginPct: '10',
    maxDealValue: '100000',
    rules: rules as unknown as readonly JsonObject[],
    ...changes,
  };
}

export interface Quote {
  readonly discountPct: string;
  readonly marginPct: string;
  readonly dealValue: string;
}

export function aQuote(changes: Partial<Quote> = {}): Quote {
  return { discountPct: '18', marginPct: '25', dealValue: '5000', ...changes };
}

export const quote = { type: 'quote', id: 'Q-123', version: 3 } as const;
