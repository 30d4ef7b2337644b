import type { DecisionContext } from '../context.js';
import { versionReader } from '../judge/version-reader.js';
import type { EvaluateOptions, EvaluationRequest, EvaluationResult } from '../policy-trail.js';
import { effectiveNow } from '../read/effective-now.js';
import { askOf, assertRecorded } from './evaluation-ask.js';
import { type PreparedEvaluation, prepare } from './prepare.js';
import { recordAll, resultOf } from './record.js';

/** Judges one input and records the decision; a dry run only says what would be recorded. */
export async function evaluate(
  context: DecisionContext,
  policyId: string,
  input: unknown,
  { dryRun, ...options }: EvaluateOptions = {},
): Promise<EvaluationResult> {
  const ask = askOf(context, { ...options, policyId, input });
  const prepared = await prepare(context, versionReader(context.store), ask);
  if (dryRun === true) return rehearse(context, prepared);
  const [result] = await recordAll(context, [prepared]);
  return result as EvaluationResult;
}

/** Judges many inputs, each policy as it is at one moment, and records all decisions in one transaction, or none. */
export async function evaluateMany(
  context: DecisionContext,
  requests: readonly EvaluationRequest[],
): Promise<readonly EvaluationResult[]> {
  for (const request of requests) assertRecorded(request);
  const asks = requests.map((request) => askOf(context, request));
  const reader = versionReader(context.store);
  const prepared: PreparedEvaluation[] = [];
  for (const ask of asks) prepared.push(await prepare(context, reader, ask));
  return recordAll(context, prepared);
}

async function rehearse(context: DecisionContext, prepared: PreparedEvaluation): Promise<EvaluationResult> {
  const { evaluation, write } = prepared;
  const known = await context.store.readEvaluation(write.policyId, evaluation.id);
  if (known === undefined) {
    return { status: 'not_recorded', evaluation, effective: effectiveNow(context, evaluation, []) };
  }
  write.recognise(known.evaluation);
  return resultOf(context, prepared, { kind: 'evaluation', status: 'already_stored', evaluation: known.evaluation });
}
