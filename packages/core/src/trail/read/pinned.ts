import { isPinOf, type Pin, type Subject, subjectKeyOf, subjectText } from '../../policy/pin.js';
import type { StoredVersion } from '../../storage/port.js';
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
  return { pin, version: toPolicyVersion<Out>(assertPinned(pin, version)) };
}

/** The version that a pin names. Throws `missing_version` where it is gone, or another one by now. */
export function assertPinned(pin: Pin, version: StoredVersion | undefined): StoredVersion {
  if (version !== undefined && isPinOf(pin, version)) return version;
  const { policyId, policyVersion, subject } = pin;
  const fault = version === undefined ? 'is missing' : 'is not the one it was pinned to';
  const message = `version ${policyVersion} of \`${policyId}\`, which \`${subjectText(subject)}\` ran under, ${fault}; run verify`;
  throw new PolicytrailError('missing_version', message, { policyId, version: policyVersion });
}
