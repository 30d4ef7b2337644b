import type { PolicyTrail, Subject } from '@policytrail/core';
import { PolicytrailError } from '@policytrail/core';

const pageSize = 500;

/**
 * The one policy that has evaluations of a subject. Rejects with `missing_evaluation` where none has, with
 * `invalid_argument` naming them where several have. `text` is the subject as it was written.
 */
export async function findPolicyOf(trail: PolicyTrail, subject: Subject, text: string): Promise<string> {
  const found: string[] = [];
  for await (const policyId of policyIds(trail)) {
    const { total } = await trail.evaluations(policyId, { limit: 1, filter: { subject } });
    if (total > 0) found.push(policyId);
  }
  const [first] = found;
  if (first === undefined) {
    const message = `no policy has an evaluation of \`${text}\``;
    throw new PolicytrailError('missing_evaluation', message, { subject: text });
  }
  if (found.length === 1) return first;
  const message = `several policies have evaluations of \`${text}\`: ${found.map((id) => `\`${id}\``).join(', ')}; name one before it`;
  throw new PolicytrailError('invalid_argument', message, { argument: 'policy' });
}

async function* policyIds(trail: PolicyTrail): AsyncGenerator<string, void> {
  for (let after: string | undefined; ; ) {
    const { policies } = await trail.policies({ limit: pageSize, ...(after === undefined ? {} : { after }) });
    for (const { policyId } of policies) yield policyId;
    after = policies.at(-1)?.policyId;
    if (after === undefined || policies.length < pageSize) return;
  }
}
