import type { ReviewedEvaluation, ReviewWrite } from '../../storage/port.js';

/** An evaluation was erased, or somebody reviewed it, since it was read. */
export class Overtaken extends Error {}

/**
 * Appends nothing, but lets the transaction it is part of come to pass only if an evaluation is as it was read: what was erased
 * meanwhile must not be recorded again, nor an approval that was revoked be carried over. The transaction fails with {@link Overtaken}.
 */
export function onlyAsSeen({ evaluation: { policyId, id, erasure }, reviews }: ReviewedEvaluation): ReviewWrite {
  return {
    kind: 'review',
    policyId,
    evaluationId: id,
    decide(found) {
      const isErased = found === undefined || found.evaluation.erasure !== null;
      if (isErased !== (erasure !== null) || found?.reviews.length !== reviews.length) throw new Overtaken();
      return [];
    },
  };
}
