import type { PolicyTrail, VersionHeader } from '@policytrail/core';
import type { Standing } from '../../output/versions/marks.js';

const pageSize = 500;

/** Where some versions of one policy stand now. */
export async function readStanding(
  trail: PolicyTrail,
  policyId: string,
  versions: readonly VersionHeader[],
): Promise<Standing> {
  const { current } = await trail.history(policyId, { limit: 1 });
  const planned = (await trail.planned(policyId)).map(({ version }) => version.version);
  return { current, planned: new Set(planned), withdrawn: await withdrawnOf(trail, policyId, versions) };
}

// Only a later version can take one back, and only one that was planned can be taken back.
async function withdrawnOf(
  trail: PolicyTrail,
  policyId: string,
  versions: readonly VersionHeader[],
): Promise<ReadonlySet<number>> {
  const delayed = versions
    .filter((version) => version.effectiveAt > version.createdAt)
    .map((version) => version.version);
  const withdrawn = new Set<number>();
  let after = Math.min(...delayed);
  while (Number.isFinite(after)) {
    const page = await trail.history(policyId, { after, limit: pageSize });
    for (const { withdraws } of page.versions) if (withdraws !== null) withdrawn.add(withdraws);
    after = page.versions.length === pageSize ? (page.versions[0]?.version ?? Infinity) : Infinity;
  }
  return withdrawn;
}
