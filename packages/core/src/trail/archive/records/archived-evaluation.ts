import type { Decision } from '../../../record/decision.js';
import type { Erasure, EvaluationHeader } from '../../../record/evaluation.js';
import { readDecision } from '../../../record/read/decision.js';
import { readErasure, readEvaluationHeader } from '../../../record/read/evaluation.js';
import { readHash, readNullable, readObject, wrongMember } from '../../../record/read/member.js';
import type { EvaluationPayload, StoredEvaluation } from '../../../storage/port.js';
import { decisionLimits, evaluationHeaderOf, toEvaluation } from '../../../storage/stored-evaluation.js';
import { canonicalJson, type JsonLimits } from '../../../values/canonical/canonical-json.js';
import type { JsonObject, JsonValue } from '../../../values/json.js';

/** An evaluation as an archive holds it: the two documents as JSON, not as text. */
export interface ArchivedEvaluation extends EvaluationHeader {
  readonly payload: { readonly salt: string; readonly input: JsonValue; readonly decision: Decision } | null;
  readonly erasure: Erasure | null;
}

/** Throws `trail_corrupt` where the payload is not JSON. */
export function archivedEvaluationOf(stored: StoredEvaluation): ArchivedEvaluation {
  const { payload, erasure } = stored;
  const { input, decision } = toEvaluation(stored);
  const archived = payload === null || decision === null ? null : { salt: payload.salt, input, decision };
  return { ...evaluationHeaderOf(stored), payload: archived, erasure };
}

/** What {@link archivedEvaluationOf} made, out of parsed JSON. Throws `invalid_argument`. */
export function readArchivedEvaluation(record: JsonObject, limits: JsonLimits): StoredEvaluation {
  return {
    ...readEvaluationHeader(record),
    payload: readNullable(record, 'payload', (from, member) => readPayload(readObject(from, member), limits)),
    erasure: readNullable(record, 'erasure', (from, member) => readErasure(readObject(from, member))),
  };
}

function readPayload(record: JsonObject, limits: JsonLimits): EvaluationPayload {
  const input = record['input'];
  if (input === undefined) throw wrongMember('input', 'there');
  return {
    salt: readHash(record, 'salt'),
    inputJson: canonicalJson(input, limits),
    decisionJson: canonicalJson(readDecision(readObject(record, 'decision')), decisionLimits),
  };
}
