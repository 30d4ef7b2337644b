import { Fault } from '../../expression/failure.js';
import { readSlot, type Slot } from '../../expression/run/slot.js';
import { slotText } from '../../expression/trace/side.js';
import type { Judging } from './judging.js';
import { holdsLineBreak } from './one-line.js';

/** A field of the input as the input writes it; null for what is not there or no scalar. Made once a judging. */
export function fieldText(slot: Slot, judging: Judging): string | null {
  const known = judging.run.texts[slot.index];
  return known === undefined ? readText(slot, judging) : known;
}

function readText(slot: Slot, judging: Judging): string | null {
  const { run } = judging;
  const value = run.slots[slot.index] ?? readSlot(run, slot);
  const text = value instanceof Fault ? null : slotText(slot, run);
  run.texts[slot.index] = text;
  // Numbers have no line breaks.
  if (typeof value === 'string' && holdsLineBreak(text)) judging.hasBreaks = true;
  return text;
}
