import type { DecisionContext } from '../context.js';
import { knownDecisionOptions as known } from '../known-options.js';
import type { PolicyTrail } from '../policy-trail.js';
import { loadHindsight } from './load.js';

type Comparing = 'explain' | 'stale' | 'reevaluate';

/** What compares decisions with what is in force now; its code is loaded by the first call. */
export function hindsightMethods(context: DecisionContext): Pick<PolicyTrail, Comparing> {
  return {
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
  };
}
