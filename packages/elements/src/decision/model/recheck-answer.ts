import type { Decision, EffectiveDecision } from '@policytrail/core';
import { effectiveDecision } from '@policytrail/core/pure';

/** What a check by another version came to. */
export interface Recheck {
  readonly decision: Decision;
  /** With the reviews that carry over; with none where the answer does not say. */
  readonly effective: EffectiveDecision;
}

/** The decision in what a page answers a check with: an evaluation, a re-evaluation, an explanation, or the decision alone. */
export function recheckIn(answer: unknown): Recheck | undefined {
  if (!isRecord(answer)) return undefined;
  if (Array.isArray(answer['appliedRules'])) return unreviewed(answer as unknown as Decision);
  const { now, evaluation, decision, effective } = answer;
  if (isRecord(now)) {
    const both = isRecord(effective) ? effective['now'] : undefined;
    return withEffective(recheckIn(now['decision']), both);
  }
  if (isRecord(evaluation)) return withEffective(recheckIn(evaluation['decision']), effective);
  return withEffective(recheckIn(decision), effective);
}

function unreviewed(decision: Decision): Recheck {
  const { status } = decision;
  return { decision, effective: effectiveDecision({ status, decision }, [], '') };
}

function withEffective(recheck: Recheck | undefined, effective: unknown): Recheck | undefined {
  if (recheck === undefined || !isRecord(effective) || !isRecord(effective['approval'])) return recheck;
  return { decision: recheck.decision, effective: effective as unknown as EffectiveDecision };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
