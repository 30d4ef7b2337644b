import {
  type Decision,
  type Erasure,
  type ErasureWrite,
  type EvaluationWrite,
  type Pin,
  type PinWrite,
  type PolicyHead,
  type Review,
  type ReviewWrite,
  type StoredEvaluation,
  type StoredVersion,
  type VersionWrite,
  violationRowsOf,
} from '@policytrail/core';
import { aPin, type PinSample } from './pin.js';
import { type ReviewSample, reviewsOf } from './review.js';
import { aVersion, type VersionSample } from './version.js';

/** Asks for a version that is sealed already. */
export function storing(version: StoredVersion): VersionWrite {
  const { policyId, requestId } = version;
  return { kind: 'version', policyId, requestId, decide: () => version, recognise: accept };
}

/** Asks for the version that comes next, whatever the head is then. */
export function storingNext(
  policyId: string,
  requestId: string,
  sampleOf: (head: PolicyHead | undefined) => VersionSample = () => ({}),
): VersionWrite {
  const decide = (head: PolicyHead | undefined): StoredVersion =>
    aVersion({ policyId, requestId, ...sampleOf(head), after: head?.latest });
  return { kind: 'version', policyId, requestId, decide, recognise: accept };
}

/** Asks for a pin that is sealed already. */
export function pinning(pin: Pin): PinWrite {
  return { kind: 'pin', policyId: pin.policyId, subject: pin.subject, decide: () => pin, recognise: accept };
}

/** Asks for a pin of whatever version is the head then. Throws within the batch where the policy has no version. */
export function pinningHead(policyId: string, sample: PinSample & Pick<Pin, 'subject'>): PinWrite {
  const decide = (head: PolicyHead | undefined): Pin => {
    if (head === undefined) throw new Error('there is no version to pin');
    return aPin(head.latest, sample);
  };
  return { kind: 'pin', policyId, subject: sample.subject, decide, recognise: accept };
}

/** Asks for an evaluation to be recorded, with the violations that its decision has. */
export function recording(evaluation: StoredEvaluation): EvaluationWrite {
  const { policyId, payload } = evaluation;
  const violations = payload === null ? [] : violationRowsOf(JSON.parse(payload.decisionJson) as Decision);
  return { kind: 'evaluation', policyId, evaluation, violations, recognise: accept };
}

/** Asks for reviews of one evaluation that are sealed already. */
export function reviewing(...reviews: readonly [Review, ...Review[]]): ReviewWrite {
  const [{ policyId, evaluationId }] = reviews;
  return { kind: 'review', policyId, evaluationId, decide: () => reviews };
}

/** Asks for as many reviews as follow those that are there. Throws within the batch where the evaluation is not there. */
export function reviewingNext(evaluation: StoredEvaluation, length = 1, sample: ReviewSample = {}): ReviewWrite {
  const { policyId, id: evaluationId } = evaluation;
  const decide: ReviewWrite['decide'] = (found) => {
    if (found === undefined) throw new Error('there is no evaluation to review');
    return reviewsOf(found.evaluation, length, found.reviews.at(-1), () => sample);
  };
  return { kind: 'review', policyId, evaluationId, decide };
}

/** Asks for an erasure that is sealed already. */
export function erasing(erasure: Erasure): ErasureWrite {
  const { policyId, evaluationId } = erasure;
  return { kind: 'erasure', policyId, evaluationId, decide: () => erasure };
}

function accept(): void {}
