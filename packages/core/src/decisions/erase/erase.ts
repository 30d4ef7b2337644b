import { type Actor, authorOf } from '../../policy/actor.js';
import { type Subject, subjectText } from '../../policy/pin.js';
import type { Erasure } from '../../record/evaluation.js';
import { sealErasure } from '../../record/seal-erasure.js';
import type { ErasureWrite, EvaluationQuery, StoredEvaluation } from '../../storage/port.js';
import type { TrailContext } from '../../trail/context.js';
import { invalidArgument } from '../../values/error.js';
import { assertPolicyId, assertText } from '../../values/id.js';
import { type Instant, laterOf } from '../../values/instant.js';
import { onlyKnown } from '../../values/options/only-known.js';
import { evaluationIdOf } from '../evaluate/evaluation-ask.js';
import type { EraseOptions, ErasingResult } from '../policy-trail.js';
import { evaluationPages } from '../read/evaluation-pages.js';
import { subjectFilter } from '../read/evaluations.js';
import { missingEvaluation } from '../read/missing.js';

const pageSize = 500;

/** Who erases, why and when. */
interface ErasureAsk {
  readonly now: Instant;
  readonly erasedBy: Actor | null;
  readonly reason: string | null;
}

/** Erases what a subject's evaluations hold, or one evaluation that has none. */
export async function erase(
  context: TrailContext,
  policyId: string,
  subject: Subject | null,
  options: EraseOptions = {},
): Promise<ErasingResult> {
  assertPolicyId(policyId);
  const ask = erasureAskOf(context, options);
  const { evaluationId } = options;
  if (subject !== null && evaluationId === undefined) return eraseSubject(context, policyId, subject, ask);
  if (subject === null && evaluationId !== undefined) return eraseOne(context, policyId, evaluationId, ask);
  const message = 'give either a subject, or null and the evaluationId of an evaluation without a subject';
  throw invalidArgument(message, { argument: 'evaluationId' });
}

// Page by page: where it fails in between, what is left is erased by asking again.
async function eraseSubject(
  context: TrailContext,
  policyId: string,
  subject: Subject,
  ask: ErasureAsk,
): Promise<ErasingResult> {
  const query = { policyId, limit: pageSize, filter: { subject: subjectFilter(subject) } };
  const first = await erasePages(context, query, ask);
  let erased = first.erased;
  // What was judged again meanwhile, on an input that was not erased yet, is there now; from here on nothing can be.
  for (let last = first; last.erased > 0; erased += last.erased) last = await erasePages(context, query, ask);
  return { erased, alreadyErased: first.alreadyErased };
}

// Of a subject all are erased: another may have been judged on the same input.
async function eraseOne(
  context: TrailContext,
  policyId: string,
  evaluationId: string,
  ask: ErasureAsk,
): Promise<ErasingResult> {
  const found = await context.store.readEvaluation(policyId, evaluationIdOf(evaluationId));
  if (found === undefined) throw missingEvaluation(policyId, { evaluationId });
  const { subject } = found.evaluation;
  if (subject !== null) {
    const message = `evaluation \`${evaluationId}\` is one of \`${subjectText(subject)}\`: erase the subject instead`;
    throw invalidArgument(message, { argument: 'evaluationId' });
  }
  return eraseAll(context, [found.evaluation], ask);
}

async function erasePages(context: TrailContext, query: EvaluationQuery, ask: ErasureAsk): Promise<ErasingResult> {
  let erased = 0;
  let alreadyErased = 0;
  for await (const evaluations of evaluationPages(context.store, query)) {
    const page = await eraseAll(context, evaluations, ask);
    erased += page.erased;
    alreadyErased += page.alreadyErased;
  }
  return { erased, alreadyErased };
}

async function eraseAll(
  { store }: TrailContext,
  evaluations: readonly StoredEvaluation[],
  ask: ErasureAsk,
): Promise<ErasingResult> {
  const writes = evaluations
    .filter(({ erasure }) => erasure === null)
    .map((evaluation) => erasureWrite(evaluation, ask));
  const outcomes = writes.length === 0 ? [] : await store.append(writes);
  const erased = outcomes.filter(({ status }) => status === 'appended').length;
  return { erased, alreadyErased: evaluations.length - erased };
}

function erasureWrite({ policyId, id: evaluationId }: StoredEvaluation, ask: ErasureAsk): ErasureWrite {
  return {
    kind: 'erasure',
    policyId,
    evaluationId,
    decide(found) {
      if (found === undefined) throw missingEvaluation(policyId, { evaluationId });
      return erasureOf(found, ask);
    },
  };
}

function erasureOf({ policyId, id, evaluatedAt }: StoredEvaluation, ask: ErasureAsk): Erasure {
  const { now, erasedBy, reason } = ask;
  const sealed = { policyId, evaluationId: id, erasedAt: laterOf(now, evaluatedAt), erasedBy, reason };
  return { ...sealed, hash: sealErasure(sealed) };
}

function erasureAskOf({ clock, actor }: TrailContext, options: EraseOptions): ErasureAsk {
  const { by, reason } = onlyKnown('erase', ['evaluationId', 'by', 'reason'], options);
  if (reason !== undefined) assertText('reason', reason, { minLength: 1, maxLength: 10_000 });
  return { now: clock(), erasedBy: authorOf(by, actor), reason: reason ?? null };
}
