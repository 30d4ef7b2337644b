import type { Slot } from '../../expression/run/slot.js';
import { slotText } from '../../expression/trace/side.js';
import type { Judging } from './judging.js';
import { holdsLineBreak } from './one-line.js';

/** A field of the input that was read, as the input writes it; null for what is no scalar. Made once a judging. */
export function fieldText(slot: Slot, judging: Judging): string | null {
  const { fieldTexts, run } = judging;
  const known = fieldTexts[slot.index];
  if (known !== undefined) return known;
  const text = slotText(slot, run);
  fieldTexts[slot.index] = text;
  // Numbers have no line breaks.
  if (typeof run.slots[slot.index] === 'string' && holdsLineBreak(text)) judging.hasBreaks = true;
  return text;
}
