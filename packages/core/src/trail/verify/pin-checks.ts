import { isPinOf, type Pin, type SubjectKey, subjectText } from '../../policy/pin.js';
import { sealPin } from '../../policy/seal.js';
import type { StoredVersion } from '../../storage/port.js';
import type { TrailContext } from '../context.js';
import type { Problem } from '../trail.js';

/** What the pins of a policy came to. */
export interface PinReport {
  readonly pins: number;
  readonly problems: readonly Problem[];
}

const pageSize = 500;

/** All pins of a policy in the order of their subjects, a page at a time. */
export async function* pinsOf({ store }: TrailContext, policyId: string): AsyncGenerator<Pin> {
  for (let after: SubjectKey | undefined; ; ) {
    const page = await store.readPins({ policyId, limit: pageSize, ...(after === undefined ? {} : { after }) });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.subject;
  }
}

/** Checks every pin's seal and that the version it names is the one it was sealed with. */
export async function checkPins(context: TrailContext, policyId: string): Promise<PinReport> {
  const problems: Problem[] = [];
  let pins = 0;
  for await (const pin of pinsOf(context, policyId)) {
    const message = findPinFault(pin, await context.store.readVersion(policyId, pin.policyVersion));
    if (message !== undefined) {
      problems.push({ policyId, version: pin.policyVersion, subject: subjectText(pin.subject), kind: 'pin', message });
    }
    pins += 1;
  }
  return { pins, problems };
}

/** What does not hold of a pin and the version that has its number. */
export function findPinFault(pin: Pin, version: StoredVersion | undefined): string | undefined {
  if (sealPin(pin) !== pin.hash)
    return 'the pin does not have the hash it was sealed with: something in it was changed';
  if (version === undefined) return `the pin names version ${pin.policyVersion}, which is missing`;
  if (!isPinOf(pin, version))
    return `the pin names version ${pin.policyVersion}, which is not the version it was sealed with`;
  return pin.pinnedAt < version.effectiveAt ? 'the subject was pinned before its version took effect' : undefined;
}
