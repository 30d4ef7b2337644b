import { sealErasure } from '../../../record/seal-erasure.js';
import type { StoredEvaluation, ViolationRow } from '../../../storage/port.js';
import { isInstant } from '../../../values/instant.js';
import { attempt } from '../attempt.js';
import type { Finding } from '../version-checks.js';

/** Checks an erasure's seal, and that what it says was erased is gone. */
export function checkErasure(
  { policyId, id, payload, erasure }: StoredEvaluation,
  violations: readonly ViolationRow[],
): readonly Finding[] {
  if (erasure === null) return [];
  if (attempt(() => sealErasure(erasure)) !== erasure.hash) {
    return [finding('the erasure does not have the hash it was sealed with: something in it was changed')];
  }
  if (erasure.policyId !== policyId || erasure.evaluationId !== id) {
    return [finding('the erasure is that of another evaluation')];
  }
  if (!isInstant(erasure.erasedAt)) return [finding('the date of the erasure is not an instant')];
  if (payload !== null) return [finding('input and decision were erased, but are still there')];
  return violations.length === 0 ? [] : [finding('the violations were erased, but are still there')];
}

function finding(message: string): Finding {
  return { kind: 'erasure', message };
}
