import { isPolicytrailError, type PolicyTrail } from '@policytrail/core';
import { inOrder } from '../policies/kind.js';
import type { Route } from './route.js';

const mostListed = 20;

/** Which policies there are to go to, and whether the one that the address names is among all of them. */
export interface KnownPolicies {
  readonly policyIds: readonly string[];
  /** The policy of the address, where there is none of that id. */
  readonly missing: string | undefined;
}

export async function readKnownPolicies(trail: PolicyTrail, route: Route): Promise<KnownPolicies> {
  const { policies } = await trail.policies({ limit: mostListed });
  const policyIds = inOrder(policies.map(({ policyId }) => policyId));
  if (route.page === 'storage' || policyIds.includes(route.policyId)) return { policyIds, missing: undefined };
  const isThere = await hasVersions(trail, route.policyId);
  return { policyIds, missing: isThere ? undefined : route.policyId };
}

// What begins with `~` is the trail's own record of definitions, no policy that anything is judged by.
async function hasVersions(trail: PolicyTrail, policyId: string): Promise<boolean> {
  if (policyId.startsWith('~')) return false;
  try {
    const { total } = await trail.history(policyId, { limit: 1 });
    return total > 0;
  } catch (error) {
    // An address may say what no id can be.
    if (isPolicytrailError(error, 'invalid_argument')) return false;
    throw error;
  }
}
