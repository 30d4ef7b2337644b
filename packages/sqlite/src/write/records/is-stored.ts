import type { RecordOutcome } from '@policytrail/core';
import { toStoredEvaluation } from '@policytrail/core/sql';
import type { RecordBatch } from './put.js';

/** Whether a record that was appended is there, for after an ambiguous commit. */
export function isRecordStored({ read, write }: Pick<RecordBatch, 'read' | 'write'>, outcome: RecordOutcome): boolean {
  switch (outcome.kind) {
    case 'evaluation': {
      const { policyId, id, hash } = outcome.evaluation;
      return toStoredEvaluation(read.evaluation.get(policyId, id))?.hash === hash;
    }
    case 'review':
      return outcome.reviews.every(
        ({ policyId, evaluationId, sequence, hash }) =>
          hashIn(write.reviewHash.get(policyId, evaluationId, sequence)) === hash,
      );
    case 'erasure': {
      const { policyId, evaluationId, hash } = outcome.erasure;
      return hashIn(write.erasureHash.get(policyId, evaluationId)) === hash;
    }
  }
}

function hashIn(row: unknown): string | undefined {
  return (row as { readonly hash: string } | undefined)?.hash;
}
