/** Decisions as a trail records and explains them, for the gallery and the tests. */
import { createPolicyTrail, definePolicy, memoryStore } from '@policytrail/core';
import { decimal, field } from '@policytrail/core/zod';
import * as z from 'zod';

const percent = (options) => decimal({ scale: 2, min: 0 }).meta(field({ display: 'percent', ...options }));
const money = (options) => decimal({ scale: 2, min: 0 }).meta(field({ display: 'money', currency: 'USD', ...options }));

export const pricing = definePolicy({
  name: 'pricing',
  policy: z.object({
    maxDiscountPct: percent({ label: 'Discount without approval', stricter: 'lower' }),
    maxDealValue: money({ label: 'Deal value cap', stricter: 'lower' }),
    minMarginPct: percent({ label: 'Margin floor', stricter: 'higher' }),
  }),
  input: z.looseObject({
    discountPct: decimal({ scale: 2 }).meta(field({ label: 'Discount' })),
    marginPct: percent({ label: 'Margin' }).nullable(),
    dealValue: money({ label: 'Deal value' }),
    token: z.string().meta(field({ label: 'Access token', display: 'secret' })),
  }),
});

const rules = [
  {
    id: 'discount-cap',
    name: 'Maximum Discount',
    section: 'Pricing Policy 4.2',
    category: 'pricing',
    description: 'No discount may exceed the cap without approval.',
    documentationUrl: 'https://example.com/pricing',
    when: 'input.discountPct > policy.maxDiscountPct',
    effect: 'require_approval',
    approver: 'sales_manager',
    message: 'Discount exceeds {{ policy.maxDiscountPct }}% maximum',
    resolution: 'Request sales manager approval',
  },
  {
    id: 'margin-floor',
    name: 'Margin Floor',
    when: 'input.marginPct < policy.minMarginPct',
    effect: 'deny',
    message: 'Margin of {{ input.marginPct }}% is below the floor of {{ policy.minMarginPct }}%',
  },
  {
    id: 'deal-cap',
    name: 'Deal Value Cap',
    when: 'input.dealValue > policy.maxDealValue',
    effect: 'warn',
    message: 'Finance is to be told of deals over {{ policy.maxDealValue }} USD',
  },
  { id: 'old', name: 'Old Rule', when: 'input.dealValue > 1.0', effect: 'warn', message: 'Old', enabled: false },
];

const policy = { maxDiscountPct: '20.00', maxDealValue: '250000.00', minMarginPct: '10.00', rules };
const input = { discountPct: '25.00', marginPct: '14.00', dealValue: '80000.00', token: 'hush' };

/** A trail with version 1, `v1.2.0`, in a store of its own; its clock is a minute later at each reading. */
export async function pricingTrail() {
  let minute = 0;
  let id = 0;
  const start = Date.parse('2026-02-24T10:30:00.000Z');
  const trail = createPolicyTrail({
    store: memoryStore(),
    definition: pricing,
    clock: () => new Date(start + 60_000 * minute++).toISOString(),
    newId: () => `id-${++id}`,
    newSalt: () => '0'.repeat(64),
  });
  await trail.save('pricing', policy, { by: 'ana', label: 'v1.2.0', title: 'Q1 2026 Pricing Policy' });
  return trail;
}

/** Every state of a decision, by name. */
export async function decisionRecords() {
  const quote = (id) => ({ type: 'quote', id, version: 3 });
  const kim = { id: 'kim', name: 'Kim' };
  const trail = await pricingTrail();
  const judge = async (id, given) => {
    const { evaluation } = await trail.evaluate('pricing', { ...input, ...given }, { subject: quote(id), by: kim });
    return evaluation;
  };
  const explain = (id, options) => trail.explain('pricing', quote(id), options);
  const pendingEvaluation = await judge('Q-123', {});
  const records = { pending: await explain('Q-123') };
  await judge('Q-124', { discountPct: '18.00' });
  await judge('Q-125', { discountPct: '12.00' });
  const reviewed = await judge('Q-126', {});
  const role = { as: 'sales_manager', by: { id: 'lee', name: 'Lee' } };
  await trail.approve('pricing', reviewed.id, { ...role, reason: 'Renewal, within plan', upTo: '25.00' });
  await trail.revoke('pricing', reviewed.id, { ...role, reason: 'Approved the wrong quote' });
  const expiresAt = '2026-12-31T00:00:00.000Z';
  await trail.approve('pricing', reviewed.id, { ...role, reason: 'Approved again', expiresAt });
  const waived = await judge('Q-127', { marginPct: '8.00', discountPct: '10.00' });
  await trail.waive('pricing', waived.id, { by: kim, reason: 'Strategic customer', expiresAt });
  await judge('Q-128', { marginPct: '8.00', dealValue: '300000.00', discountPct: '31.50' });
  await judge('Q-129', { marginPct: null });
  await judge('Q-130', { dealValue: '300000.00', discountPct: '10.00' });
  const html = '<img src=x onerror="globalThis.wasRun = true">';
  await trail.evaluate('pricing', { ...input, [html]: html }, { subject: { type: 'quote', id: html }, by: html });
  const rejected = await judge('Q-131', {});
  await trail.reject('pricing', rejected.id, { ...role, reason: 'Too much' });
  await judge('Q-132', {});
  await trail.erase('pricing', { type: 'quote', id: 'Q-132' }, { by: kim, reason: 'Request of the customer' });
  Object.assign(records, {
    approved: await explain('Q-125'),
    warnings: await explain('Q-130'),
    blocked: await explain('Q-128'),
    indeterminate: await explain('Q-129'),
    rejected: await explain('Q-131'),
  });
  await trail.save('pricing', { ...policy, maxDiscountPct: '15.00' }, { by: 'ana', label: 'v1.3.0' });
  Object.assign(records, {
    drifted: await explain('Q-123'),
    flipped: await explain('Q-124'),
    same: await explain('Q-125'),
    reviewed: await explain('Q-126'),
    waived: await explain('Q-127'),
    erased: await explain('Q-132'),
    computed: await explain('Q-999', { input, at: '2026-02-24T10:40:00.000Z' }),
    evaluation: await trail.evaluation('pricing', pendingEvaluation.id),
    hostile: await trail.explain('pricing', { type: 'quote', id: html }),
  });
  await trail.close();
  return records;
}
