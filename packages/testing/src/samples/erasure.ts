import { type Erasure, type StoredEvaluation, sealErasure } from '@policytrail/core';
import { later } from './clock.js';

/** A sealed erasure of an evaluation: `anErasure(evaluation, { reason: 'asked for' })`. */
export function anErasure(evaluation: StoredEvaluation, given: Partial<Omit<Erasure, 'hash'>> = {}): Erasure {
  const erasure = {
    policyId: evaluation.policyId,
    evaluationId: evaluation.id,
    erasedAt: later(evaluation.evaluatedAt, 3_600_000),
    erasedBy: { id: 'dpo' },
    reason: null,
    ...given,
  };
  return { ...erasure, hash: sealErasure(erasure) };
}

/** The evaluation as it is once it was erased. */
export function erasedForm(evaluation: StoredEvaluation, erasure: Erasure): StoredEvaluation {
  return { ...evaluation, payload: null, erasure };
}
