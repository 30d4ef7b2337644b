import type { PolicyStore } from '@policytrail/core';
import { budgetPolicyId } from '../policies/budget.js';
import { pricingPolicyId } from '../policies/pricing.js';
import { writeBudgetStory } from './budget-story.js';
import { writePricingStory } from './pricing-story.js';

/** Fills a store that holds neither story; one that was broken off is written on. */
export async function seed(store: PolicyStore): Promise<void> {
  if (!(await isWritten(store, budgetPolicyId, 6))) await writeBudgetStory(store);
  if (!(await isWritten(store, pricingPolicyId, 30))) await writePricingStory(store);
}

async function isWritten(store: PolicyStore, policyId: string, evaluations: number): Promise<boolean> {
  const { total } = await store.listEvaluations({ policyId, limit: 1 });
  return total >= evaluations;
}
