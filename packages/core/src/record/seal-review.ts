import { sealedActor } from '../policy/seal.js';
import { canonicalJson } from '../values/canonical/canonical-json.js';
import { sha256Hex } from '../values/sha256.js';
import type { Review } from './review.js';

/**
 * The hash that seals a review: hex SHA-256 of UTF-8 `policytrail/review/v1\n` + RFC 8785 text of every member but
 * `hash`, so `previousHash` too; display names are left out, absent members are null.
 */
export function sealReview(review: Omit<Review, 'hash'>): string {
  const sealed = {
    policyId: review.policyId,
    evaluationId: review.evaluationId,
    sequence: review.sequence,
    requestId: review.requestId,
    ruleId: review.ruleId,
    verdict: review.verdict,
    as: review.as,
    by: sealedActor(review.by),
    reason: review.reason,
    reviewedAt: review.reviewedAt,
    expiresAt: review.expiresAt,
    upTo: review.upTo,
    previousHash: review.previousHash,
  };
  return sha256Hex(`policytrail/review/v1\n${canonicalJson(sealed)}`);
}
