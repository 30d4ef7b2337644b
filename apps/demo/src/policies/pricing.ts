import { definePolicy } from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import * as z from 'zod';

export const pricingPolicyId = 'pricing';

const percent = (label: string, description: string, stricter: 'lower' | 'higher') =>
  decimal({ scale: 2, min: 0, max: 100 }).meta(
    field({ label, description, display: 'percent', stricter, summary: true }),
  );

/** What a quote may grant, and who has to agree. */
export const pricing = definePolicy({
  name: 'pricing',
  appliesTo: pricingPolicyId,
  policy: z.object({
    maxDiscountPct: percent('Discount cap', 'Above it the sales manager has to approve.', 'lower'),
    maxManagerDiscountPct: percent('Manager discount cap', 'Above it the VP of finance has to approve.', 'lower'),
    minMarginPct: percent('Margin floor', 'Below it finance has to approve.', 'higher'),
    maxDealValue: decimal({ scale: 2, min: 0 }).meta(
      field({
        label: 'Deal value cap',
        description: 'Above it finance has to approve.',
        display: 'money',
        currency: 'USD',
        stricter: 'lower',
      }),
    ),
  }),
  input: z.object({
    discountPct: decimal({ scale: 2 }).meta(field({ label: 'Discount', display: 'percent' })),
    marginPct: decimal({ scale: 2 }).meta(field({ label: 'Margin', display: 'percent' })),
    dealValue: decimal({ scale: 2 }).meta(field({ label: 'Deal value', display: 'money', currency: 'USD' })),
  }),
  defaultRules: [
    {
      id: 'valid-quote',
      name: 'Valid quote',
      section: 'Pricing Policy 4.1',
      category: 'input',
      when: 'input.discountPct < 0 || input.discountPct > 100 || input.marginPct < 0 || input.dealValue < 0',
      effect: 'require_approval',
      approver: 'risk',
      message: 'A discount outside 0–100%, a negative margin or a negative value needs risk',
      resolution: 'Correct the quote, or send it to risk',
    },
    {
      id: 'discount-cap-vp',
      name: 'VP discount',
      section: 'Pricing Policy 4.3',
      category: 'pricing',
      group: 'discount-cap',
      when: 'input.discountPct > policy.maxManagerDiscountPct',
      effect: 'require_approval',
      approver: 'vp_finance',
      message: 'Discount exceeds {{ policy.maxManagerDiscountPct }}% maximum',
      resolution: 'Request approval of the VP of finance',
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
      message: 'Discount exceeds {{ policy.maxDiscountPct }}% maximum',
      resolution: 'Request sales manager approval',
    },
    {
      id: 'margin-floor',
      name: 'Margin floor',
      section: 'Pricing Policy 4.4',
      category: 'pricing',
      when: 'input.marginPct < policy.minMarginPct',
      effect: 'require_approval',
      approver: 'finance',
      message: 'Margin of {{ input.marginPct }}% is below {{ policy.minMarginPct }}%',
      resolution: 'Raise the price, or request approval of finance',
    },
    {
      id: 'deal-value-cap',
      name: 'Deal value cap',
      section: 'Pricing Policy 4.5',
      category: 'exposure',
      when: 'input.dealValue > policy.maxDealValue',
      effect: 'require_approval',
      approver: 'finance',
      message: 'A deal over {{ policy.maxDealValue }} USD needs finance',
    },
  ],
});
