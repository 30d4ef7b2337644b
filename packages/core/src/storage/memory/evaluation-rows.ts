import type { Review } from '../../record/review.js';
import { compareCodePoints } from '../filter/code-point-order.js';
import type { EvaluationCursor, ReviewedEvaluation, StoredEvaluation, ViolationRow } from '../port.js';

/** An evaluation and what hangs on it. Members are replaced as a whole, so that what was handed out stays as it was. */
export interface EvaluationRow {
  evaluation: StoredEvaluation;
  violations: readonly ViolationRow[];
  reviews: readonly Review[];
}

/** All evaluations of one policy. */
export interface EvaluationRows {
  readonly byId: Map<string, EvaluationRow>;
  /** In code point order of the ids. */
  readonly idOrder: EvaluationRow[];
  /** Oldest `evaluatedAt` first, then by id in code point order. */
  readonly timeOrder: EvaluationRow[];
}

export function emptyEvaluations(): EvaluationRows {
  return { byId: new Map(), idOrder: [], timeOrder: [] };
}

/** The evaluation and its reviews as a store answers them. */
export function reviewedOf(row: EvaluationRow | undefined): ReviewedEvaluation | undefined {
  return row && Object.freeze({ evaluation: row.evaluation, reviews: row.reviews });
}

/** By id in code point order. */
export function compareIds(one: EvaluationRow, other: EvaluationRow): number {
  return compareCodePoints(one.evaluation.id, other.evaluation.id);
}

export function compareTimes({ evaluation: one }: EvaluationRow, { evaluation: other }: EvaluationRow): number {
  return compareCursors(one, other);
}

/** By `evaluatedAt`, then by id in code point order. */
export function compareCursors(one: EvaluationCursor, other: EvaluationCursor): number {
  if (one.evaluatedAt !== other.evaluatedAt) return one.evaluatedAt < other.evaluatedAt ? -1 : 1;
  return compareCodePoints(one.id, other.id);
}
