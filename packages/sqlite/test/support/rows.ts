import {
  type Pin,
  type PinWrite,
  type StoredVersion,
  sealPin,
  sealVersion,
  sha256Hex,
  type VersionWrite,
} from '@policytrail/core';

type VersionSample = Partial<Omit<StoredVersion, 'hash' | 'contentHash'>> & {
  readonly after?: StoredVersion | undefined;
};

/** A sealed version; with `after` the one that continues it. */
export function aVersion({ after, ...given }: VersionSample = {}): StoredVersion {
  const version = given.version ?? (after?.version ?? 0) + 1;
  const policyId = given.policyId ?? after?.policyId ?? 'project-1';
  const createdAt = given.createdAt ?? instantOf(version);
  const policyJson = given.policyJson ?? `{"budget":${version}}`;
  const header = {
    policyId,
    version,
    requestId: `request-${version}`,
    createdAt,
    createdBy: { id: 'ana' },
    changeNotes: null,
    label: null,
    title: null,
    effectiveAt: createdAt,
    withdraws: null,
    origin: { type: 'saved' } as const,
    schema: null,
    contentHash: sha256Hex(policyJson),
    previousHash: after?.hash ?? null,
    ...given,
  };
  const { changes = null, policyJson: _, ...sealed } = header;
  return { ...sealed, hash: sealVersion(sealed), changes, policyJson };
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

export function aPin(version: StoredVersion, given: Partial<Omit<Pin, 'hash'>> = {}): Pin {
  const pin = {
    policyId: version.policyId,
    subject: { type: 'run', id: 'run-1', version: '' },
    policyVersion: version.version,
    versionRequestId: version.requestId,
    contentHash: version.contentHash,
    pinnedAt: version.effectiveAt,
    pinnedBy: null,
    ...given,
  };
  return { ...pin, hash: sealPin(pin) };
}

/** Asks for a version that is made already. */
export function storing(version: StoredVersion): VersionWrite {
  const { policyId, requestId } = version;
  return { kind: 'version', policyId, requestId, decide: () => version, recognise: () => {} };
}

/** Asks for the version that comes next, whatever the head is. */
export function storingNext(policyId: string, requestId: string): VersionWrite {
  const decide: VersionWrite['decide'] = (head) => aVersion({ policyId, requestId, after: head?.latest });
  return { kind: 'version', policyId, requestId, decide, recognise: () => {} };
}

export function pinning(pin: Pin): PinWrite {
  return { kind: 'pin', policyId: pin.policyId, subject: pin.subject, decide: () => pin, recognise: () => {} };
}
