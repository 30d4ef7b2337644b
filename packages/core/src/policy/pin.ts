import { invalidArgument } from '../values/error.js';
import { assertText } from '../values/id.js';
import type { Instant } from '../values/instant.js';
import type { Actor } from './actor.js';
import type { VersionHeader } from './version.js';

/** What ran under a policy: a run, a quote. `version` is the subject's own, an integer or text up to 64 characters. */
export interface Subject {
  readonly type: string;
  readonly id: string;
  readonly version?: string | number;
}

/** A subject as it is stored and compared: `version` as text, `''` where there is none. */
export interface SubjectKey {
  readonly type: string;
  readonly id: string;
  readonly version: string;
}

/** The record that a subject ran under a version. Written once, never rewritten. */
export interface Pin {
  readonly policyId: string;
  readonly subject: SubjectKey;
  /** Checked, not sealed: an offline trail may be renumbered by a server. */
  readonly policyVersion: number;
  readonly versionRequestId: string;
  readonly contentHash: string;
  readonly pinnedAt: Instant;
  readonly pinnedBy: Actor | null;
  /** Lower-case hex SHA-256, see `sealPin`. */
  readonly hash: string;
}

/** A subject in the form it is stored in. Throws `invalid_argument`. */
export function subjectKeyOf(subject: Subject): SubjectKey {
  if (typeof subject !== 'object' || subject === null)
    throw invalidArgument('subject must be an object with type and id', { argument: 'subject' });
  const { type, id, version = '' } = subject;
  const text = typeof version === 'number' ? integerText(version) : version;
  assertText('subject.type', type, { minLength: 1, maxLength: 100, lines: 'one' });
  assertText('subject.id', id, { minLength: 1, maxLength: 200, lines: 'one' });
  assertText('subject.version', text, { maxLength: 64, lines: 'one' });
  return { type, id, version: text };
}

/** True where a version is the one a pin was sealed with, by number and by identity. */
export function isPinOf(pin: Pin, version: VersionHeader | undefined): boolean {
  return (
    version?.policyId === pin.policyId &&
    version.version === pin.policyVersion &&
    version.requestId === pin.versionRequestId &&
    version.contentHash === pin.contentHash
  );
}

/** A subject as people write it: `run:run-1`, `quote:Q-123:3`. */
export function subjectText({ type, id, version }: SubjectKey): string {
  return version === '' ? `${type}:${id}` : `${type}:${id}:${version}`;
}

function integerText(version: number): string {
  if (Number.isSafeInteger(version)) return String(version);
  throw invalidArgument('subject.version must be a whole number or text of up to 64 characters', {
    argument: 'subject.version',
  });
}
