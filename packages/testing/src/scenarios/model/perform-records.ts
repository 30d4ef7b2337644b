import type { EvaluationQuery, PolicyStore, ReviewWrite, StoredEvaluation, SubjectKey, Write } from '@policytrail/core';
import { later } from '../../samples/clock.js';
import { anErasure } from '../../samples/erasure.js';
import { aDecision, anEvaluation } from '../../samples/evaluation.js';
import { aReview, reviewsOf } from '../../samples/review.js';
import { aVersion } from '../../samples/version.js';
import { erasing, recording } from '../../samples/writes.js';
import type { EvaluationPageSketch, EvaluationSketch, RecordOperation, RecordSketch } from './record-operations.js';

const evaluationIds = ['e', 'E', 'e ', '07', '7', '~'] as const;
const rules = ['cap', 'Cap'] as const;

export async function recordAnswerOf(
  store: PolicyStore,
  policyId: string,
  operation: RecordOperation,
): Promise<unknown> {
  switch (operation.do) {
    case 'readEvaluation':
      return store.readEvaluation(policyId, idOf(operation.evaluation));
    case 'listEvaluations':
      return store.listEvaluations(queryOf(policyId, operation.page));
    case 'readEvaluations':
      return store.readEvaluations({ policyId, after: idOf(operation.after), limit: operation.limit });
  }
}

export function isRecordSketch(sketch: { readonly kind: string }): sketch is RecordSketch {
  return sketch.kind === 'evaluate' || sketch.kind === 'review' || sketch.kind === 'erase';
}

export function recordWriteOf(policyId: string, sketch: RecordSketch): Write {
  const evaluationId = idOf(sketch.evaluation);
  switch (sketch.kind) {
    case 'evaluate':
      return recording(evaluationOf(policyId, evaluationId, sketch.of));
    case 'review':
      return { kind: 'review', policyId, evaluationId, decide: (found) => reviewsAfter(found, sketch) };
    case 'erase': {
      const decide = (found: StoredEvaluation | undefined) => anErasure(found ?? stop('there is nothing to erase'));
      return { ...erasing(anErasure(evaluationOf(policyId, evaluationId, nothing))), decide };
    }
  }
}

const nothing: EvaluationSketch = { version: 1, minute: 0, subject: 0, rules: 0, text: '' };

/** By a version that may be there or not: a store looks for its number only. */
function evaluationOf(policyId: string, id: string, sketch: EvaluationSketch): StoredEvaluation {
  return anEvaluation(aVersion({ policyId, version: sketch.version }), {
    id,
    subject: sketch.subject === 4 ? null : subjectOf(sketch.subject),
    evaluatedAt: minute(sketch.minute),
    input: { text: sketch.text },
    by: { id: 'ana', name: sketch.text },
    decision: aDecision(rules.filter((_, bit) => (sketch.rules >> bit) % 2 === 1)),
  });
}

function reviewsAfter(
  found: Parameters<ReviewWrite['decide']>[0],
  { length, fits }: Extract<RecordSketch, { kind: 'review' }>,
): ReturnType<ReviewWrite['decide']> {
  if (found === undefined) return length === 0 ? [] : stop('there is nothing to review');
  const reviews = reviewsOf(found.evaluation, length, found.reviews.at(-1));
  const last = reviews.at(-1);
  if (last === undefined || fits) return reviews;
  return [
    ...reviews.slice(0, -1),
    aReview(found.evaluation, { sequence: last.sequence, previousHash: '0'.repeat(64) }),
  ];
}

function queryOf(policyId: string, page: EvaluationPageSketch): EvaluationQuery {
  const { before, subject, version, isViolation, rule, policyVersion, fromMinute, toMinute } = page;
  const { type, id } = subjectOf(subject ?? 0);
  const filter = {
    ...(subject !== undefined && { subject: { type, id, ...(version !== undefined && { version }) } }),
    ...(isViolation !== undefined && { status: isViolation ? ('violation' as const) : ('approved' as const) }),
    ...(rule !== undefined && { ruleId: rules[rule] ?? rules[0] }),
    ...(policyVersion !== undefined && { policyVersion }),
    ...(fromMinute !== undefined && { from: minute(fromMinute) }),
    ...(toMinute !== undefined && { to: minute(toMinute) }),
  };
  const cursor = before && { evaluatedAt: minute(before.minute), id: idOf(before.evaluation) };
  return {
    policyId,
    limit: page.limit,
    ...(cursor && { before: cursor }),
    ...(Object.keys(filter).length > 0 && { filter }),
  };
}

function idOf(evaluation: number): string {
  return evaluationIds[evaluation] ?? evaluationIds[0];
}

function subjectOf(subject: number): SubjectKey {
  return { type: 'quote', id: `Q-${subject >> 1}`, version: subject % 2 === 0 ? '' : '1' };
}

function minute(minutes: number): string {
  return later('2025-11-01T10:00:00.000Z', minutes * 60_000);
}

function stop(reason: string): never {
  throw new Error(reason);
}
