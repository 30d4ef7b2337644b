import type { StoredVersion } from '@policytrail/core';
import { aVersion as aSealedVersion, type VersionSample } from '@policytrail/testing';

/** A sealed version of `project-1`, made a minute after the one before; of its changes it says what the sample says. */
export function aVersion(sample: VersionSample = {}): StoredVersion {
  const version = sample.version ?? (sample.after?.version ?? 0) + 1;
  return aSealedVersion({
    policyId: sample.after?.policyId ?? 'project-1',
    createdAt: instantOf(version),
    policyJson: `{"budget":${version}}`,
    changes: null,
    ...sample,
  });
}

/** Versions 1 to `length`, each continuing the one before. */
export function aChain(length: number, sampleOf: (version: number) => VersionSample = () => ({})): StoredVersion[] {
  const chain: StoredVersion[] = [];
  for (let version = 1; version <= length; version += 1) {
    chain.push(aVersion({ after: chain.at(-1), version, ...sampleOf(version) }));
  }
  return chain;
}

/** One minute after the other. */
export function instantOf(minute: number): string {
  return new Date(Date.UTC(2025, 9, 1) + minute * 60_000).toISOString();
}
