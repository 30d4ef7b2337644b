import { explainDecisions } from '../../evaluation/explain/explain-decisions.js';
import type { Explanation } from '../../evaluation/explain/explanation.js';
import { type Subject, subjectKeyOf } from '../../policy/pin.js';
import type { ReviewedEvaluation } from '../../storage/port.js';
import { toEvaluation } from '../../storage/stored-evaluation.js';
import { assertPolicyId } from '../../values/id.js';
import { laterOf, parseInstant } from '../../values/instant.js';
import type { DecisionContext } from '../context.js';
import { evaluationIdOf } from '../evaluate/evaluation-ask.js';
import { type VersionReader, versionReader } from '../judge/version-reader.js';
import type { ExplainOptions } from '../policy-trail.js';
import { missingEvaluation } from '../read/missing.js';
import { type EvaluationPlace, evaluationOf, newestOf } from '../read/newest.js';
import { explainComputed } from './explain-computed.js';
import { sidesOf } from './judged-sides.js';

/** What was decided for a subject and what would be decided today; computed where nothing is recorded and an input is given. */
export async function explain(
  context: DecisionContext,
  policyId: string,
  subject: Subject,
  options: ExplainOptions = {},
): Promise<Explanation> {
  assertPolicyId(policyId);
  const key = subjectKeyOf(subject);
  const at = options.at === undefined ? undefined : parseInstant(options.at, 'at');
  const reader = versionReader(context.store);
  const found = await findRecord(context, { policyId, subject, at }, options.evaluationId);
  if (found !== undefined) return explainRecord(context, reader, found);
  if (options.input === undefined) throw missingEvaluation(policyId, { subject: key });
  return explainComputed(context, reader, { policyId, subject: key, at, input: options.input });
}

// One that is named has to be there: an input that is given does not stand in for it.
async function findRecord(
  { store }: DecisionContext,
  place: EvaluationPlace,
  evaluationId: string | undefined,
): Promise<ReviewedEvaluation | undefined> {
  if (evaluationId === undefined) return newestOf(store, place);
  const found = await evaluationOf(store, place, evaluationIdOf(evaluationId));
  if (found === undefined) throw missingEvaluation(place.policyId, { evaluationId });
  return found;
}

async function explainRecord(
  context: DecisionContext,
  reader: VersionReader,
  { evaluation: stored, reviews }: ReviewedEvaluation,
): Promise<Explanation> {
  const evaluation = toEvaluation(stored);
  const { policyId, subject, evaluatedAt, input } = evaluation;
  const { before: then, after: now } = await sidesOf(context, reader, evaluation);
  const at = laterOf(context.clock(), reviews.at(-1)?.reviewedAt ?? evaluatedAt);
  const source = 'recorded';
  return explainDecisions({ policyId, subject, source, evaluation, evaluatedAt, input, then, now, reviews, at });
}
