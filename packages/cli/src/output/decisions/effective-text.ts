import type { Decision, EffectiveDecision, Review } from '@policytrail/core';
import { listed } from '../values/count.js';
import { safeLine } from '../values/safe-text.js';

/** An effective decision with what it was worked out from. */
export interface EffectiveView {
  readonly effective: EffectiveDecision;
  /** Null where it was erased. */
  readonly decision: Decision | null;
  readonly reviews: readonly Review[];
}

/** Why the subject may go ahead or may not, e.g. `waits for the approval of sales_manager`; empty where there is nothing to say. */
export function effectiveReason(view: EffectiveView): string {
  const { effective, decision } = view;
  if (effective.allowed) return allowedReason(effective);
  if (effective.status === 'indeterminate') return 'a rule could not be evaluated; it can only be evaluated again';
  if (decision === null) return 'what was violated was erased';
  return [...approvalReasons(effective), ...denyingReasons(view)].join('; ');
}

function allowedReason({ status, approval }: EffectiveDecision): string {
  if (status === 'waived') return 'what was violated was waived';
  return approval.status === 'approved' ? 'the approval was given' : '';
}

function approvalReasons({ approval }: EffectiveDecision): readonly string[] {
  const refused = approval.status === 'rejected' ? ['the approval was refused'] : [];
  const waiting =
    approval.approvers.length === 0 ? [] : [`waits for the approval of ${listed(approval.approvers.map(safeLine))}`];
  return [...refused, ...waiting];
}

// By the last review a rule; one that is over by now is said with the review itself.
function denyingReasons({ decision, reviews }: EffectiveView): readonly string[] {
  const last = new Map(reviews.map(({ ruleId, verdict }) => [ruleId, verdict]));
  const denying = (decision?.violations ?? [])
    .filter(({ effect, ruleId }) => effect === 'deny' && last.get(ruleId) !== 'waived')
    .map(({ ruleId }) => safeLine(ruleId));
  if (denying.length === 0) return [];
  return [`${listed(denying)} ${denying.length === 1 ? 'denies' : 'deny'}, and can only be waived`];
}
