import type { CompiledPolicy } from '../../evaluation/compile/compiled-policy.js';
import { engine } from '../../evaluation/engine.js';
import { evaluateCompiled } from '../../evaluation/judge/evaluate-compiled.js';
import type { Decision } from '../../record/decision.js';
import type { Evaluation } from '../../record/evaluation.js';
import type { EvaluationWrite, StoredEvaluation } from '../../storage/port.js';
import { evaluationHeaderOf, evaluationOf, violationRowsOf } from '../../storage/stored-evaluation.js';
import type { DefinitionRecord } from '../../trail/definition-documents.js';
import type { DecisionContext } from '../context.js';
import { type ChosenVersion, chooseVersion } from '../judge/choose-version.js';
import { judgeOf } from '../judge/judge.js';
import type { VersionReader } from '../judge/version-reader.js';
import type { EvaluationAsk } from './evaluation-ask.js';
import { settleInput } from './given-input.js';
import { assertSameEvaluation } from './recognise.js';

/** A judged input on its way into a store. */
export interface PreparedEvaluation {
  readonly evaluation: Evaluation;
  readonly decision: Decision;
  readonly write: EvaluationWrite;
  readonly compiled: CompiledPolicy;
  /** The definition whose document the record names, and the store has to have. */
  readonly definition: DefinitionRecord | undefined;
}

/** Judges a request by the version that it asks for, that its subject is pinned to, or that is in force. */
export async function prepare(
  context: DecisionContext,
  reader: VersionReader,
  ask: EvaluationAsk,
): Promise<PreparedEvaluation> {
  return prepareUnder(context, ask, await chooseVersion(context, reader, ask));
}

export async function prepareUnder(
  context: DecisionContext,
  ask: EvaluationAsk,
  { version, at: evaluatedAt }: ChosenVersion,
): Promise<PreparedEvaluation> {
  const { id, subject, by, supersedes, trigger, definition } = ask;
  const schema = definition?.reference ?? version.schema;
  const { compiled, document } = await judgeOf(context, version, { schema, host: definition });
  const { input, inputJson } = settleInput(ask.input, document);
  const decision = evaluateCompiled(compiled, input, evaluatedAt);
  const salt = context.newSalt();
  const stored = evaluationOf(
    { id, version, subject, schema, engine, evaluatedAt, by, supersedes, trigger, input, inputJson, decision, salt },
    context.limits,
  );
  return {
    evaluation: Object.assign(evaluationHeaderOf(stored), { input, decision, erased: null }),
    decision,
    write: writeOf(stored, ask, violationRowsOf(decision)),
    compiled,
    definition,
  };
}

function writeOf(
  evaluation: StoredEvaluation,
  ask: EvaluationAsk,
  violations: EvaluationWrite['violations'],
): EvaluationWrite {
  const inputJson = evaluation.payload?.inputJson ?? '';
  return {
    kind: 'evaluation',
    policyId: ask.policyId,
    evaluation,
    violations,
    recognise: (stored) => assertSameEvaluation(stored, ask, inputJson),
  };
}
