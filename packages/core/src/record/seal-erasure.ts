import { sealedActor } from '../policy/seal.js';
import { canonicalJson } from '../values/canonical/canonical-json.js';
import { sha256Hex } from '../values/sha256.js';
import type { Erasure } from './evaluation.js';

/**
 * The hash that seals an erasure: hex SHA-256 of UTF-8 `policytrail/erasure/v1\n` + RFC 8785 text of every member but
 * `hash`; display names are left out, absent members are null.
 */
export function sealErasure(erasure: Omit<Erasure, 'hash'>): string {
  const sealed = {
    policyId: erasure.policyId,
    evaluationId: erasure.evaluationId,
    erasedAt: erasure.erasedAt,
    erasedBy: sealedActor(erasure.erasedBy),
    reason: erasure.reason,
  };
  return sha256Hex(`policytrail/erasure/v1\n${canonicalJson(sealed)}`);
}
