import { definePolicy, type JsonObject, type PolicyDefinition } from '@policytrail/core';
import { decimal } from '@policytrail/core/zod';
import * as z from 'zod';

/** Quotes: a discount over the cap needs the sales manager, a negative one is refused. */
export const pricing: PolicyDefinition = definePolicy({
  name: 'pricing',
  appliesTo: 'pricing/',
  policy: z.object({ maxDiscountPct: decimal({ scale: 2, min: 0 }), note: z.string().optional() }),
  input: z.object({ discountPct: decimal({ scale: 2 }) }),
});

export function aPricing(maxDiscountPct: number | string, more: JsonObject = {}): JsonObject {
  return {
    maxDiscountPct,
    rules: [
      { id: 'negative', name: 'No Surcharge', when: 'input.discountPct < 0', effect: 'deny', message: 'negative' },
      {
        id: 'cap',
        name: 'Maximum Discount',
        when: 'input.discountPct > policy.maxDiscountPct',
        effect: 'require_approval',
        approver: 'sales_manager',
        message: 'Discount {{ input.discountPct }}% exceeds {{ policy.maxDiscountPct }}% maximum',
        resolution: 'Request sales manager approval',
      },
    ],
    ...more,
  };
}
