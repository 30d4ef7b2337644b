import type { DriftGrade, EffectiveDecision, Evaluation, EvaluationsQuery, PolicyTrail } from '@policytrail/core';

/** A recorded decision as a list shows it. */
export interface ListedEvaluation {
  readonly evaluation: Evaluation;
  /** With the reviews, as they count now. */
  readonly effective: EffectiveDecision;
  /** How the policy moved since; undefined for what another evaluation of the subject took the place of. */
  readonly grade: DriftGrade | undefined;
}

export interface ListedEvaluations {
  readonly listed: readonly ListedEvaluation[];
  readonly total: number;
}

/** The newest evaluations of a policy, with what was said of them and how far the policy has drifted. */
export async function listEvaluations(
  trail: PolicyTrail,
  policyId: string,
  query: EvaluationsQuery,
): Promise<ListedEvaluations> {
  const [{ evaluations, total }, { stale }, current] = await Promise.all([
    trail.evaluations(policyId, query),
    trail.stale(policyId, { limit: 500 }),
    trail.current(policyId),
  ]);
  const grades = new Map(stale.map(({ evaluation, grade }) => [evaluation.id, grade]));
  const listed = evaluations.map(async (evaluation): Promise<ListedEvaluation> => {
    const record = await trail.evaluation(policyId, evaluation.id);
    const isOfCurrent = evaluation.policyVersion === current?.version;
    const grade = grades.get(evaluation.id) ?? (isOfCurrent ? 'none' : undefined);
    return { evaluation, effective: record?.effective ?? unreviewed(evaluation), grade };
  });
  return { listed: await Promise.all(listed), total };
}

function unreviewed({ status }: Evaluation): EffectiveDecision {
  const approval = { required: false, status: 'not_required', approvers: [] } as const;
  return { status, approval, allowed: status === 'approved' };
}
