import { guarded } from '../../access/permit.js';
import type { ReviewVerdict } from '../../record/review.js';
import type { DecisionContext } from '../context.js';
import { knownDecisionOptions as known } from '../known-options.js';
import type { PolicyTrail } from '../policy-trail.js';
import { loadHindsight } from './load.js';

type Comparing = 'explain' | 'stale' | 'reevaluate';
type Reviewing = 'approve' | 'reject' | 'waive' | 'revoke';

/** What compares decisions with what is in force now, and what reviews them; its code is loaded by the first call. */
export function hindsightMethods(context: DecisionContext): Pick<PolicyTrail, Comparing | Reviewing> {
  return guarded(context, {
    explain: async (policyId, subject, options) => {
      const asked = known('explain', options);
      return (await loadHindsight('explain')).explain(context, policyId, subject, asked);
    },
    stale: async (policyId, query) => {
      const asked = known('stale', query);
      return (await loadHindsight('stale')).stale(context, policyId, asked);
    },
    reevaluate: async (policyId, subject, options) => {
      const asked = known('reevaluate', options);
      return (await loadHindsight('reevaluate')).reevaluate(context, policyId, subject, asked);
    },
    approve: reviewing(context, 'approve', 'approved'),
    reject: reviewing(context, 'reject', 'rejected'),
    waive: reviewing(context, 'waive', 'waived'),
    revoke: reviewing(context, 'revoke', 'revoked'),
  });
}

function reviewing(context: DecisionContext, operation: Reviewing, verdict: ReviewVerdict): PolicyTrail['approve'] {
  return async (policyId, evaluationId, options) => {
    const asked = known(operation, options);
    return (await loadHindsight(operation)).review(context, verdict, { policyId, evaluationId }, asked);
  };
}
