import { type Subject, subjectKeyOf } from '../../policy/pin.js';
import type { Evaluation } from '../../record/evaluation.js';
import type { ReviewedEvaluation } from '../../storage/port.js';
import { toEvaluation } from '../../storage/stored-evaluation.js';
import { assertPolicyId } from '../../values/id.js';
import { laterOf } from '../../values/instant.js';
import type { DecisionContext } from '../context.js';
import { callOf, type EvaluationAsk, evaluationIdOf } from '../evaluate/evaluation-ask.js';
import { prepareUnder } from '../evaluate/prepare.js';
import { appendEvaluations, resultOf } from '../evaluate/record.js';
import { type ChosenVersion, chooseInForce, chooseVersion } from '../judge/choose-version.js';
import { type VersionReader, versionReader } from '../judge/version-reader.js';
import type { ReevaluateOptions, Reevaluation } from '../policy-trail.js';
import { effectiveNow } from '../read/effective-now.js';
import { missingEvaluation } from '../read/missing.js';
import { newestOf } from '../read/newest.js';
import { Overtaken, onlyAsSeen } from './as-seen.js';
import { carriedWrite, carryOverOf } from './carry.js';
import { reevaluatedInput, triggerOf } from './reevaluated-input.js';

/** Judges a subject's newest evaluation again, and appends what comes of it together with the reviews that still hold. */
export async function reevaluate(
  context: DecisionContext,
  policyId: string,
  subject: Subject,
  options: ReevaluateOptions = {},
): Promise<Reevaluation> {
  assertPolicyId(policyId);
  for (;;) {
    try {
      return await reevaluateOnce(context, policyId, subject, options);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }
}

async function reevaluateOnce(
  context: DecisionContext,
  policyId: string,
  subject: Subject,
  options: ReevaluateOptions,
): Promise<Reevaluation> {
  const known = options.id === undefined ? undefined : await knownOf(context, policyId, options.id);
  const before = await previousOf(context, policyId, subject, known);
  const previous = toEvaluation(before.evaluation);
  const reader = versionReader(context.store);
  const ask = askOf(context, previous, options);
  const chosen = await chooseAgain(context, reader, ask, previous, known);
  const prepared = await prepareUnder(
    context,
    { ...ask, trigger: triggerOf(options, previous, chosen.version) },
    chosen,
  );
  const carryOver = await carryOverOf(context, reader, before, prepared);
  const carrying = carriedWrite(prepared, carryOver.carried);
  const writes = [onlyAsSeen(before), prepared.write, carrying.write];
  const [, outcome] = await appendEvaluations(context, [prepared], writes);
  const result = await resultOf(context, prepared, outcome);
  const carried = carryOver.carried.filter(({ review }) => carrying.holds(review));
  const effective = effectiveNow(context, result.evaluation, carrying.reviews());
  return { ...result, effective, supersedes: previous.id, carried, dropped: carryOver.dropped };
}

function askOf(context: DecisionContext, previous: Evaluation, options: ReevaluateOptions): EvaluationAsk {
  const { version, by, id } = options;
  const call = callOf(context, {
    policyId: previous.policyId,
    ...(previous.subject === null ? {} : { subject: previous.subject }),
    ...(version === undefined ? {} : { version }),
    ...(by === undefined ? {} : { by }),
    ...(id === undefined ? {} : { id }),
  });
  const input = reevaluatedInput(context, call.definition, previous, options.input);
  return { ...call, input, supersedes: previous.id };
}

// A retry is judged as the first time, so that it comes to what was recorded.
async function chooseAgain(
  context: DecisionContext,
  reader: VersionReader,
  { policyId, subject, version }: EvaluationAsk,
  previous: Evaluation,
  known: ReviewedEvaluation | undefined,
): Promise<ChosenVersion> {
  const wanted = version ?? known?.evaluation.policyVersion;
  const chosen =
    wanted === undefined
      ? await chooseInForce(reader, policyId, context.clock())
      : await chooseVersion(context, reader, { policyId, subject, version: wanted });
  return { ...chosen, at: laterOf(chosen.at, previous.evaluatedAt) };
}

async function knownOf(
  { store }: DecisionContext,
  policyId: string,
  id: string,
): Promise<ReviewedEvaluation | undefined> {
  return store.readEvaluation(policyId, evaluationIdOf(id));
}

// A retry finds the record that was made the first time: what it took the place of counts, not the newest.
async function previousOf(
  { store }: DecisionContext,
  policyId: string,
  subject: Subject,
  known: ReviewedEvaluation | undefined,
): Promise<ReviewedEvaluation> {
  const superseded = known?.evaluation.supersedes ?? null;
  const found =
    superseded === null
      ? await newestOf(store, { policyId, subject })
      : await store.readEvaluation(policyId, superseded);
  if (found !== undefined) return found;
  throw missingEvaluation(policyId, { subject: subjectKeyOf(subject) });
}
