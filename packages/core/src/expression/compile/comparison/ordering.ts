import { Fault } from '../../failure.js';
import type { Run, Test } from '../../run/run.js';
import { readSlot, type Slot } from '../../run/slot.js';
import type { Excerpt } from '../../term/scope.js';
import type { Term } from '../../term/term.js';
import { equals, orderOf, textCost } from '../../value/compare.js';
import type { Value } from '../../value/value.js';

export type OrderingOperator = '<' | '<=' | '>' | '>=' | '==' | '!=';

const mirrored: Readonly<Record<OrderingOperator, OrderingOperator>> = {
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
  if (typeof constant === 'number') return numberTests[operator](slot, constant, text);
  if (typeof constant === 'string' && (operator === '==' || operator === '!=')) {
    return textTest(operator, slot, constant, text);
  }
  const { index } = slot;
  return (run) => {
    run.cost += 2;
    return decide(operator, run.slots[index] ?? readSlot(run, slot), constant, run, text);
  };
}

type NumberTest = (slot: Slot, constant: number, text: Excerpt) => Test;

// One closure an operator, so that each compares without asking which it is.
const numberTests: Readonly<Record<OrderingOperator, NumberTest>> = {
  '<': (slot, constant, text) => (run) => {
    run.cost += 2;
    const value = run.slots[slot.index] ?? readSlot(run, slot);
    return typeof value === 'number' ? value < constant : decide('<', value, constant, run, text);
  },
  '<=': (slot, constant, text) => (run) => {
    run.cost += 2;
    const value = run.slots[slot.index] ?? readSlot(run, slot);
    return typeof value === 'number' ? value <= constant : decide('<=', value, constant, run, text);
  },
  '>': (slot, constant, text) => (run) => {
    run.cost += 2;
    const value = run.slots[slot.index] ?? readSlot(run, slot);
    return typeof value === 'number' ? value > constant : decide('>', value, constant, run, text);
  },
  '>=': (slot, constant, text) => (run) => {
    run.cost += 2;
    const value = run.slots[slot.index] ?? readSlot(run, slot);
    return typeof value === 'number' ? value >= constant : decide('>=', value, constant, run, text);
  },
  '==': (slot, constant, text) => (run) => {
    run.cost += 2;
    const value = run.slots[slot.index] ?? readSlot(run, slot);
    return typeof value === 'number' ? value === constant : decide('==', value, constant, run, text);
  },
  '!=': (slot, constant, text) => (run) => {
    run.cost += 2;
    const value = run.slots[slot.index] ?? readSlot(run, slot);
    return typeof value === 'number' ? value !== constant : decide('!=', value, constant, run, text);
  },
};

function textTest(operator: '==' | '!=', slot: Slot, constant: string, text: Excerpt): Test {
  const expected = operator === '==';
  const cost = 2 + textCost(constant.length);
  const { index } = slot;
  return (run) => {
    run.cost += cost;
    const value = run.slots[index] ?? readSlot(run, slot);
    return typeof value === 'string' ? (value === constant) === expected : decide(operator, value, constant, run, text);
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
  return typeof outcome === 'boolean' ? outcome === (operator === '==') : holds(operator, outcome);
}

function holds(operator: OrderingOperator, order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}
