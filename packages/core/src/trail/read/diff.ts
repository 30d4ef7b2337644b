import { diffPolicies } from '../../policy/diff/diff.js';
import type { TrailContext } from '../context.js';
import { parsePolicy } from '../stored-policy.js';
import type { PolicyDiff } from '../trail.js';
import { requireVersion } from './require.js';

/** What changed from one version to another, arrays matched as the later one's definition says. */
export async function diff(context: TrailContext, policyId: string, from: number, to: number): Promise<PolicyDiff> {
  const [before, after] = await Promise.all([
    requireVersion(context, policyId, from),
    requireVersion(context, policyId, to),
  ]);
  const keys = await context.documents.keysOf(after.schema);
  return { policyId, from, to, changes: diffPolicies(parsePolicy(before), parsePolicy(after), { keys }) };
}
