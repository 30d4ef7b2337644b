import { assertPolicyId } from '../../values/id.js';
import type { JsonObject } from '../../values/json.js';
import type { Review, ReviewVerdict } from '../review.js';
import { readRecordId } from './evaluation.js';
import { readActorOrNull, readHash, readInstant, readNullable, readText, readWholeNumber, readWord } from './member.js';

const verdicts: readonly ReviewVerdict[] = ['approved', 'rejected', 'waived', 'revoked'];

/** A review out of parsed JSON. Throws `invalid_argument` for a member that is not what it should be. */
export function readReview(record: JsonObject): Review {
  assertPolicyId(record['policyId']);
  return {
    policyId: record['policyId'],
    evaluationId: readRecordId(record, 'evaluationId'),
    sequence: readWholeNumber(record, 'sequence'),
    requestId: readRecordId(record, 'requestId'),
    ruleId: readText(record, 'ruleId'),
    verdict: readWord(record, 'verdict', verdicts),
    as: readNullable(record, 'as', readText),
    by: readActorOrNull(record, 'by'),
    reason: readNullable(record, 'reason', readText),
    reviewedAt: readInstant(record, 'reviewedAt'),
    expiresAt: readNullable(record, 'expiresAt', readInstant),
    upTo: readNullable(record, 'upTo', readText),
    previousHash: readHash(record, 'previousHash'),
    hash: readHash(record, 'hash'),
  };
}
