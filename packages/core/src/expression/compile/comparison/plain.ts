import type { PlainComparison, PlainCondition, TracedComparison } from '../../condition.js';
import type { Term } from '../../term/term.js';
import type { Side } from '../../trace/side.js';
import { isList, type Value } from '../../value/value.js';

/** Undefined where a side is more than a field or a constant. */
export function plainComparison(
  operator: TracedComparison['operator'],
  left: ComparedSide,
  right: ComparedSide,
): PlainCondition | undefined {
  const isMirrored = left.side.slot === undefined;
  const [one, other] = isMirrored ? [right, left] : [left, right];
  const { slot, source: field } = one.side;
  const { fixed: constant } = other.side;
  if (slot === undefined || constant === null || (isMirrored && operator === 'in')) return undefined;
  const values = plainValues(operator, other.term.constant?.value ?? null);
  if (values === undefined) return undefined;
  return { join: 'and', comparisons: [{ operator, slot, field, constant, isMirrored, values }] };
}

interface ComparedSide {
  readonly side: Side;
  readonly term: Term;
}

/** A chain of single comparisons; undefined where any part is more than that. */
export function plainChain(join: PlainCondition['join'], parts: readonly Term[]): PlainCondition | undefined {
  const comparisons = parts.flatMap(({ plain }) => (plain?.comparisons.length === 1 ? plain.comparisons : []));
  return comparisons.length === parts.length ? { join, comparisons } : undefined;
}

function plainValues(operator: TracedComparison['operator'], value: Value): PlainComparison['values'] | undefined {
  if (operator === 'in') return sameKind(value);
  if (typeof value === 'number') return [value];
  return typeof value === 'string' && (operator === '==' || operator === '!=') ? [value] : undefined;
}

/** The items of a list that is not empty, where all are numbers that are doubles, or all are texts. */
export function sameKind(value: Value | undefined): PlainComparison['values'] | undefined {
  if (!isList(value) || value.length === 0) return undefined;
  if (value.every((item) => typeof item === 'number')) return value;
  return value.every((item) => typeof item === 'string') ? value : undefined;
}
