import { isSameActor } from '../../policy/actor.js';
import type { SubjectKey } from '../../policy/pin.js';
import type { StoredEvaluation } from '../../storage/port.js';
import { PolicytrailError } from '../../values/error.js';
import type { EvaluationAsk } from './evaluation-ask.js';

/**
 * Throws `idempotency_mismatch` unless a stored evaluation is what is asked for. Without a version asked for, the one
 * that judged is: the policy may have moved since. One that was erased is none: nothing is left to compare its input with.
 */
export function assertSameEvaluation(stored: StoredEvaluation, ask: EvaluationAsk, inputJson: string): void {
  const isSame =
    isSameSubject(stored.subject, ask.subject) &&
    (ask.version === undefined || stored.policyVersion === ask.version) &&
    stored.payload?.inputJson === inputJson &&
    stored.supersedes === ask.supersedes &&
    isSameActor(stored.by, ask.by);
  if (isSame) return;
  const { policyId, id } = ask;
  const what = stored.payload === null ? 'and was erased since' : 'for something else';
  throw new PolicytrailError(
    'idempotency_mismatch',
    `evaluation id \`${id}\` of \`${policyId}\` was used ${what}, under version ${stored.policyVersion}; use a new one`,
    { policyId, requestId: id, version: stored.policyVersion, evaluationId: id },
  );
}

function isSameSubject(one: SubjectKey | null, other: SubjectKey | null): boolean {
  return one?.type === other?.type && one?.id === other?.id && one?.version === other?.version;
}
