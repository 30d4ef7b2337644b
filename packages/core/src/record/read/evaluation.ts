import { subjectKeyOf } from '../../policy/pin.js';
import { assertPolicyId, assertRequestId } from '../../values/id.js';
import type { JsonObject } from '../../values/json.js';
import { decisionStatuses } from '../decision.js';
import { type Erasure, type EvaluationHeader, evaluationTriggers } from '../evaluation.js';
import {
  readActorOrNull,
  readHash,
  readInstant,
  readNamed,
  readNullable,
  readObject,
  readText,
  readWholeNumber,
  readWord,
} from './member.js';

/** An evaluation's header out of parsed JSON. Throws `invalid_argument` for a member that is not what it should be. */
export function readEvaluationHeader(record: JsonObject): EvaluationHeader {
  assertPolicyId(record['policyId']);
  return {
    policyId: record['policyId'],
    id: readRecordId(record, 'id'),
    subject: readNullable(record, 'subject', readSubject),
    policyVersion: readWholeNumber(record, 'policyVersion'),
    policyLabel: readNullable(record, 'policyLabel', readText),
    policyTitle: readNullable(record, 'policyTitle', readText),
    versionRequestId: readRecordId(record, 'versionRequestId'),
    contentHash: readHash(record, 'contentHash'),
    schema: readNullable(record, 'schema', (from, member) => readNamed(readObject(from, member))),
    engine: readText(record, 'engine'),
    status: readWord(record, 'status', decisionStatuses),
    evaluatedAt: readInstant(record, 'evaluatedAt'),
    by: readActorOrNull(record, 'by'),
    supersedes: readNullable(record, 'supersedes', readRecordId),
    trigger: readWord(record, 'trigger', evaluationTriggers),
    payloadHash: readHash(record, 'payloadHash'),
    hash: readHash(record, 'hash'),
  };
}

/** An erasure out of parsed JSON. Throws `invalid_argument`. */
export function readErasure(record: JsonObject): Erasure {
  assertPolicyId(record['policyId']);
  return {
    policyId: record['policyId'],
    evaluationId: readRecordId(record, 'evaluationId'),
    erasedAt: readInstant(record, 'erasedAt'),
    erasedBy: readActorOrNull(record, 'erasedBy'),
    reason: readNullable(record, 'reason', readText),
    hash: readHash(record, 'hash'),
  };
}

/** The id of an evaluation, or of the request that made something. */
export function readRecordId(record: JsonObject, member: string): string {
  const value = record[member];
  assertRequestId(value);
  return value;
}

function readSubject(record: JsonObject, member: string): NonNullable<EvaluationHeader['subject']> {
  const subject = readObject(record, member);
  return subjectKeyOf({
    type: readText(subject, 'type'),
    id: readText(subject, 'id'),
    version: readText(subject, 'version'),
  });
}
