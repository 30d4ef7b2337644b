import type { Actor } from '../policy/actor.js';
import type { SubjectKey } from '../policy/pin.js';
import type { VersionHeader } from '../policy/version.js';
import type { Decision } from '../record/decision.js';
import type { Evaluation, EvaluationHeader, EvaluationTrigger } from '../record/evaluation.js';
import { sealEvaluation } from '../record/seal-evaluation.js';
import { payloadHashOfText } from '../record/seal-payload.js';
import { canonicalJson, type JsonLimits } from '../values/canonical/canonical-json.js';
import { isPolicytrailError, PolicytrailError } from '../values/error.js';
import type { Instant } from '../values/instant.js';
import type { JsonValue } from '../values/json.js';
import { decisionText } from './decision-text.js';
import type { EvaluationPayload, StoredEvaluation, ViolationRow } from './port.js';

/** What is known of an evaluation before it is hashed and sealed. */
export interface EvaluationDraft {
  readonly id: string;
  /** The version it was judged by. */
  readonly version: Pick<VersionHeader, 'policyId' | 'version' | 'label' | 'title' | 'requestId' | 'contentHash'>;
  readonly subject: SubjectKey | null;
  readonly schema: VersionHeader['schema'];
  readonly engine: string;
  readonly evaluatedAt: Instant;
  readonly by: Actor | null;
  readonly supersedes: string | null;
  readonly trigger: EvaluationTrigger;
  readonly input: JsonValue;
  /** The input's canonical text, where it is known. */
  readonly inputJson?: string | undefined;
  readonly decision: Decision;
  /** 64 hex digits, see `newSalt`. */
  readonly salt: string;
}

/** How large a decision may be: many rules, each with text out of the input, are more than the input. */
export const decisionLimits: Required<JsonLimits> = { maxDepth: 16, maxBytes: 33_554_432 };

/** The evaluation as it is stored: sealed, with its payload. Throws `invalid_argument` for what is beyond the limits. */
export function evaluationOf(draft: EvaluationDraft, limits: JsonLimits = {}): StoredEvaluation {
  const { version, decision } = draft;
  const payload: EvaluationPayload = {
    salt: draft.salt,
    inputJson: draft.inputJson ?? canonicalJson(draft.input, limits),
    decisionJson: decisionText(decision, decisionLimits),
  };
  // One object from the start: to spread one into another and add to it takes longer than to hash it.
  const stored = {
    policyId: version.policyId,
    id: draft.id,
    subject: draft.subject,
    policyVersion: version.version,
    policyLabel: version.label,
    policyTitle: version.title,
    versionRequestId: version.requestId,
    contentHash: version.contentHash,
    schema: draft.schema,
    engine: draft.engine,
    status: decision.status,
    evaluatedAt: draft.evaluatedAt,
    by: draft.by,
    supersedes: draft.supersedes,
    trigger: draft.trigger,
    payloadHash: payloadHashOfText(payload),
    hash: '',
    payload,
    erasure: null,
  };
  stored.hash = sealEvaluation(stored);
  return stored;
}

/** What is stored of a decision's violations beside it, in their order. */
export function violationRowsOf({ violations }: Pick<Decision, 'violations'>): readonly ViolationRow[] {
  return violations.map((violation) => ({
    ruleId: violation.ruleId,
    ruleName: violation.ruleName,
    severity: violation.severity,
    effect: violation.effect,
    thresholdValue: violation.thresholdValue,
    actualValue: violation.actualValue,
    message: violation.message,
    suggestedResolution: violation.suggestedResolution,
    requiredApproval: violation.requiredApproval,
  }));
}

/** {@link violationRowsOf} a stored row; none where it was erased. Throws `trail_corrupt` where it can't be read. */
export function violationsOf(stored: StoredEvaluation): readonly ViolationRow[] {
  const { decision } = toEvaluation(stored);
  return decision === null ? [] : violationRowsOf(decision);
}

/** The evaluation of a stored row, its payload parsed. Throws `trail_corrupt` where that can't be read. */
export function toEvaluation(stored: StoredEvaluation): Evaluation {
  const header = evaluationHeaderOf(stored);
  const { payload, erasure } = stored;
  const told = payload === null ? { input: null, decision: null } : parsePayload(stored, payload);
  return Object.assign(header, told, { erased: erasure });
}

/** As {@link toEvaluation}, for lists: one row that can't be read does not hide the others. */
export function toListedEvaluation(stored: StoredEvaluation): Evaluation {
  try {
    return toEvaluation(stored);
  } catch (error) {
    if (!isPolicytrailError(error, 'trail_corrupt')) throw error;
    return {
      ...evaluationHeaderOf(stored),
      input: null,
      decision: null,
      erased: stored.erasure,
      corrupt: error.message,
    };
  }
}

/** The header of anything that has one, and nothing else. */
export function evaluationHeaderOf(evaluation: EvaluationHeader): EvaluationHeader {
  return {
    policyId: evaluation.policyId,
    id: evaluation.id,
    subject: evaluation.subject,
    policyVersion: evaluation.policyVersion,
    policyLabel: evaluation.policyLabel,
    policyTitle: evaluation.policyTitle,
    versionRequestId: evaluation.versionRequestId,
    contentHash: evaluation.contentHash,
    schema: evaluation.schema,
    engine: evaluation.engine,
    status: evaluation.status,
    evaluatedAt: evaluation.evaluatedAt,
    by: evaluation.by,
    supersedes: evaluation.supersedes,
    trigger: evaluation.trigger,
    payloadHash: evaluation.payloadHash,
    hash: evaluation.hash,
  };
}

function parsePayload(
  { policyId, id }: EvaluationHeader,
  { inputJson, decisionJson }: EvaluationPayload,
): { readonly input: JsonValue; readonly decision: Decision } {
  try {
    return { input: JSON.parse(inputJson) as JsonValue, decision: JSON.parse(decisionJson) as Decision };
  } catch (cause) {
    const message = `evaluation \`${id}\` of \`${policyId}\` can't be read: its payload is not JSON; run verify to see what else was touched`;
    throw new PolicytrailError('trail_corrupt', message, { policyId, evaluationId: id }, { cause });
  }
}
