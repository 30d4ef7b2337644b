import {
  type ChangeSummary,
  canonicalJson,
  type JsonObject,
  type StoredVersion,
  sealVersion,
  sha256Hex,
  type VersionHeader,
} from '@policytrail/core';
import { later } from './clock.js';

/** What a test wants to see of a version; the rest is filled in, hashes last. */
export interface VersionSample extends Partial<Omit<VersionHeader, 'contentHash' | 'hash'>> {
  /** The version before: gives policy id, number and previous hash, and the time where the sample has none. */
  readonly after?: StoredVersion | undefined;
  readonly policy?: JsonObject;
  /** Stored as it is, instead of the canonical text of `policy`. */
  readonly policyJson?: string;
  readonly changes?: ChangeSummary | null;
}

/** A sealed version: `aVersion({ version: 3, label: 'v1.2.0' })`, or the one that follows another: `aVersion({ after })`. */
export function aVersion(sample: VersionSample = {}): StoredVersion {
  const { after, policy, policyJson: givenText, changes: givenChanges, ...given } = sample;
  const version = given.version ?? (after?.version ?? 0) + 1;
  const policyJson = givenText ?? canonicalJson(policy ?? { budgetTokens: 1000 * version });
  const createdAt = given.createdAt ?? after?.createdAt ?? later('2025-10-01T10:00:00.000Z', (version - 1) * 60_000);
  const header: Omit<VersionHeader, 'hash'> = {
    policyId: after?.policyId ?? 'project-123',
    requestId: `request-${version}`,
    createdBy: { id: 'ana' },
    changeNotes: null,
    label: null,
    title: null,
    effectiveAt: createdAt,
    withdraws: null,
    origin: { type: 'saved' },
    schema: null,
    previousHash: after?.hash ?? (version === 1 ? null : sha256Hex('an earlier version')),
    ...given,
    version,
    createdAt,
    contentHash: sha256Hex(policyJson),
  };
  const changes = givenChanges === undefined ? changesOf(version) : givenChanges;
  return { ...header, hash: sealVersion(header), changes, policyJson };
}

/** Versions 1 to `length` of one policy, each sealed onto the one before; `sampleOf` says what is special about each. */
export function aChain(
  policyId: string,
  length: number,
  sampleOf: (version: number) => VersionSample = () => ({}),
): readonly StoredVersion[] {
  const chain: StoredVersion[] = [];
  for (let version = 1; version <= length; version++) {
    const createdAt = later('2025-10-01T10:00:00.000Z', (version - 1) * 60_000);
    chain.push(aVersion({ policyId, createdAt, ...sampleOf(version), after: chain.at(-1) }));
  }
  return chain;
}

function changesOf(version: number): ChangeSummary | null {
  if (version === 1) return null;
  const path = '/budgetTokens';
  const values = { before: 1000 * (version - 1), after: 1000 * version };
  const change = { kind: 'changed', path, field: path, ...values } as const;
  return { total: 1, fields: [path], first: [change] };
}
