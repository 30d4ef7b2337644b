// Discounts: who has to approve what, what was decided for a quote, and what the rules of today would say.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const file = join(await mkdtemp(join(tmpdir(), 'policytrail-')), 'pricing.db');

import { createPolicyTrail, definePolicy } from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import { openSqliteStore } from '@policytrail/sqlite';
import * as z from 'zod';

// #region rule
const managerRule = {
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
};
// #endregion

const percent = () => decimal({ scale: 2, min: 0, max: 100 });
const pricing = definePolicy({
  name: 'pricing',
  policy: z.object({
    maxDiscountPct: percent().meta(field({ label: 'Discount without approval', unit: '%', stricter: 'lower' })),
    maxManagerDiscountPct: percent().meta(field({ label: 'Discount a manager may approve', unit: '%' })),
    minMarginPct: percent().meta(field({ label: 'Margin floor', unit: '%', stricter: 'higher' })),
    maxDealValue: decimal({ scale: 2, min: 0 }).meta(
      field({ label: 'Deal value cap', display: 'money', currency: 'USD' }),
    ),
  }),
  // A discount outside 0 to 100, a negative margin or value never reaches the rules: `invalid_input`.
  input: z.object({
    discountPct: percent(),
    marginPct: decimal({ scale: 2, min: 0 }),
    dealValue: decimal({ scale: 2, min: 0 }),
  }),
  defaultRules: [
    {
      id: 'discount-cap-vp',
      name: 'Discount needs the VP',
      section: 'Pricing Policy 4.3',
      category: 'pricing',
      group: 'discount-cap', // the first violated rule of a group counts
      when: 'input.discountPct > policy.maxManagerDiscountPct',
      effect: 'require_approval',
      approver: 'vp_finance',
      message: 'Discount exceeds {{ policy.maxManagerDiscountPct }}%',
      resolution: 'Request approval of the VP of finance',
    },
    managerRule,
    {
      id: 'margin-floor',
      name: 'Margin floor',
      when: 'input.marginPct < policy.minMarginPct',
      effect: 'require_approval',
      approver: 'finance',
      message: 'Margin of {{ input.marginPct }}% is below the floor of {{ policy.minMarginPct }}%',
    },
    {
      id: 'deal-value-cap',
      name: 'Deal value cap',
      when: 'input.dealValue > policy.maxDealValue',
      effect: 'require_approval',
      approver: 'finance',
      message: 'A deal over {{ policy.maxDealValue }} USD needs finance',
    },
  ],
});
const trail = createPolicyTrail({ store: await openSqliteStore(file), definition: pricing });

const limits = { maxDiscountPct: 20, maxManagerDiscountPct: 30, minMarginPct: 10, maxDealValue: 250_000 };
await trail.save('pricing', limits, { by: 'ana', label: 'v1.2.0', title: 'Q1 2026 Pricing Policy' });

// #region decide
const quote = { type: 'quote', id: 'Q-123', version: 3 };
const input = { discountPct: 25, marginPct: 14, dealValue: 80_000 };
const { evaluation } = await trail.evaluate('pricing', input, { subject: quote, by: 'kim' });
const [violation] = evaluation.decision.violations; // threshold "20.00", actual "25.00", the sales manager has to approve

await trail.approve('pricing', evaluation.id, { by: 'lee', as: 'sales_manager', reason: 'Renewal, within plan' });

await trail.save('pricing', { ...limits, maxDiscountPct: 15 }, { by: 'ana', changeNotes: 'Cap lowered' });
const why = await trail.explain('pricing', quote); // what was decided then, what would be decided now, and what moved
const affected = await trail.stale('pricing'); // decisions that the new version would judge otherwise
// #endregion

const vp = await trail.evaluate('pricing', { ...input, discountPct: 35 }, { subject: { type: 'quote', id: 'Q-124' } });
const good = await trail.evaluate(
  'pricing',
  { ...input, discountPct: 12 },
  { subject: { type: 'quote', id: 'Q-125' } },
);
const refused = await trail.evaluate('pricing', { ...input, discountPct: 120 }).catch((error) => error);

console.log(`Quote Q-123: ${evaluation.decision.status}`);
console.log(`  ${violation.message}: threshold ${violation.thresholdValue}, actual ${violation.actualValue}`);
console.log(`  ${violation.suggestedResolution} (${violation.requiredApproval})`);
console.log(`\n${why.summary}`);
for (const { label, then, now } of why.evidence) console.log(`  ${label}: ${then ?? '–'} → ${now ?? '–'}`);
console.log(`\nDecisions that drifted: ${affected.stale.map(({ grade }) => grade).join(', ')}`);
console.log(`A discount of 35% needs ${vp.evaluation.decision.violations[0].requiredApproval}`);
console.log(`A discount of 12% is ${good.evaluation.decision.status}`);
console.log(`A discount of 120%: ${refused.code}, ${refused.message}`);
const proof = await trail.verify('pricing');
console.log(`\nVerified: ${proof.valid ? 'every version, decision and review holds' : JSON.stringify(proof.problems)}`);
await trail.close();
