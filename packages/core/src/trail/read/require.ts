import type { PolicyHead, StoredVersion } from '../../storage/port.js';
import { invalidArgument, PolicytrailError } from '../../values/error.js';
import { assertPolicyId } from '../../values/id.js';
import type { TrailContext } from '../context.js';

/** Rejects with `not_found` where there is no such policy. */
export async function requireHead({ store }: TrailContext, policyId: string): Promise<PolicyHead> {
  assertPolicyId(policyId, { internal: true });
  const head = await store.readHead(policyId);
  if (head !== undefined) return head;
  throw new PolicytrailError('not_found', `there is no policy \`${policyId}\``, { policyId });
}

/** Rejects with `not_found` where there is no such version. */
export async function requireVersion(
  { store }: TrailContext,
  policyId: string,
  version: number,
): Promise<StoredVersion> {
  assertPolicyId(policyId, { internal: true });
  assertVersionNumber('version', version);
  const stored = await store.readVersion(policyId, version);
  if (stored !== undefined) return stored;
  throw new PolicytrailError('not_found', `\`${policyId}\` has no version ${version}`, { policyId, version });
}

export function assertVersionNumber(argument: string, version: number): void {
  if (Number.isSafeInteger(version) && version >= 1) return;
  throw invalidArgument(`${argument} must be a version number, from 1`, { argument });
}
