import type { SubjectKey } from '@policytrail/core';
import { safeLine } from './safe-text.js';

/** A subject in words: `quote Q-123 version 3`. */
export function subjectName({ type, id, version }: SubjectKey): string {
  return safeLine(version === '' ? `${type} ${id}` : `${type} ${id} version ${version}`);
}

/** The same of an evaluation, which may be of nothing that has a name. */
export function subjectNameOf(subject: SubjectKey | null): string {
  return subject === null ? 'no subject' : subjectName(subject);
}
