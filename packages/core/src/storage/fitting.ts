import type { Review } from '../record/review.js';
import { PolicytrailError } from '../values/error.js';
import type {
  ErasureWrite,
  EvaluationWrite,
  SealedHead,
  StoredEvaluation,
  StoredVersion,
  VersionWrite,
} from './port.js';

/** Throws `trail_corrupt` where a version is not what was asked for, or does not continue the newest one. */
export function assertNextVersion(
  version: StoredVersion,
  { policyId, requestId }: Pick<VersionWrite, 'policyId' | 'requestId'>,
  latest: SealedHead | undefined,
): void {
  const number = version.version;
  if (version.policyId !== policyId || version.requestId !== requestId) {
    const message = `version ${number} of \`${version.policyId}\` is not what request \`${requestId}\` asked to append`;
    throw corrupt(policyId, message, number);
  }
  const before = latest?.version ?? 0;
  if (number === before + 1 && version.previousHash === (latest?.hash ?? null)) return;
  throw corrupt(policyId, `version ${number} of \`${policyId}\` does not continue version ${before}`, number);
}

/** What a store throws where another version, `holder`, has a version's label. */
export function labelTaken(policyId: string, label: string, holder: number): PolicytrailError<'label_taken'> {
  const message = `label \`${label}\` is taken by version ${holder} of \`${policyId}\``;
  return new PolicytrailError('label_taken', message, { policyId, label, version: holder });
}

/** What a store throws where a pin names a version that is not there. */
export function pinWithoutVersion(policyId: string, version: number): PolicytrailError<'trail_corrupt'> {
  return corrupt(policyId, `version ${version} of \`${policyId}\` can't be pinned: it is not there`, version);
}

/** Throws `trail_corrupt` where an evaluation is not of the policy asked for, or its version is not there. */
export function assertVersionOf({ policyId, evaluation }: EvaluationWrite, isVersionThere: boolean): void {
  if (evaluation.policyId === policyId && isVersionThere) return;
  const version = evaluation.policyVersion;
  const message = `evaluation \`${evaluation.id}\` of \`${evaluation.policyId}\` needs version ${version} of \`${policyId}\`, which is not there`;
  throw new PolicytrailError('trail_corrupt', message, { policyId, version, evaluationId: evaluation.id });
}

/** Throws `trail_corrupt` where reviews do not continue those that are there. */
export function assertNextReviews(
  evaluation: StoredEvaluation,
  before: readonly Review[],
  reviews: readonly Review[],
): void {
  let sequence = before.length;
  let previousHash = before.at(-1)?.hash ?? evaluation.hash;
  for (const review of reviews) {
    sequence += 1;
    if (!isRecordOf(review, evaluation) || review.sequence !== sequence || review.previousHash !== previousHash) {
      const message = `review ${review.sequence} of \`${evaluation.id}\` does not continue review ${sequence - 1}`;
      throw corrupt(evaluation.policyId, message);
    }
    previousHash = review.hash;
  }
}

/** What a store throws where reviews are of an evaluation that is not there. */
export function reviewWithoutEvaluation(policyId: string, evaluationId: string): PolicytrailError<'trail_corrupt'> {
  return corrupt(policyId, `review of \`${evaluationId}\`: no such evaluation`);
}

/** What a store throws where an erasure is of another evaluation than was asked for, or of none. */
export function strayErasure({ policyId, evaluationId }: ErasureWrite): PolicytrailError<'trail_corrupt'> {
  return corrupt(policyId, `erasure of \`${evaluationId}\`: it is not that of an evaluation that is there`);
}

/** True for a review or an erasure of the evaluation. */
export function isRecordOf(
  record: { readonly policyId: string; readonly evaluationId: string },
  { policyId, id }: StoredEvaluation,
): boolean {
  return record.policyId === policyId && record.evaluationId === id;
}

function corrupt(policyId: string, message: string, version?: number): PolicytrailError<'trail_corrupt'> {
  return new PolicytrailError('trail_corrupt', message, { policyId, ...(version !== undefined && { version }) });
}
