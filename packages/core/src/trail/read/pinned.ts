import { isPinOf, type Subject, subjectKeyOf, subjectText } from '../../policy/pin.js';
import { PolicytrailError } from '../../values/error.js';
import { assertPolicyId } from '../../values/id.js';
import type { TrailContext } from '../context.js';
import { toPolicyVersion } from '../stored-policy.js';
import type { PinnedVersion } from '../trail.js';

/** A subject's pin and its version. A version that is gone is an error, never another version in its place. */
export async function pinned<Out>(
  { store }: TrailContext,
  policyId: string,
  subject: Subject,
): Promise<PinnedVersion<Out> | undefined> {
  assertPolicyId(policyId);
  const key = subjectKeyOf(subject);
  const pin = await store.readPin(policyId, key);
  if (pin === undefined) return undefined;
  const version = await store.readVersion(policyId, pin.policyVersion);
  if (version !== undefined && isPinOf(pin, version)) return { pin, version: toPolicyVersion<Out>(version) };
  const fault = version === undefined ? 'is missing' : 'is not the one it was pinned to';
  const message = `version ${pin.policyVersion} of \`${policyId}\`, which \`${subjectText(key)}\` ran under, ${fault}; run verify`;
  throw new PolicytrailError('missing_version', message, { policyId, version: pin.policyVersion });
}
