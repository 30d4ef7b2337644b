import { createPolicyTrail, definePolicy, type JsonObject, type PolicyTrail } from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import * as z from 'zod';
import { openStore } from './database.js';

const percent = () => decimal({ scale: 2, min: 0, max: 100 });

/** The quoting policy: the command line knows it only from the database, where a save leaves it. */
export const pricing = definePolicy({
  name: 'pricing',
  policy: z.object({
    maxDiscountPct: percent().meta(field({ label: 'Discount cap', display: 'percent' })),
    vpDiscountPct: percent().meta(field({ label: 'Manager discount cap', display: 'percent' })),
    minMarginPct: percent().meta(field({ label: 'Margin floor', display: 'percent' })),
  }),
  input: z.object({ discountPct: percent(), marginPct: decimal({ scale: 2 }) }),
  defaultRules: [
    {
      id: 'discount-cap-vp',
      name: 'VP Discount',
      section: 'Pricing Policy 4.3',
      group: 'discount-cap',
      when: 'input.discountPct > policy.vpDiscountPct',
      effect: 'require_approval',
      approver: 'vp_finance',
      message: 'Discount exceeds {{ policy.vpDiscountPct }}%',
    },
    {
      id: 'discount-cap-manager',
      name: 'Maximum Discount',
      section: 'Pricing Policy 4.2',
      description: 'No discount may exceed the cap without approval',
      group: 'discount-cap',
      when: 'input.discountPct > policy.maxDiscountPct',
      effect: 'require_approval',
      approver: 'sales_manager',
      message: 'Discount {{ input.discountPct }}% exceeded the {{ policy.maxDiscountPct }}% limit',
      resolution: 'Request sales manager approval',
    },
    { id: 'margin-floor', name: 'Margin floor', when: 'input.marginPct < policy.minMarginPct', effect: 'deny' },
  ],
});

export const limits = { maxDiscountPct: 20, vpDiscountPct: 30, minMarginPct: 10 } as const;

export const quote = { type: 'quote', id: 'Q-123', version: 3 } as const;

/** An input as it is written into a file: 18% is under the cap of 20%. */
export function quoteJson(over: JsonObject = {}): string {
  return JSON.stringify({ discountPct: 18, marginPct: 14, ...over });
}

export interface PricingDesk {
  readonly trail: PolicyTrail<JsonObject, JsonObject, JsonObject>;
  /** The clock, until it is set again. */
  readonly at: (instant: string) => void;
}

/** Works on a database as a host's program does, with its definition, a fixed clock and counted ids. */
export async function atPricingDesk(db: string, work: (desk: PricingDesk) => Promise<void>): Promise<string> {
  let now = '2026-01-05T09:00:00.000Z';
  let ids = 0;
  const store = await openStore(db);
  const newId = (): string => `id-${++ids}`;
  const trail = createPolicyTrail({ store, definition: pricing, clock: () => now, newId });
  const at = (instant: string): void => {
    now = instant;
  };
  await work({ trail: trail as unknown as PricingDesk['trail'], at });
  await trail.close();
  return db;
}

/** A database with version 1 of the policy, v1.2.0, and nothing decided. */
export function pricingDatabase(db: string): Promise<string> {
  return atPricingDesk(db, async ({ trail }) => {
    await trail.save('pricing', limits, { by: 'ana', label: 'v1.2.0', title: 'Q1 2026 Pricing Policy' });
  });
}

/** On Monday quote Q-123 passes at 18%, Q-124 waits at 25%, Q-125 is denied; on Tuesday the cap becomes 15%. */
export function decidedDatabase(db: string): Promise<string> {
  return atPricingDesk(db, async ({ trail, at }) => {
    await trail.save('pricing', limits, { by: 'ana', label: 'v1.2.0', title: 'Q1 2026 Pricing Policy' });
    const evaluate = (id: string, instant: string, input: JsonObject) => {
      at(instant);
      return trail.evaluate('pricing', input, { subject: { ...quote, id }, id: `e-${id}`, by: 'kim' });
    };
    await evaluate('Q-123', '2026-02-23T10:30:00.000Z', { discountPct: 18, marginPct: 14 });
    await evaluate('Q-124', '2026-02-23T11:00:00.000Z', { discountPct: 25, marginPct: 14 });
    await evaluate('Q-125', '2026-02-23T12:00:00.000Z', { discountPct: 5, marginPct: 4 });
    at('2026-02-24T08:00:00.000Z');
    await trail.save('pricing', { ...limits, maxDiscountPct: 15 }, { by: 'ana', changeNotes: 'Cap lowered' });
  });
}
