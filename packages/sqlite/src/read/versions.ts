import type { Instant, Pin, PolicyHead, SealedHead, StoredVersion, SubjectKey, VersionHeader } from '@policytrail/core';
import { toPin, toStoredVersion, toSummary, toWholeVersion } from '@policytrail/core/sql';
import type { ReadStatements } from './statements.js';

export function readHead(read: ReadStatements, policyId: string): PolicyHead | undefined {
  const latest = toStoredVersion(read.latest.get(policyId));
  return latest && { latest, timeline: readTimeline(read, latest) };
}

/** What the head row says, whatever the versions say. */
export function readSealedHead(read: ReadStatements, policyId: string): SealedHead | undefined {
  const row = read.sealedHead.get(policyId) as { readonly version: number | bigint; readonly hash: string } | undefined;
  return row && { version: Number(row.version), hash: row.hash };
}

export function readInForce(read: ReadStatements, policyId: string, at: Instant): StoredVersion | undefined {
  return toStoredVersion(read.inForce.get(policyId, at));
}

/** Whole versions with a number over `after`, lowest first. */
export function readVersions(
  read: ReadStatements,
  { policyId, after, limit }: { readonly policyId: string; readonly after: number; readonly limit: number },
): readonly StoredVersion[] {
  return read.versionsAfter.all(policyId, after, limit).map(toWholeVersion);
}

export function readPin(read: ReadStatements, policyId: string, subject: SubjectKey): Pin | undefined {
  const row = read.pin.get(policyId, subject.type, subject.id, subject.version);
  return row === undefined ? undefined : toPin(row);
}

export function readPins(
  read: ReadStatements,
  { policyId, after, limit }: { readonly policyId: string; readonly after?: SubjectKey; readonly limit: number },
): readonly Pin[] {
  const rows =
    after === undefined
      ? read.pinsFirst.all(policyId, limit)
      : read.pinsAfter.all(policyId, after.type, after.id, after.version, limit);
  return rows.map(toPin);
}

// The newest version, in force from its own creation, is what is in force then: nothing can take effect in between.
function readTimeline(read: ReadStatements, latest: StoredVersion): readonly VersionHeader[] {
  const planned = read.planned.all(latest.policyId, latest.createdAt).map(toSummary);
  const inForce =
    latest.effectiveAt === latest.createdAt ? latest : readInForce(read, latest.policyId, latest.createdAt);
  if (inForce === undefined) return planned;
  if (planned.length === 0) return [inForce];
  return [inForce, ...planned].sort((one, other) => one.version - other.version);
}
