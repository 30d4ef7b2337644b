import type { Decision } from '../../../record/decision.js';
import { readDecision } from '../../../record/read/decision.js';
import { readObject } from '../../../record/read/member.js';
import { payloadHashOfText } from '../../../record/seal-payload.js';
import type { EvaluationPayload, StoredEvaluation, ViolationRow } from '../../../storage/port.js';
import { violationRowsOf } from '../../../storage/stored-evaluation.js';
import { canonicalJson } from '../../../values/canonical/canonical-json.js';
import type { JsonValue } from '../../../values/json.js';
import { attempt } from '../attempt.js';
import type { Finding } from '../version-checks.js';

const unlimited = { maxDepth: Number.POSITIVE_INFINITY, maxBytes: Number.POSITIVE_INFINITY };

/** Checks input and decision against their hash, and what stands beside the decision against it. */
export function checkPayload(
  { payload, payloadHash, status, erasure }: StoredEvaluation,
  violations: readonly ViolationRow[],
): readonly Finding[] {
  if (payload === null) {
    return erasure === null ? [finding('input and decision are missing, and no erasure says why')] : [];
  }
  if (payloadHashOfText(payload) !== payloadHash) {
    return [finding('input and decision do not have the hash they were recorded with')];
  }
  const decision = attempt(() => decisionOf(payload));
  if (decision === undefined) return [finding('input and decision can not be read')];
  if (decision.status !== status) return [finding('the status beside the decision is not that of the decision')];
  if (erasure !== null || isSameText(violations, violationRowsOf(decision))) return [];
  return [finding('the violations beside the decision are not those of the decision')];
}

// Throws, or is undefined, where the texts are not what was written of a decision and an input.
function decisionOf({ inputJson, decisionJson }: EvaluationPayload): Decision | undefined {
  if (canonicalJson(JSON.parse(inputJson), unlimited) !== inputJson) return undefined;
  const decision = readDecision(readObject({ decision: JSON.parse(decisionJson) as JsonValue }, 'decision'));
  return canonicalJson(decision, unlimited) === decisionJson ? decision : undefined;
}

function isSameText(one: unknown, other: unknown): boolean {
  return attempt(() => canonicalJson(one, unlimited) === canonicalJson(other, unlimited)) === true;
}

function finding(message: string): Finding {
  return { kind: 'payload', message };
}
