import type { PlainComparison } from '../../expression/condition.js';
import type { Run } from '../../expression/run/run.js';
import { readSlot, type Slot } from '../../expression/run/slot.js';

/** Reads a field as a double: a number as it is, or the number that stands for a text. */
export interface FieldReader {
  readonly slot: Slot;
  /** Its place among the readers of a table. */
  readonly field: number;
  /** Null where numbers are compared. Else by text, from 1: 0 stands for every text that no comparison names. */
  readonly ids: ReadonlyMap<string, number> | null;
}

/** What a comparison reads its field by, as a key. */
export function readerKey({ slot, values }: PlainComparison): string {
  return `${typeof values[0]} ${slot.index}`;
}

/** By key, in the order of their fields: those of the first comparisons, no more than `limit`. */
export function readersOf(comparisons: readonly PlainComparison[], limit: number): ReadonlyMap<string, FieldReader> {
  const readers = new Map<string, { slot: Slot; field: number; ids: Map<string, number> | null }>();
  for (const comparison of comparisons) {
    const { slot, values } = comparison;
    const key = readerKey(comparison);
    const ids = typeof values[0] === 'string' ? new Map<string, number>() : null;
    const reader = readers.get(key) ?? { slot, field: readers.size, ids };
    if (reader.field === limit) continue;
    readers.set(key, reader);
    for (const value of values as readonly string[]) {
      if (reader.ids?.has(value) === false) reader.ids.set(value, reader.ids.size + 1);
    }
  }
  return readers;
}

/** NaN where the field is not of the reader's kind, or not there: closures judge it then, and say what is wrong. */
export function readField({ slot, ids }: FieldReader, run: Run): number {
  const value = run.slots[slot.index] ?? readSlot(run, slot);
  if (ids === null) return typeof value === 'number' ? value : Number.NaN;
  return typeof value === 'string' ? (ids.get(value) ?? 0) : Number.NaN;
}
