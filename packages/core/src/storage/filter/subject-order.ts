import type { SubjectKey } from '../../policy/pin.js';
import { compareCodePoints } from './code-point-order.js';

/** Orders subjects by type, id, version, each by code point. */
export function compareSubjects(one: SubjectKey, other: SubjectKey): number {
  return (
    compareCodePoints(one.type, other.type) ||
    compareCodePoints(one.id, other.id) ||
    compareCodePoints(one.version, other.version)
  );
}
