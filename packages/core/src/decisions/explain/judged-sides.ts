import type { JudgedVersion } from '../../evaluation/explain/explain-decisions.js';
import { evaluateCompiled } from '../../evaluation/judge/evaluate-compiled.js';
import type { Evaluation } from '../../record/evaluation.js';
import { definitionRecordFor } from '../../trail/write/draft/checked-policy.js';
import type { DecisionContext } from '../context.js';
import { chooseInForce } from '../judge/choose-version.js';
import { judgeOf } from '../judge/judge.js';
import { recordedVersion } from '../judge/recorded-version.js';
import type { VersionReader } from '../judge/version-reader.js';

/** What was decided, and what the version in force now makes of the same input at the same instant. */
export interface JudgedSides {
  readonly before: JudgedVersion;
  readonly after: JudgedVersion;
}

/** Rejects with `missing_version` where the version of the record is gone, or another one by now. */
export async function sidesOf(
  context: DecisionContext,
  reader: VersionReader,
  { policyId, decision, ...evaluation }: Evaluation,
): Promise<JudgedSides> {
  const { schema, input, evaluatedAt } = evaluation;
  const host = definitionRecordFor(context, policyId);
  const recorded = await recordedVersion(reader, { policyId, ...evaluation });
  const { version: current } = await chooseInForce(reader, policyId, context.clock());
  const then = await judgeOf(context, recorded, { schema, host });
  const now = await judgeOf(context, current, { schema, host });
  return {
    before: { version: recorded, compiled: then.compiled, decision },
    after: {
      version: current,
      compiled: now.compiled,
      decision: decision === null ? null : evaluateCompiled(now.compiled, input, evaluatedAt),
    },
  };
}
