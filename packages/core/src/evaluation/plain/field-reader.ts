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

/** The readers of a table, by what comparisons read. */
export class FieldReaders {
  readonly #readers = new Map<string, FieldReader & { readonly ids: Map<string, number> | null }>();
  readonly #limit: number;

  /** `limit`: how many fields there may be. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** In the order of their fields. */
  list(): readonly FieldReader[] {
    return [...this.#readers.values()];
  }

  /** Undefined where there were too many fields before. */
  find(comparison: PlainComparison): FieldReader | undefined {
    return this.#readers.get(keyOf(comparison));
  }

  add(comparison: PlainComparison): void {
    const { slot, values } = comparison;
    const key = keyOf(comparison);
    const field = this.#readers.size;
    const reader = this.#readers.get(key) ?? { slot, field, ids: typeof values[0] === 'string' ? new Map() : null };
    if (reader.field === this.#limit) return;
    this.#readers.set(key, reader);
    for (const value of values) {
      if (typeof value === 'string' && !reader.ids?.has(value)) reader.ids?.set(value, reader.ids.size + 1);
    }
  }
}

function keyOf({ slot, values }: PlainComparison): string {
  return `${typeof values[0]} ${slot.index}`;
}

/** NaN where the field is not of the reader's kind, or not there: closures judge it then, and say what is wrong. */
export function readField({ slot, ids }: FieldReader, run: Run): number {
  const value = run.slots[slot.index] ?? readSlot(run, slot);
  if (ids === null) return typeof value === 'number' ? value : Number.NaN;
  return typeof value === 'string' ? (ids.get(value) ?? 0) : Number.NaN;
}
