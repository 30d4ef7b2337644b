import { type Actor, authorOf } from '../../policy/actor.js';
import { type SubjectKey, subjectKeyOf } from '../../policy/pin.js';
import type { EvaluationTrigger } from '../../record/evaluation.js';
import type { TrailContext } from '../../trail/context.js';
import type { DefinitionRecord } from '../../trail/definition-documents.js';
import { assertVersionNumber } from '../../trail/read/require.js';
import { definitionRecordFor } from '../../trail/write/draft/checked-policy.js';
import { invalidArgument } from '../../values/error.js';
import { assertPolicyId, assertRequestId } from '../../values/id.js';
import type { EvaluateOptions, EvaluationRequest } from '../policy-trail.js';
import { type GivenInput, readInput } from './given-input.js';

/** A checked request: what is known of an evaluation before its version is. */
export interface EvaluationAsk {
  readonly policyId: string;
  readonly id: string;
  readonly subject: SubjectKey | null;
  /** The version that was asked for. */
  readonly version: number | undefined;
  readonly by: Actor | null;
  readonly input: GivenInput;
  /** The host's definition, which checked the input. */
  readonly definition: DefinitionRecord | undefined;
  readonly supersedes: string | null;
  readonly trigger: EvaluationTrigger;
}

/** Reads a request at once, before anything is awaited. Throws `invalid_argument`, or `invalid_input` for the input. */
export function askOf(context: TrailContext, request: EvaluationRequest): EvaluationAsk {
  const call = callOf(context, request);
  return Object.assign(call, { input: readInput(context, call.definition, request.input) });
}

/** A request but for its input. Throws `invalid_argument`. */
export function callOf(context: TrailContext, request: Omit<EvaluationRequest, 'input'>): Omit<EvaluationAsk, 'input'> {
  const { policyId, subject, version, by } = request;
  assertPolicyId(policyId);
  if (version !== undefined) assertVersionNumber('version', version);
  return {
    policyId,
    id: evaluationIdOf(request.id ?? context.newId()),
    subject: subject === undefined ? null : subjectKeyOf(subject),
    version,
    by: authorOf(by, context.actor),
    definition: definitionRecordFor(context, policyId),
    supersedes: null,
    trigger: 'request',
  };
}

/** For what can't be rehearsed: it must not be recorded instead. */
export function assertRecorded({ dryRun }: EvaluateOptions): void {
  if (dryRun === true) throw invalidArgument('only `evaluate` of a trail can be a dry run', { argument: 'dryRun' });
}

export function evaluationIdOf(id: string): string {
  try {
    assertRequestId(id);
  } catch {
    throw invalidArgument('id must be 1 to 128 printable ASCII characters, not only spaces', { argument: 'id' });
  }
  return id;
}
