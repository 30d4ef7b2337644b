import { canonicalJson } from '../values/canonical/canonical-json.js';
import type { JsonValue } from '../values/json.js';
import { sha256Hex } from '../values/sha256.js';
import type { Actor } from './actor.js';
import type { Pin } from './pin.js';
import type { VersionHeader } from './version.js';

/**
 * The hash that seals a version: hex SHA-256 of UTF-8 `policytrail/version/v1\n` + RFC 8785 text of every header member
 * but `hash`; display names are left out, absent members are null.
 */
export function sealVersion(header: Omit<VersionHeader, 'hash'>): string {
  const sealed = {
    policyId: header.policyId,
    version: header.version,
    requestId: header.requestId,
    createdAt: header.createdAt,
    createdBy: sealedActor(header.createdBy),
    changeNotes: header.changeNotes,
    label: header.label,
    title: header.title,
    effectiveAt: header.effectiveAt,
    withdraws: header.withdraws,
    origin: { ...header.origin },
    schema: header.schema && { ...header.schema },
    contentHash: header.contentHash,
    previousHash: header.previousHash,
  };
  return sha256Hex(`policytrail/version/v1\n${canonicalJson(sealed)}`);
}

/**
 * The hash that seals a pin: hex SHA-256 of UTF-8 `policytrail/pin/v1\n` + RFC 8785 text of every member but
 * `policyVersion` and `hash`; display names are left out, absent members are null.
 */
export function sealPin(pin: Omit<Pin, 'hash' | 'policyVersion'>): string {
  const sealed = {
    policyId: pin.policyId,
    subject: { type: pin.subject.type, id: pin.subject.id, version: pin.subject.version },
    versionRequestId: pin.versionRequestId,
    contentHash: pin.contentHash,
    pinnedAt: pin.pinnedAt,
    pinnedBy: sealedActor(pin.pinnedBy),
  };
  return sha256Hex(`policytrail/pin/v1\n${canonicalJson(sealed)}`);
}

/** An actor as far as it is sealed: display names apart, absent members null. */
export function sealedActor(actor: Actor | null): JsonValue {
  if (actor === null) return null;
  const onBehalfOf = actor.onBehalfOf === undefined ? null : { id: actor.onBehalfOf.id };
  return { id: actor.id, kind: actor.kind ?? null, onBehalfOf };
}
