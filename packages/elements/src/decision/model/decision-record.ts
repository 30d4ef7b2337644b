import type {
  Decision,
  EffectiveDecision,
  Erasure,
  Evaluation,
  ExplainedVersion,
  Explanation,
  JsonValue,
  Review,
  ReviewedRecord,
  SubjectKey,
} from '@policytrail/core';
import { effectiveDecision } from '@policytrail/core/pure';

/** What a decision is shown from: what `trail.explain` answers, or what `trail.evaluation` does. */
export type DecisionRecord = Explanation | ReviewedRecord | Evaluation;

/** One decision as the element shows it, whatever it came from. */
export interface DecisionFacts {
  readonly subject: SubjectKey | null;
  /** Null where nothing was recorded, and the decision was calculated. */
  readonly evaluation: Evaluation | null;
  readonly evaluatedAt: string;
  readonly version: Pick<ExplainedVersion, 'version' | 'label' | 'title'>;
  /** Null where it was erased, or could not be read. */
  readonly decision: Decision | null;
  readonly input: JsonValue | null;
  readonly erased: Erasure | null;
  readonly reviews: readonly Review[];
  readonly effective: EffectiveDecision;
  /** What the version in force now has to do with it, where that was asked. */
  readonly explanation: Explanation | undefined;
}

/** `now`: milliseconds since 1970, at which reviews are counted where the record does not say how they count. */
export function factsOf(record: DecisionRecord, now: number): DecisionFacts {
  return 'then' in record ? explainedFacts(record) : recordedFacts(record, now);
}

function explainedFacts(explanation: Explanation): DecisionFacts {
  const { subject, evaluation, evaluatedAt, then, input, reviews, effective } = explanation;
  return {
    subject,
    evaluation,
    evaluatedAt,
    version: then.version,
    decision: evaluation === null ? then.decision : evaluation.decision,
    input,
    erased: evaluation?.erased ?? null,
    reviews,
    effective: effective.then,
    explanation,
  };
}

function recordedFacts(evaluation: Evaluation | ReviewedRecord, now: number): DecisionFacts {
  const { subject, evaluatedAt, decision, input, erased, policyVersion, policyLabel, policyTitle } = evaluation;
  const reviews = 'reviews' in evaluation ? evaluation.reviews : [];
  const at = new Date(now).toISOString();
  return {
    subject,
    evaluation,
    evaluatedAt,
    version: { version: policyVersion, label: policyLabel, title: policyTitle },
    decision,
    input,
    erased,
    reviews,
    effective: 'effective' in evaluation ? evaluation.effective : effectiveDecision(evaluation, reviews, at),
    explanation: undefined,
  };
}
