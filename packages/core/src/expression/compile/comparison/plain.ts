import type { PlainComparison, PlainCondition, TracedComparison, TracedSide } from '../../condition.js';
import type { Term } from '../../term/term.js';
import { isList, type Value } from '../../value/value.js';

/** Undefined where a side is more than a field or a constant. */
export function plainComparison(
  operator: TracedComparison['operator'],
  sides: { readonly left: Term; readonly right: Term },
  described: (term: Term) => TracedSide,
): PlainCondition | undefined {
  const isMirrored = sides.left.slot === undefined;
  const [one, other] = isMirrored ? [sides.right, sides.left] : [sides.left, sides.right];
  if (one.slot === undefined || other.constant === undefined || (isMirrored && operator === 'in')) return undefined;
  const values = plainValues(operator, other.constant.value);
  if (values === undefined) return undefined;
  const { source: field } = described(one);
  const constant = described(other);
  return { join: 'and', comparisons: [{ operator, slot: one.slot, field, constant, isMirrored, values }] };
}

/** A chain of single comparisons; undefined where any part is more than that. */
export function plainChain(join: PlainCondition['join'], parts: readonly Term[]): PlainCondition | undefined {
  const comparisons = parts.flatMap(({ plain }) => (plain?.comparisons.length === 1 ? plain.comparisons : []));
  return comparisons.length === parts.length ? { join, comparisons } : undefined;
}

function plainValues(operator: TracedComparison['operator'], value: Value): PlainComparison['values'] | undefined {
  if (operator === 'in') return isList(value) ? sameKind(value) : undefined;
  if (typeof value === 'number') return [value];
  return typeof value === 'string' && (operator === '==' || operator === '!=') ? [value] : undefined;
}

function sameKind(items: readonly Value[]): PlainComparison['values'] | undefined {
  if (items.length === 0) return undefined;
  if (items.every((item) => typeof item === 'number')) return items;
  return items.every((item) => typeof item === 'string') ? items : undefined;
}
