import type { Instant } from '../values/instant.js';
import type { VersionHeader } from './version.js';

/** The version in force at an instant, of versions that are not withdrawn: the latest `effectiveAt`, then the highest number. */
export function findInForce(versions: readonly VersionHeader[], at: Instant): VersionHeader | undefined {
  return versions
    .filter((version) => version.effectiveAt <= at)
    .reduce<VersionHeader | undefined>(laterInForce, undefined);
}

function laterInForce(best: VersionHeader | undefined, version: VersionHeader): VersionHeader {
  if (best === undefined || version.effectiveAt > best.effectiveAt) return version;
  return version.effectiveAt === best.effectiveAt && version.version > best.version ? version : best;
}
