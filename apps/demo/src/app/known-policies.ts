import { isPolicytrailError, type PolicyPermissions, type PolicyTrail } from '@policytrail/core';
import { inOrder } from '../policies/kind.js';
import type { Route } from './route.js';

const mostListed = 20;

/** Which policies there are to go to, and whether the one that the address names is among all of them. */
export interface KnownPolicies {
  readonly policyIds: readonly string[];
  /** The policy of the address, where there is none of that id. */
  readonly missing: string | undefined;
  /** The policy of the address that is there, and what one may do with it. */
  readonly found: { readonly policyId: string; readonly permissions: PolicyPermissions } | undefined;
}

export async function readKnownPolicies(trail: PolicyTrail, route: Route): Promise<KnownPolicies> {
  const { policies } = await trail.policies({ limit: mostListed });
  const policyIds = inOrder(policies.map(({ policyId }) => policyId));
  if (route.page === 'storage') return { policyIds, missing: undefined, found: undefined };
  const { policyId } = route;
  const isThere = policyIds.includes(policyId) || (await hasVersions(trail, policyId));
  if (!isThere) return { policyIds, missing: policyId, found: undefined };
  return { policyIds, missing: undefined, found: { policyId, permissions: await trail.permissions(policyId) } };
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
