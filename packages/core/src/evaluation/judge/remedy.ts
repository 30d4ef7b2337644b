import { mirrored } from '../../expression/compile/comparison/ordering.js';
import type { TracedComparison, TracedSide } from '../../expression/condition.js';
import type { ComparisonOperator, Remedy } from '../../record/decision.js';

type Bound = Remedy['bound'];

/** What the field on the left has to be so that a comparison holds, and so that it does not. */
const bounds: Readonly<Record<ComparisonOperator, { readonly holds: Bound; readonly fails: Bound }>> = {
  '<': { holds: 'less_than', fails: 'at_least' },
  '<=': { holds: 'at_most', fails: 'more_than' },
  '>': { holds: 'more_than', fails: 'at_most' },
  '>=': { holds: 'at_least', fails: 'less_than' },
  '==': { holds: 'equal_to', fails: 'not_equal_to' },
  '!=': { holds: 'not_equal_to', fails: 'equal_to' },
  in: { holds: 'one_of', fails: 'none_of' },
};

/** What an input field has to be to turn the one comparison that decided; null unless the other side is constant. */
export function remedyFor({ operator, left, right, result }: TracedComparison): Remedy | null {
  const need = result ? 'fails' : 'holds';
  if (left.field !== null && right.isConstant) {
    return remedyOf(left.field, bounds[operator][need], right);
  }
  if (right.field === null || !left.isConstant || operator === 'in') return null;
  return remedyOf(right.field, bounds[mirrored[operator]][need], left);
}

/** Null where the constant is no scalar, and no list of them. */
function remedyOf(field: string, bound: Bound, { items, value }: TracedSide): Remedy | null {
  if (items !== null) return { field, bound, values: items };
  return value === null ? null : { field, bound, values: [value] };
}
