import type { JsonObject } from '@policytrail/core';
import { createPace } from '../base/pace.js';
import { type FieldSchema, fieldLookup } from '../fields/field-lookup.js';
import { compareVersions } from './model/compare-versions.js';
import type { DiffComparison } from './model/diff-row.js';

/** Where a comparison stands. */
export type ComparisonState =
  | { readonly status: 'idle' }
  | { readonly status: 'comparing' }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'done'; readonly comparison: DiffComparison };

/** Compares in turns; where another comparison is started before it ends, it is forgotten. */
export class ComparisonTask {
  state: ComparisonState = { status: 'idle' };
  /** Settles with the comparison that was started last. */
  ended: Promise<void> = Promise.resolve();
  readonly #onEnd: () => void;
  #started = 0;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  /** Calls back when it ends. */
  start(before: JsonObject, after: JsonObject, schema: FieldSchema | undefined): void {
    this.#started += 1;
    this.state = { status: 'comparing' };
    this.ended = this.#run(this.#started, () => compareVersions(before, after, fieldLookup(schema), createPace()));
  }

  /** Forgets all. */
  reset(): void {
    this.#started += 1;
    this.state = { status: 'idle' };
  }

  async #run(turn: number, compare: () => Promise<DiffComparison>): Promise<void> {
    let state: ComparisonState;
    try {
      state = { status: 'done', comparison: await compare() };
    } catch (error) {
      state = { status: 'failed', error };
    }
    if (turn !== this.#started) return;
    this.state = state;
    this.#onEnd();
  }
}
