import { json } from '../values/canonical/json-text.js';
import { sha256Hex } from '../values/sha256.js';
import type { Actor } from './actor.js';
import type { Pin } from './pin.js';
import type { VersionHeader } from './version.js';

/**
 * The hash that seals a version: hex SHA-256 of UTF-8 `policytrail/version/v1\n` + RFC 8785 text of every header member
 * but `hash`; display names are left out, absent members are null.
 */
export function sealVersion(header: Omit<VersionHeader, 'hash'>): string {
  const { policyId, version, requestId, createdAt, effectiveAt, changeNotes, label, title } = header;
  const { withdraws, origin, schema, contentHash, previousHash } = header;
  return sha256Hex(
    `policytrail/version/v1
{"changeNotes":${json(changeNotes)},"contentHash":${json(contentHash)},"createdAt":${json(createdAt)},\
"createdBy":${sealedActor(header.createdBy)},"effectiveAt":${json(effectiveAt)},"label":${json(label)},\
"origin":${json(origin)},"policyId":${json(policyId)},"previousHash":${json(previousHash)},\
"requestId":${json(requestId)},"schema":${json(schema)},"title":${json(title)},"version":${json(version)},\
"withdraws":${json(withdraws)}}`,
  );
}

/**
 * The hash that seals a pin: hex SHA-256 of UTF-8 `policytrail/pin/v1\n` + RFC 8785 text of every member but
 * `policyVersion` and `hash`; display names are left out, absent members are null.
 */
export function sealPin(pin: Omit<Pin, 'hash' | 'policyVersion'>): string {
  const { policyId, versionRequestId, contentHash, pinnedAt, pinnedBy } = pin;
  const { type, id, version } = pin.subject;
  return sha256Hex(
    `policytrail/pin/v1
{"contentHash":${json(contentHash)},"pinnedAt":${json(pinnedAt)},"pinnedBy":${sealedActor(pinnedBy)},\
"policyId":${json(policyId)},"subject":${json({ type, id, version })},\
"versionRequestId":${json(versionRequestId)}}`,
  );
}

/** The text of an actor as far as it is sealed: display names apart, absent members null. */
export function sealedActor(actor: Actor | null): string {
  if (actor === null) return 'null';
  const { id, kind = null, onBehalfOf } = actor;
  const principal = onBehalfOf === undefined ? 'null' : `{"id":${json(onBehalfOf.id)}}`;
  return `{"id":${json(id)},"kind":${json(kind)},"onBehalfOf":${principal}}`;
}
