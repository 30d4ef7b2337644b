import type { VersionHeader } from '../../../policy/version.js';
import type { EvaluationHeader } from '../../../record/evaluation.js';
import { sealEvaluation } from '../../../record/seal-evaluation.js';
import type { WholeEvaluation } from '../../../storage/port.js';
import { isInstant } from '../../../values/instant.js';
import { attempt } from '../attempt.js';
import type { Finding } from '../version-checks.js';
import { checkErasure } from './erasure-checks.js';
import { checkPayload } from './payload-checks.js';
import { checkReviews } from './review-checks.js';

/** Checks an evaluation, all that hangs on it, and that the version with its number is the one it was judged by. */
export function checkEvaluation(
  { evaluation, violations, reviews }: WholeEvaluation,
  version: VersionHeader | undefined,
): readonly Finding[] {
  return [
    ...checkHeader(evaluation),
    ...checkVersionOf(evaluation, version),
    ...checkPayload(evaluation, violations),
    ...checkErasure(evaluation, violations),
    ...checkReviews(evaluation, reviews),
  ];
}

function checkHeader(header: EvaluationHeader): readonly Finding[] {
  if (attempt(() => sealEvaluation(header)) !== header.hash) {
    return [finding('the evaluation does not have the hash it was sealed with: something in it was changed')];
  }
  return isInstant(header.evaluatedAt) ? [] : [finding('its date is not an instant')];
}

// Number, label and title are not sealed: they are what the version says.
function checkVersionOf(header: EvaluationHeader, version: VersionHeader | undefined): readonly Finding[] {
  const { policyVersion } = header;
  if (version === undefined) return [finding(`the evaluation names version ${policyVersion}, which is missing`)];
  const isSame = version.requestId === header.versionRequestId && version.contentHash === header.contentHash;
  if (!isSame || version.policyId !== header.policyId || version.version !== policyVersion) {
    return [finding(`the evaluation names version ${policyVersion}, which is not the version it was sealed with`)];
  }
  if (version.label === header.policyLabel && version.title === header.policyTitle) return [];
  return [finding(`label or title beside the evaluation are not those of version ${policyVersion}`)];
}

function finding(message: string): Finding {
  return { kind: 'evaluation', message };
}
