import type { PolicyHead, VersionHeader } from '@policytrail/core';

/** The head with nothing but headers in its timeline: a store may hand out whole versions there, or only what is asked for. */
export function bareHead(head: PolicyHead | undefined): PolicyHead | undefined {
  return head && { latest: head.latest, timeline: head.timeline.map(headerOf) };
}

/** The members of a header, of something that may have more. */
export function headerOf(version: VersionHeader): VersionHeader {
  return {
    policyId: version.policyId,
    version: version.version,
    requestId: version.requestId,
    createdAt: version.createdAt,
    createdBy: version.createdBy,
    changeNotes: version.changeNotes,
    label: version.label,
    title: version.title,
    effectiveAt: version.effectiveAt,
    withdraws: version.withdraws,
    origin: version.origin,
    schema: version.schema,
    contentHash: version.contentHash,
    previousHash: version.previousHash,
    hash: version.hash,
  };
}
