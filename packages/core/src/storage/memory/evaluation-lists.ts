import { compareCodePoints } from '../filter/code-point-order.js';
import { matchesEvaluationFilter } from '../filter/evaluation-filter.js';
import type { EvaluationCursor, EvaluationPage, EvaluationQuery, StoredEvaluation, WholeEvaluation } from '../port.js';
import type { EvaluationRow, EvaluationRows } from './evaluation-rows.js';
import { countBefore } from './sorted-list.js';

/** One page of a policy's evaluations, newest first. */
export function pageOfEvaluations({ timeOrder }: EvaluationRows, query: EvaluationQuery): EvaluationPage {
  const { filter, before, limit } = query;
  const matching = filter === undefined ? timeOrder : timeOrder.filter((row) => matches(row, filter));
  const end = before === undefined ? matching.length : countBefore(matching, (row) => isOlder(row.evaluation, before));
  const page = matching.slice(Math.max(0, end - limit), end).reverse();
  return { evaluations: page.map(({ evaluation }) => evaluation), total: matching.length };
}

/** Whole evaluations after an id, in code point order of the ids. */
export function pageOfWhole(
  { idOrder }: EvaluationRows,
  { after, limit }: { readonly after?: string; readonly limit: number },
): readonly WholeEvaluation[] {
  const first =
    after === undefined ? 0 : countBefore(idOrder, ({ evaluation }) => compareCodePoints(evaluation.id, after) <= 0);
  return idOrder
    .slice(first, first + limit)
    .map(({ evaluation, violations, reviews }) => Object.freeze({ evaluation, violations, reviews }));
}

function matches({ evaluation, violations }: EvaluationRow, filter: NonNullable<EvaluationQuery['filter']>): boolean {
  return matchesEvaluationFilter(evaluation, violations, filter);
}

function isOlder({ evaluatedAt, id }: StoredEvaluation, cursor: EvaluationCursor): boolean {
  if (evaluatedAt !== cursor.evaluatedAt) return evaluatedAt < cursor.evaluatedAt;
  return compareCodePoints(id, cursor.id) < 0;
}
