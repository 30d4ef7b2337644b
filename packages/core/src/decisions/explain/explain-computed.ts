import { explainDecisions } from '../../evaluation/explain/explain-decisions.js';
import type { Explanation } from '../../evaluation/explain/explanation.js';
import { evaluateCompiled } from '../../evaluation/judge/evaluate-compiled.js';
import type { SubjectKey } from '../../policy/pin.js';
import { definitionRecordFor } from '../../trail/write/draft/checked-policy.js';
import { type Instant, laterOf } from '../../values/instant.js';
import type { DecisionContext } from '../context.js';
import { readInput, settleInput } from '../evaluate/given-input.js';
import { type ChosenVersion, chooseInForce, choosePinned, noneInForce } from '../judge/choose-version.js';
import { type Judge, judgeOf } from '../judge/judge.js';
import type { VersionReader } from '../judge/version-reader.js';

/** An input to be judged on demand. */
export interface ComputedPlace {
  readonly policyId: string;
  readonly subject: SubjectKey;
  readonly at: Instant | undefined;
  readonly input: unknown;
}

/** What the subject's pin, or the version in force at an instant, makes of an input, beside the version in force now. */
export async function explainComputed(
  context: DecisionContext,
  reader: VersionReader,
  { policyId, subject, at, input: given }: ComputedPlace,
): Promise<Explanation> {
  const host = definitionRecordFor(context, policyId);
  const read = readInput(context, host, given);
  const chosen = await chooseBefore(context, reader, { policyId, subject, at });
  const current = await chooseInForce(reader, policyId, context.clock());
  const schema = host?.reference ?? chosen.version.schema;
  const judgeBefore = await judgeOf(context, chosen.version, { schema, host });
  const judgeAfter = await judgeOf(context, current.version, { schema, host });
  const { input } = settleInput(read, judgeBefore.document);
  const judged = ({ version, compiled }: Judge) => ({
    version,
    compiled,
    decision: evaluateCompiled(compiled, input, chosen.at),
  });
  const [then, now] = [judged(judgeBefore), judged(judgeAfter)];
  return explainDecisions({
    policyId,
    subject,
    source: 'computed',
    evaluation: null,
    evaluatedAt: chosen.at,
    input,
    then,
    now,
    reviews: [],
    at: laterOf(context.clock(), chosen.at),
  });
}

async function chooseBefore(
  context: DecisionContext,
  reader: VersionReader,
  { policyId, subject, at }: Omit<ComputedPlace, 'input'>,
): Promise<ChosenVersion> {
  const pinned = await choosePinned(context, reader, { policyId, subject });
  if (pinned !== undefined) return { ...pinned, at: at ?? pinned.at };
  if (at === undefined) return chooseInForce(reader, policyId, context.clock());
  const version = await context.store.readInForce(policyId, at);
  if (version === undefined) throw noneInForce(policyId, at);
  return { version, at };
}
