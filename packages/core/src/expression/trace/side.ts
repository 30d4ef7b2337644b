import type { JsonObject, JsonValue } from '../../values/json.js';
import type { TracedSide } from '../condition.js';
import { Fault } from '../failure.js';
import type { Run } from '../run/run.js';
import type { Slot } from '../run/slot.js';
import { type Scope, textOf } from '../term/scope.js';
import type { Term } from '../term/term.js';
import { isList, type Value } from '../value/value.js';
import { valueText, writtenText } from '../value/value-text.js';

/** Tells one side of a comparison in a run; what does not change is told before. */
export function sideOf(term: Term, operator: string, scope: Scope): (run: Run) => TracedSide {
  const { reads, slot, evaluate, constant, written } = term;
  const source = textOf(scope, term.node);
  if (constant !== undefined) {
    const items = operator === 'in' ? itemTexts(constant.value, written) : null;
    const value = constantText(constant.value, written);
    const side = { source, value, readsInput: false, field: null, isConstant: true, items };
    return () => side;
  }
  const { input: readsInput, now } = reads;
  const isConstant = !readsInput && !now;
  if (slot !== undefined) return (run) => fieldSide(source, slot, run);
  return (run) => {
    const value = evaluate(run);
    const text = value instanceof Fault ? null : valueText(value);
    return { source, value: text, readsInput, field: null, isConstant, items: null };
  };
}

function fieldSide(source: string, slot: Slot, run: Run): TracedSide {
  const value = slotText(slot, run);
  return { source, value, readsInput: true, field: slot.pointer, isConstant: false, items: null };
}

/** A field of the input as the input writes it, once its slot was read and is no failure. */
export function slotText(slot: Slot, run: Run): string | null {
  const value = run.slots[slot.index];
  if (typeof value === 'string') return value;
  if (!slot.type.isDecimalText && (typeof value === 'number' || typeof value === 'boolean')) return `${value}`;
  // The slot was read, so all on the way to it are own members.
  let json: JsonValue | undefined = run.input;
  for (const segment of slot.path) json = (json as JsonObject | null | undefined)?.[segment];
  return writtenText(json);
}

/** A constant as the policy or the expression writes it; computed ones in normal form. */
export function constantText(value: Value, written: JsonValue | undefined): string | null {
  return written === undefined ? valueText(value) : writtenText(written);
}

function itemTexts(value: Value, written: JsonValue | undefined): readonly string[] | null {
  if (!isList(value)) return null;
  const texts = value.map((item, index) => constantText(item, Array.isArray(written) ? written[index] : undefined));
  return texts.every((text) => text !== null) ? texts : null;
}
