import { sealedActor } from '../policy/seal.js';
import { json } from '../values/canonical/json-text.js';
import { sha256Hex } from '../values/sha256.js';
import type { Review } from './review.js';

/**
 * The hash that seals a review: hex SHA-256 of UTF-8 `policytrail/review/v1\n` + RFC 8785 text of every member but
 * `hash`, so `previousHash` too; display names are left out, absent members are null.
 */
export function sealReview(review: Omit<Review, 'hash'>): string {
  const { policyId, evaluationId, sequence, requestId, ruleId, verdict, by, reason } = review;
  const { reviewedAt, expiresAt, upTo, previousHash } = review;
  return sha256Hex(
    `policytrail/review/v1
{"as":${json(review.as)},"by":${sealedActor(by)},"evaluationId":${json(evaluationId)},\
"expiresAt":${json(expiresAt)},"policyId":${json(policyId)},"previousHash":${json(previousHash)},\
"reason":${json(reason)},"requestId":${json(requestId)},"reviewedAt":${json(reviewedAt)},\
"ruleId":${json(ruleId)},"sequence":${json(sequence)},"upTo":${json(upTo)},"verdict":${json(verdict)}}`,
  );
}
