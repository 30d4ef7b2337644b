import type { JsonObject } from '@policytrail/core';
import { createPace } from '../base/pace.js';
import { type FieldSchema, fieldLookup, readSchemas } from '../fields/field-lookup.js';
import { compareVersions } from './model/compare-versions.js';
import type { DiffComparison } from './model/diff-row.js';
import { countFields, unchangedRows } from './model/unchanged.js';

/** Where a comparison stands. */
export type ComparisonState =
  | { readonly status: 'idle' }
  | { readonly status: 'comparing' }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'done'; readonly comparison: DiffComparison };

/** Compares in turns; where another comparison is started before it ends, it is forgotten. */
export class ComparisonTask {
  state: ComparisonState = { status: 'idle' };
  /** Settles with the comparison that was started last, the unchanged values counted. */
  ended: Promise<void> = Promise.resolve();
  readonly #onProgress: (state: ComparisonState) => void;
  #started = 0;

  /** Calls back when the changes are found, and again when what stayed is. */
  constructor(onProgress: (state: ComparisonState) => void) {
    this.#onProgress = onProgress;
  }

  start(before: JsonObject, after: JsonObject, schema: FieldSchema | undefined): void {
    this.#started += 1;
    this.state = { status: 'comparing' };
    this.ended = this.#run(this.#started, before, after, schema);
  }

  /** Forgets all. */
  reset(): void {
    this.#started += 1;
    this.state = { status: 'idle' };
  }

  async #run(turn: number, before: JsonObject, after: JsonObject, schema: FieldSchema | undefined): Promise<void> {
    const pace = createPace();
    try {
      await readSchemas(schema);
      const lookup = fieldLookup(schema);
      const comparison = await compareVersions(before, after, lookup, pace);
      this.#progress(turn, { status: 'done', comparison });
      const unchanged = await unchangedRows(comparison, lookup, pace);
      this.#progress(turn, {
        status: 'done',
        comparison: { ...comparison, unchanged, unchangedFields: countFields(unchanged) },
      });
    } catch (error) {
      this.#progress(turn, { status: 'failed', error });
    }
  }

  #progress(turn: number, state: ComparisonState): void {
    if (turn !== this.#started) return;
    this.state = state;
    this.#onProgress(state);
  }
}
