import { readActor } from '../../policy/actor.js';
import { findInForce } from '../../policy/in-force.js';
import { type Pin, type Subject, type SubjectKey, subjectKeyOf } from '../../policy/pin.js';
import { sealPin } from '../../policy/seal.js';
import type { PinWrite, PolicyHead, WriteOutcome } from '../../storage/port.js';
import { PolicytrailError } from '../../values/error.js';
import { assertPolicyId } from '../../values/id.js';
import { type Instant, laterOf } from '../../values/instant.js';
import type { TrailContext } from '../context.js';
import type { PinOptions, PinResult } from '../trail.js';

/** What is known of a pin before the version in force is. */
interface PinDraft {
  readonly policyId: string;
  readonly subject: SubjectKey;
  readonly clock: Instant;
  readonly pinnedBy: Pin['pinnedBy'];
}

export async function pin(
  context: TrailContext,
  policyId: string,
  subject: Subject,
  options: PinOptions = {},
): Promise<PinResult> {
  const [outcome] = await context.store.append([preparePin(context, policyId, subject, options)]);
  return pinResult(outcome);
}

export function preparePin(
  { clock, actor }: TrailContext,
  policyId: string,
  subject: Subject,
  { by }: PinOptions,
): PinWrite {
  assertPolicyId(policyId);
  const key = subjectKeyOf(subject);
  const draft = { policyId, subject: key, clock: clock(), pinnedBy: by === undefined ? actor : readActor(by) };
  return { kind: 'pin', policyId, subject: key, decide: (head) => decidePin(head, draft), recognise: () => {} };
}

export function pinResult(outcome: WriteOutcome | undefined): PinResult {
  if (outcome?.kind !== 'pin') throw new TypeError('the store answered a pin with another outcome');
  return { status: outcome.status === 'appended' ? 'pinned' : 'already_pinned', pin: outcome.pin };
}

function decidePin(head: PolicyHead | undefined, { policyId, subject, clock, pinnedBy }: PinDraft): Pin {
  const pinnedAt = head === undefined ? clock : laterOf(clock, head.latest.createdAt);
  const version = findInForce(head?.timeline ?? [], pinnedAt);
  if (version === undefined) {
    const message = `no version of \`${policyId}\` is in force at ${pinnedAt}; save one before a subject runs under it`;
    throw new PolicytrailError('missing_version', message, { policyId, at: pinnedAt });
  }
  const { requestId: versionRequestId, contentHash, version: policyVersion } = version;
  const sealed = { policyId, subject, versionRequestId, contentHash, pinnedAt, pinnedBy };
  return { ...sealed, policyVersion, hash: sealPin(sealed) };
}
