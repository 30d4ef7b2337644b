import { findInForce } from '../../policy/in-force.js';
import { headerOf, type VersionHeader } from '../../policy/version.js';
import { assertPolicyId } from '../../values/id.js';
import { laterOf } from '../../values/instant.js';
import type { TrailContext } from '../context.js';
import type { PlannedVersion } from '../trail.js';

/** Versions that have yet to take effect, soonest first, each with the newer versions that it would replace. */
export async function planned({ store, clock }: TrailContext, policyId: string): Promise<readonly PlannedVersion[]> {
  assertPolicyId(policyId, { internal: true });
  const head = await store.readHead(policyId);
  if (head === undefined) return [];
  const now = laterOf(clock(), head.latest.createdAt);
  const inForce = findInForce(head.timeline, now);
  const plans = head.timeline.filter((version) => version.effectiveAt > now).toSorted(bySoonest);
  const standing = inForce === undefined ? plans : [inForce, ...plans];
  return plans.map((version) => ({ version: headerOf(version), overrules: overruledBy(version, standing) }));
}

// Of what is in force now or comes before the plan: what is newer than the plan.
function overruledBy(plan: VersionHeader, standing: readonly VersionHeader[]): readonly number[] {
  return standing
    .filter((other) => other.version > plan.version && other.effectiveAt < plan.effectiveAt)
    .map((other) => other.version)
    .sort((one, other) => one - other);
}

function bySoonest(one: VersionHeader, other: VersionHeader): number {
  if (one.effectiveAt === other.effectiveAt) return one.version - other.version;
  return one.effectiveAt < other.effectiveAt ? -1 : 1;
}
