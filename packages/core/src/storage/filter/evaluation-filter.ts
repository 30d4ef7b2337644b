import type { EvaluationFilter, StoredEvaluation, ViolationRow } from '../port.js';

/** Whether an evaluation passes a filter: the one meaning that every store gives to {@link EvaluationFilter}. */
export function matchesEvaluationFilter(
  evaluation: StoredEvaluation,
  violations: readonly Pick<ViolationRow, 'ruleId'>[],
  filter: EvaluationFilter,
): boolean {
  return (
    (filter.subject === undefined || isOfSubject(evaluation, filter.subject)) &&
    (filter.status === undefined || evaluation.status === filter.status) &&
    (filter.ruleId === undefined || violations.some(({ ruleId }) => ruleId === filter.ruleId)) &&
    (filter.policyVersion === undefined || evaluation.policyVersion === filter.policyVersion) &&
    (filter.from === undefined || evaluation.evaluatedAt >= filter.from) &&
    (filter.to === undefined || evaluation.evaluatedAt < filter.to)
  );
}

function isOfSubject(
  { subject }: StoredEvaluation,
  { type, id, version }: NonNullable<EvaluationFilter['subject']>,
): boolean {
  return (
    subject !== null &&
    subject.type === type &&
    subject.id === id &&
    (version === undefined || subject.version === version)
  );
}
