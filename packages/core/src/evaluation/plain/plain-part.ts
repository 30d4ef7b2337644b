import { compares } from '../../expression/compile/comparison/ordering.js';
import type { PlainComparison } from '../../expression/condition.js';
import type { Slot } from '../../expression/run/slot.js';
import type { Comparison, ComparisonOperator, Remedy } from '../../record/decision.js';
import { remedyFor } from '../judge/remedy.js';

/** All that is the same each time one comparison of a field with a constant holds. */
export interface PlainPart {
  readonly operator: ComparisonOperator;
  readonly slot: Slot;
  readonly left: string;
  readonly right: string;
  readonly isMirrored: boolean;
  /** The constant as it is written; null for a list. */
  readonly threshold: string | null;
  /** What turns the rule where no other comparison holds; null where that is not sure. Shared by decisions, so frozen. */
  readonly remedy: Remedy | null;
  readonly test: PlainTest;
}

/** A comparison in numbers, the field on its left: numbers as they are, texts as their reader numbers them. */
export interface PlainTest {
  /** The number of the field. */
  readonly field: number;
  readonly operator: ComparisonOperator;
  /** The constant; for `in` the first of them. */
  readonly bound: number;
  /** The constants of an `in`, else null. */
  readonly items: ReadonlySet<number> | null;
}

export function plainPart(
  { operator, slot, field, constant, isMirrored }: PlainComparison,
  test: PlainTest,
  isSure: boolean,
): PlainPart {
  const actual = { source: field, value: null, readsInput: true, field: slot.pointer, isConstant: false, items: null };
  const [left, right] = isMirrored ? [constant, actual] : [actual, constant];
  return {
    operator,
    slot,
    left: left.source,
    right: right.source,
    isMirrored,
    threshold: constant.value,
    remedy: isSure ? frozen(remedyFor({ operator, left, right, result: true })) : null,
    test,
  };
}

export function holds({ operator, bound, items }: Omit<PlainTest, 'field'>, value: number): boolean {
  return operator === 'in' ? items?.has(value) === true : compares(operator, value, bound);
}

/** The comparison as it came out for an actual value. */
export function heldComparison(part: PlainPart, actual: string | null): Comparison {
  const { operator, left, right, isMirrored, threshold } = part;
  const leftValue = isMirrored ? threshold : actual;
  return { operator, left, right, leftValue, rightValue: isMirrored ? actual : threshold, result: true };
}

function frozen(remedy: Remedy | null): Remedy | null {
  if (remedy !== null) Object.freeze(remedy.values);
  return Object.freeze(remedy);
}
