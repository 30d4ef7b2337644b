import type { VersionHeader } from '../../policy/version.js';
import type { PolicyHead, StoredVersion } from '../port.js';

/**
 * The head once `version` stands behind `before`, without reading it; undefined where it has to be read: a plan was
 * taken back, which may bring an older version into force.
 */
export function headAfter(before: PolicyHead | undefined, version: StoredVersion): PolicyHead | undefined {
  if (before === undefined) return { latest: version, timeline: [version] };
  if (version.withdraws !== null || version.createdAt < before.latest.createdAt) return undefined;
  return { latest: version, timeline: timelineAt(version.createdAt, [...before.timeline, version]) };
}

/** Of versions not withdrawn, oldest number first: the one in force at `at`, and all that take effect later. */
export function timelineAt(at: string, versions: readonly VersionHeader[]): readonly VersionHeader[] {
  let inForce: VersionHeader | undefined;
  for (const version of versions) {
    const isLater = inForce === undefined || version.effectiveAt >= inForce.effectiveAt;
    if (version.effectiveAt <= at && isLater) inForce = version;
  }
  return versions.filter((version) => version === inForce || version.effectiveAt > at);
}
