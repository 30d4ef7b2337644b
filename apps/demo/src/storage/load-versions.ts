import type { JsonObject, PolicyTrail } from '@policytrail/core';

export const loadPolicyId = 'load-test';

const batchSize = 250;

/** Saves versions of one policy until it has `count`, in batches; `progress` says how many there are. */
export async function loadVersions(
  trail: PolicyTrail,
  count: number,
  { progress, signal }: { readonly progress: (versions: number) => void; readonly signal: AbortSignal },
): Promise<void> {
  const { head = 0 } = await trail.history(loadPolicyId, { limit: 1 });
  for (let from = head; from < count && !signal.aborted; from += batchSize) {
    const size = Math.min(batchSize, count - from);
    await trail.saveMany(Array.from({ length: size }, (_, index) => draft(from + index + 1)));
    progress(from + size);
  }
}

function draft(number: number): { policyId: string; policy: JsonObject; changeNotes: string } {
  const policy = {
    requestsPerMinute: 60 + (number % 40),
    burst: 10 + (number % 7),
    regions: ['eu-central', 'us-east', number % 3 === 0 ? 'ap-south' : 'sa-east'],
    owner: number % 11 === 0 ? 'platform' : 'traffic',
  };
  return { policyId: loadPolicyId, policy, changeNotes: `Adjustment ${number}` };
}
