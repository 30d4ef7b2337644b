import { findInForce } from '../../policy/in-force.js';
import type { SubjectKey } from '../../policy/pin.js';
import type { StoredVersion } from '../../storage/port.js';
import type { TrailContext } from '../../trail/context.js';
import { assertPinned } from '../../trail/read/pinned.js';
import { PolicytrailError } from '../../values/error.js';
import { type Instant, laterOf } from '../../values/instant.js';
import type { VersionReader } from './version-reader.js';

/** The version that judges, and when it does: by the clock, but never before the version was there. */
export interface ChosenVersion {
  readonly version: StoredVersion;
  readonly at: Instant;
}

/** What is asked for: a version, else the subject's pin, else what is in force. */
export interface VersionWish {
  readonly policyId: string;
  readonly subject: SubjectKey | null;
  readonly version: number | undefined;
}

/** Rejects with `missing_version` where there is none: another version never takes its place. */
export async function chooseVersion(
  context: TrailContext,
  reader: VersionReader,
  { policyId, subject, version }: VersionWish,
): Promise<ChosenVersion> {
  if (version !== undefined) {
    const asked = await requireNumbered(reader, policyId, version);
    return { version: asked, at: laterOf(context.clock(), asked.createdAt) };
  }
  const pinned = await choosePinned(context, reader, { policyId, subject });
  return pinned ?? chooseInForce(reader, policyId, context.clock());
}

/** The version that a subject is pinned to; undefined where it is not. */
export async function choosePinned(
  { store, clock }: TrailContext,
  reader: VersionReader,
  { policyId, subject }: Omit<VersionWish, 'version'>,
): Promise<ChosenVersion | undefined> {
  const pin = subject === null ? undefined : await store.readPin(policyId, subject);
  if (pin === undefined) return undefined;
  const pinned = assertPinned(pin, await reader.version(policyId, pin.policyVersion));
  return { version: pinned, at: laterOf(clock(), pin.pinnedAt) };
}

/** The version in force now, whatever is pinned. */
export async function chooseInForce(reader: VersionReader, policyId: string, now: Instant): Promise<ChosenVersion> {
  const head = await reader.head(policyId);
  const at = head === undefined ? now : laterOf(now, head.latest.createdAt);
  const inForce = findInForce(head?.timeline ?? [], at);
  if (head === undefined || inForce === undefined) throw noneInForce(policyId, at);
  if (inForce.version === head.latest.version) return { version: head.latest, at };
  return { version: await requireNumbered(reader, policyId, inForce.version), at };
}

/** Rejects with `missing_version` where the version is not there. */
async function requireNumbered(reader: VersionReader, policyId: string, version: number): Promise<StoredVersion> {
  const stored = await reader.version(policyId, version);
  if (stored !== undefined) return stored;
  throw new PolicytrailError(
    'missing_version',
    `\`${policyId}\` has no version ${version}: nothing else is used in its place`,
    { policyId, version },
  );
}

/** No version of a policy is in force at an instant. */
export function noneInForce(policyId: string, at: Instant): PolicytrailError<'missing_version'> {
  const message = `no version of \`${policyId}\` is in force at ${at}: save one before anything is judged by it`;
  return new PolicytrailError('missing_version', message, { policyId, at });
}
