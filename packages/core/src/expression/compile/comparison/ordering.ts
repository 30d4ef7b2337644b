import type { TracedComparison } from '../../condition.js';
import { Fault } from '../../failure.js';
import type { Run, Test } from '../../run/run.js';
import { readSlot, type Slot } from '../../run/slot.js';
import type { Excerpt } from '../../term/scope.js';
import type { Term } from '../../term/term.js';
import { equals, orderOf, textCost } from '../../value/compare.js';
import type { Value } from '../../value/value.js';

export type OrderingOperator = Exclude<TracedComparison['operator'], 'in'>;

/** What says the same with the sides changed. */
export const mirrored: Readonly<Record<OrderingOperator, OrderingOperator>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

/** The comparison as a closure: the fastest that its sides allow, with the same outcome. `text` is its source. */
export function comparisonTest(operator: OrderingOperator, left: Term, right: Term, text: Excerpt): Test {
  if (left.slot !== undefined && right.constant !== undefined) {
    return slotTest(operator, left.slot, right.constant.value, text);
  }
  if (right.slot !== undefined && left.constant !== undefined) {
    return slotTest(mirrored[operator], right.slot, left.constant.value, text);
  }
  return generalTest(operator, left, right, text);
}

function slotTest(operator: OrderingOperator, slot: Slot, constant: Value, text: Excerpt): Test {
  const { index } = slot;
  const isText = typeof constant === 'string' && (operator === '==' || operator === '!=');
  const isPlain = isText || typeof constant === 'number';
  const cost = 2 + (isText ? textCost(constant.length) : 0);
  return (run) => {
    run.cost += cost;
    const value = run.slots[index] ?? readSlot(run, slot);
    return isPlain && typeof value === typeof constant
      ? compares(operator, value as typeof constant, constant)
      : decide(operator, value, constant, run, text);
  };
}

function generalTest(operator: OrderingOperator, left: Term, right: Term, text: Excerpt): Test {
  const [one, other] = [left.evaluate, right.evaluate];
  return (run) => {
    run.cost += 1;
    return decide(operator, one(run), other(run), run, text);
  };
}

function decide(
  operator: OrderingOperator,
  one: Value | Fault,
  other: Value | Fault,
  run: Run,
  text: Excerpt,
): boolean | Fault {
  if (one instanceof Fault) return one;
  if (other instanceof Fault) return other;
  const isEquality = operator === '==' || operator === '!=';
  const outcome = isEquality ? equals(one, other, run) : orderOf(one, other, run);
  if (outcome instanceof Fault) return new Fault(outcome.code, `${text}: ${outcome.message}`);
  return typeof outcome === 'boolean' ? outcome === (operator === '==') : compares(operator, outcome, 0);
}

/** Whether a comparison of two numbers holds; of two texts, only for `==` and `!=`. */
export function compares<Plain extends number | string>(operator: OrderingOperator, one: Plain, other: Plain): boolean {
  switch (operator) {
    case '<':
      return one < other;
    case '<=':
      return one <= other;
    case '>':
      return one > other;
    case '>=':
      return one >= other;
    case '==':
      return one === other;
    case '!=':
      return one !== other;
  }
}
