import type { Pin, PinWrite, PolicyHead, StoredVersion, VersionWrite } from '@policytrail/core';
import { aPin, type PinSample } from './pin.js';
import { aVersion, type VersionSample } from './version.js';

/** Asks for a version that is sealed already. */
export function storing(version: StoredVersion): VersionWrite {
  const { policyId, requestId } = version;
  return { kind: 'version', policyId, requestId, decide: () => version, recognise: accept };
}

/** Asks for the version that comes next, whatever the head is then. */
export function storingNext(
  policyId: string,
  requestId: string,
  sampleOf: (head: PolicyHead | undefined) => VersionSample = () => ({}),
): VersionWrite {
  const decide = (head: PolicyHead | undefined): StoredVersion =>
    aVersion({ policyId, requestId, ...sampleOf(head), after: head?.latest });
  return { kind: 'version', policyId, requestId, decide, recognise: accept };
}

/** Asks for a pin that is sealed already. */
export function pinning(pin: Pin): PinWrite {
  return { kind: 'pin', policyId: pin.policyId, subject: pin.subject, decide: () => pin, recognise: accept };
}

/** Asks for a pin of whatever version is the head then. Throws within the batch where the policy has no version. */
export function pinningHead(policyId: string, sample: PinSample & Pick<Pin, 'subject'>): PinWrite {
  const decide = (head: PolicyHead | undefined): Pin => {
    if (head === undefined) throw new Error('there is no version to pin');
    return aPin(head.latest, sample);
  };
  return { kind: 'pin', policyId, subject: sample.subject, decide, recognise: accept };
}

function accept(): void {}
