import {
  createPolicyTrail,
  definePolicy,
  type Instant,
  type PolicyDefinition,
  type PolicyStore,
  type PolicyTrail,
} from '@policytrail/core';
import { countedIds } from '../samples/ids.js';

/** A trail whose clock stands at the instant set last, with request ids `request-1`, `request-2` … */
export interface TestTrail {
  readonly trail: PolicyTrail;
  readonly setClock: (instant: Instant) => void;
}

const anyPolicy = { '~standard': { version: 1, vendor: 'test', validate: (value: unknown) => ({ value }) } } as const;

export const budget: PolicyDefinition = definePolicy({
  name: 'budget',
  policy: anyPolicy,
  jsonSchema: { policy: { type: 'object' } },
});

export function aTrail(store: PolicyStore, prefix = 'request-'): TestTrail {
  let now = '2025-10-01T10:00:00.000Z';
  const trail = createPolicyTrail({
    store,
    definitions: [budget],
    clock: () => now,
    newId: countedIds(prefix),
  });
  const setClock = (instant: Instant): void => {
    now = instant;
  };
  return { trail, setClock };
}
