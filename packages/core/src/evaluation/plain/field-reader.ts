import type { PlainComparison } from '../../expression/condition.js';
import type { Run } from '../../expression/run/run.js';
import { readSlot, type Slot } from '../../expression/run/slot.js';

/** Reads a field as a double: a number as it is, or the number that stands for a text. */
export interface FieldReader {
  readonly slot: Slot;
  /** Null where numbers are compared. Else by text, from 1: 0 stands for every text that no comparison names. */
  readonly ids: ReadonlyMap<string, number> | null;
}

/** What a comparison reads its field by, as a key. */
export function readerKey({ slot, values }: PlainComparison): string {
  return `${typeof values[0]} ${slot.index}`;
}

/** One reader for all comparisons of one key. */
export function fieldReader(slot: Slot, comparisons: readonly PlainComparison[]): FieldReader {
  const ids = new Map<string, number>();
  for (const { values } of comparisons) {
    for (const value of values) {
      if (typeof value === 'string' && !ids.has(value)) ids.set(value, ids.size + 1);
    }
  }
  return { slot, ids: ids.size === 0 ? null : ids };
}

/** NaN where the field is not of the reader's kind, or not there: closures judge it then, and say what is wrong. */
export function readField({ slot, ids }: FieldReader, run: Run): number {
  const value = run.slots[slot.index] ?? readSlot(run, slot);
  if (ids === null) return typeof value === 'number' ? value : Number.NaN;
  return typeof value === 'string' ? (ids.get(value) ?? 0) : Number.NaN;
}
