import { sealedActor } from '../policy/seal.js';
import { json } from '../values/canonical/json-text.js';
import { sha256Hex } from '../values/sha256.js';
import type { Erasure } from './evaluation.js';

/**
 * The hash that seals an erasure: hex SHA-256 of UTF-8 `policytrail/erasure/v1\n` + RFC 8785 text of every member but
 * `hash`; display names are left out, absent members are null.
 */
export function sealErasure(erasure: Omit<Erasure, 'hash'>): string {
  const { policyId, evaluationId, erasedAt, erasedBy, reason } = erasure;
  return sha256Hex(
    `policytrail/erasure/v1
{"erasedAt":${json(erasedAt)},"erasedBy":${sealedActor(erasedBy)},"evaluationId":${json(evaluationId)},\
"policyId":${json(policyId)},"reason":${json(reason)}}`,
  );
}
