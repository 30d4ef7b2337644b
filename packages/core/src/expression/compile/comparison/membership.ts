import { Fault } from '../../failure.js';
import { type Evaluate, overspends, type Run, type Test, tooCostly } from '../../run/run.js';
import { readSlot, type Slot } from '../../run/slot.js';
import type { Excerpt } from '../../term/scope.js';
import type { Term } from '../../term/term.js';
import { nounOf } from '../../type/type.js';
import { isEqual } from '../../value/compare.js';
import { mapKey } from '../../value/map-key.js';
import { isNumeric, wholeOf } from '../../value/numeric.js';
import { isList, isMap, kindOf, type Value, type ValueList } from '../../value/value.js';
import { sameKind } from './plain.js';

/** `in` as a closure. `text` is its source. */
export function membershipTest(left: Term, right: Term, text: Excerpt): Test {
  const items = sameKind(right.constant?.value);
  if (left.slot !== undefined && items !== undefined) return setTest(left.slot, items, text);
  return generalTest(left.evaluate, right.evaluate, text);
}

function generalTest(left: Evaluate, right: Evaluate, text: Excerpt): Test {
  return (run) => {
    run.cost += 1;
    const value = left(run);
    if (value instanceof Fault) return value;
    const container = right(run);
    return container instanceof Fault ? container : isIn(value, container, run, text);
  };
}

function setTest(slot: Slot, items: ValueList, text: Excerpt): Test {
  const type = typeof items[0];
  const set = new Set<Value | Fault>(items);
  const { index } = slot;
  const cost = 2 + items.length;
  return (run) => {
    run.cost += cost;
    const value = run.slots[index] ?? readSlot(run, slot);
    if (typeof value === type) return set.has(value);
    return value instanceof Fault ? value : isIn(value, items, run, text);
  };
}

/** A key of a map, or equal to an item of a list; a fault where no item is even of the value's kind. */
function isIn(value: Value, container: Value, run: Run, text: Excerpt): boolean | Fault {
  if (isMap(container)) {
    if (isNumeric(value) && wholeOf(value) === undefined) return false;
    const key = mapKey(value);
    return key instanceof Fault ? key : container.has(key);
  }
  if (isList(container)) return isAmong(value, container, run, text);
  return new Fault('wrong_type', `${text}: \`in\` needs a list or a map, not ${nounOf(kindOf(container))}`);
}

function isAmong(value: Value, items: ValueList, run: Run, text: Excerpt): boolean | Fault {
  const kind = kindOf(value);
  let isComparable = items.length === 0 || kind === 'null';
  for (const item of items) {
    const outcome = isEqual(value, item, run);
    if (outcome !== false) return outcome;
    isComparable ||= item === null || kindOf(item) === kind;
  }
  if (overspends(run, 1)) return tooCostly;
  return isComparable ? false : new Fault('wrong_type', `${text}: no item is ${nounOf(kind)}, so none can be equal`);
}
