import type { Write, WriteOutcome } from '../../storage/port.js';
import { toEvaluation } from '../../storage/stored-evaluation.js';
import type { TrailContext } from '../../trail/context.js';
import type { DefinitionRecord } from '../../trail/definition-documents.js';
import { definitionWrite } from '../../trail/write/draft/definition-write.js';
import type { EvaluationResult } from '../policy-trail.js';
import { effectiveNow } from '../read/effective-now.js';
import type { PreparedEvaluation } from './prepare.js';

/** Records in one transaction, with the documents of their definitions; answers in the order of `prepared`. */
export async function recordAll(
  context: TrailContext,
  prepared: readonly PreparedEvaluation[],
): Promise<readonly EvaluationResult[]> {
  const outcomes = await appendEvaluations(
    context,
    prepared,
    prepared.map(({ write }) => write),
  );
  return Promise.all(prepared.map((one, index) => resultOf(context, one, outcomes[index])));
}

/** Appends writes with the documents that evaluations name, where those may not be stored yet; the outcomes of `writes`. */
export async function appendEvaluations(
  context: TrailContext,
  prepared: readonly PreparedEvaluation[],
  writes: readonly Write[],
): Promise<readonly WriteOutcome[]> {
  const definitions = unstoredOf(context, prepared);
  const isAppending = () => true;
  const outcomes = await context.store.append([
    ...writes,
    ...definitions.map((definition) => definitionWrite(context, definition, [{ isAppending }])),
  ]);
  for (const { reference } of definitions) context.documents.markStored(reference);
  return outcomes.slice(0, writes.length);
}

/** The caller's answer: what was recorded now, or what was recorded before under this id. */
export async function resultOf(
  context: TrailContext,
  { evaluation, write }: PreparedEvaluation,
  outcome: WriteOutcome | undefined,
): Promise<EvaluationResult> {
  if (outcome?.kind !== 'evaluation') throw new TypeError('the store answered an evaluation with another outcome');
  // Also the same record found stored: a retry of ours after an unknown outcome.
  if (outcome.status === 'appended' || outcome.evaluation.hash === evaluation.hash) {
    return { status: 'recorded', evaluation, effective: effectiveNow(context, evaluation, []) };
  }
  const reviews = (await context.store.readEvaluation(write.policyId, evaluation.id))?.reviews ?? [];
  const stored = toEvaluation(outcome.evaluation);
  return { status: 'already_recorded', evaluation: stored, effective: effectiveNow(context, stored, reviews) };
}

function unstoredOf({ documents }: TrailContext, prepared: readonly PreparedEvaluation[]): readonly DefinitionRecord[] {
  const unstored = new Set<DefinitionRecord>();
  for (const { definition } of prepared) {
    if (definition !== undefined && !documents.isStored(definition.reference)) unstored.add(definition);
  }
  return [...unstored];
}
