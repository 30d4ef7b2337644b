import {
  createPolicyTrail,
  memoryStore,
  type PolicyStore,
  type PolicyTrail,
  type StoredEvaluation,
  type TrailOptions,
} from '@policytrail/core';
import { aClock, countedIds, type TestClock } from '../trail/kit.js';
import { aPolicy, type Pricing, pricing, type Quote } from './quoting.js';

export interface DecisionKit {
  readonly store: PolicyStore;
  readonly clock: TestClock;
  readonly trail: PolicyTrail<Pricing, Pricing, Quote>;
}

/** A trail of quotes in memory, ids counted from `id-1`, salts from 1. */
export function aQuotingTrail(options: Partial<TrailOptions> = {}): DecisionKit {
  const store = options.store ?? memoryStore();
  const clock = aClock();
  const trail = createPolicyTrail({
    clock,
    newId: countedIds('id-'),
    newSalt: countedSalts(),
    ...options,
    store,
    definition: pricing,
  });
  return { store, clock, trail: trail as unknown as DecisionKit['trail'] };
}

/** The same with a first version, capped at 20%. */
export async function aPricedTrail(options: Partial<TrailOptions> = {}): Promise<DecisionKit> {
  const kit = aQuotingTrail(options);
  await kit.trail.save('pricing', aPolicy(), { by: 'ana', label: 'v1.2.0', title: 'Q1 2026 Pricing Policy' });
  return kit;
}

export function countedSalts(): () => string {
  let made = 0;
  return () => (++made).toString(16).padStart(64, '0');
}

/** The rows of all evaluations of a policy, as text: the same text, the same rows. */
export async function rowsOf(store: PolicyStore, policyId = 'pricing'): Promise<readonly string[]> {
  const rows = await store.readEvaluations({ policyId, limit: 10_000 });
  return rows.map((row) => JSON.stringify(row));
}

export async function storedOf(store: PolicyStore, id: string, policyId = 'pricing'): Promise<StoredEvaluation> {
  const found = await store.readEvaluation(policyId, id);
  if (found === undefined) throw new Error(`there is no evaluation ${id}`);
  return found.evaluation;
}
