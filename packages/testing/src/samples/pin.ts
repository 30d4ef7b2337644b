import { type Pin, type StoredVersion, type SubjectKey, sealPin } from '@policytrail/core';

export interface PinSample extends Partial<Omit<Pin, 'subject' | 'hash'>> {
  readonly subject?: Partial<SubjectKey>;
}

/** A sealed pin of a version: `aPin(version, { subject: { id: 'run-2' } })`. */
export function aPin(version: StoredVersion, { subject, ...given }: PinSample = {}): Pin {
  const pin = {
    policyId: version.policyId,
    subject: aSubject(subject),
    policyVersion: version.version,
    versionRequestId: version.requestId,
    contentHash: version.contentHash,
    pinnedAt: version.effectiveAt,
    pinnedBy: null,
    ...given,
  };
  return { ...pin, hash: sealPin(pin) };
}

/** A run, unless the sample says otherwise. */
export function aSubject(sample: Partial<SubjectKey> = {}): SubjectKey {
  return { type: 'run', id: 'run-1', version: '', ...sample };
}
