import type { PolicyTrail } from '@policytrail/core';

export interface StoredPolicy {
  readonly policyId: string;
  readonly versions: number;
  readonly evaluations: number;
}

/** What a store holds, by policy; Policytrail's own definition documents too. */
export async function countStored(trail: PolicyTrail): Promise<readonly StoredPolicy[]> {
  const { policies } = await trail.policies({ limit: 500, includeInternal: true });
  return Promise.all(
    policies.map(async ({ policyId }) => {
      const { total: versions } = await trail.history(policyId, { limit: 1 });
      // Nothing is judged by a definition document.
      if (policyId.startsWith('~')) return { policyId, versions, evaluations: 0 };
      const { total: evaluations } = await trail.evaluations(policyId, { limit: 1 });
      return { policyId, versions, evaluations };
    }),
  );
}
