import { compareCodePoints } from '../filter/code-point-order.js';
import { matchesEvaluationFilter } from '../filter/evaluation-filter.js';
import type { EvaluationPage, EvaluationQuery, WholeEvaluation } from '../port.js';
import { compareCursors, type EvaluationRow, type EvaluationRows } from './evaluation-rows.js';
import { countBefore } from './sorted-list.js';

/** One page of a policy's evaluations, newest first. */
export function pageOfEvaluations({ timeOrder }: EvaluationRows, query: EvaluationQuery): EvaluationPage {
  const { filter, before, limit } = query;
  const matching = filter === undefined ? timeOrder : timeOrder.filter((row) => matches(row, filter));
  const end =
    before === undefined ? matching.length : countBefore(matching, (row) => compareCursors(row.evaluation, before) < 0);
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
