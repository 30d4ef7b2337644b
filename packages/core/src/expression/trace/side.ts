import type { JsonObject, JsonValue } from '../../values/json.js';
import type { TracedSide } from '../condition.js';
import { Fault } from '../failure.js';
import type { Evaluate, Run } from '../run/run.js';
import type { Slot } from '../run/slot.js';
import { type Scope, textOf } from '../term/scope.js';
import type { Term } from '../term/term.js';
import { isList, type Value } from '../value/value.js';
import { valueText, writtenText } from '../value/value-text.js';

/** One side of a comparison, as far as it is known before a run. */
export interface Side {
  readonly source: string;
  readonly readsInput: boolean;
  /** Reads neither input nor now. */
  readonly isConstant: boolean;
  /** All that a trace says of it, where it is the same each time. */
  readonly fixed: TracedSide | null;
  /** Where the side is exactly a field of the input. */
  readonly slot: Slot | undefined;
  readonly evaluate: Evaluate;
}

export function sideOf({ node, reads, slot, evaluate, constant, written }: Term, operator: string, scope: Scope): Side {
  const source = textOf(scope, node);
  const { input: readsInput, now } = reads;
  const isConstant = !readsInput && !now;
  if (constant === undefined) return { source, readsInput, isConstant, fixed: null, slot, evaluate };
  const items = operator === 'in' ? itemTexts(constant.value, written) : null;
  const value = constantText(constant.value, written);
  const fixed = { source, value, readsInput: false, field: null, isConstant: true, items };
  return { source, readsInput, isConstant, fixed, slot, evaluate };
}

/** What a trace says of a side in a run. */
export function tracedSide({ source, readsInput, isConstant, fixed, slot, evaluate }: Side, run: Run): TracedSide {
  if (fixed !== null) return fixed;
  if (slot !== undefined) {
    return { source, value: slotText(slot, run), readsInput, field: slot.pointer, isConstant, items: null };
  }
  const value = evaluate(run);
  const text = value instanceof Fault ? null : valueText(value);
  return { source, value: text, readsInput, field: null, isConstant, items: null };
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
