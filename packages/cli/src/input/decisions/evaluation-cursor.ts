import type { EvaluationCursor, PolicyTrail } from '@policytrail/core';
import { PolicytrailError } from '@policytrail/core';

/** The place in a list, newest first, of the evaluation that an id names. Rejects with `missing_evaluation`. */
export async function findCursor(trail: PolicyTrail, policyId: string, id: string): Promise<EvaluationCursor> {
  const found = await trail.evaluation(policyId, id);
  if (found !== undefined) return { evaluatedAt: found.evaluatedAt, id };
  throw missingEvaluation(policyId, id);
}

export function missingEvaluation(policyId: string, evaluationId: string): PolicytrailError<'missing_evaluation'> {
  const message = `policy \`${policyId}\` has no evaluation \`${evaluationId}\``;
  return new PolicytrailError('missing_evaluation', message, { policyId, evaluationId });
}
