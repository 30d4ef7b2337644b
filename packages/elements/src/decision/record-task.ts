import type { DecisionRecord } from './model/decision-record.js';

export type GivenRecord = DecisionRecord | Promise<DecisionRecord | undefined> | undefined;

export type RecordState =
  | { readonly status: 'empty' | 'loading' }
  | { readonly status: 'ready'; readonly record: DecisionRecord }
  | { readonly status: 'failed'; readonly error: unknown };

/** Waits for a record where a promise of one is given; the last one given counts. */
export class RecordTask {
  state: RecordState = { status: 'empty' };
  readonly #changed: () => void;
  #given: GivenRecord;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  start(given: GivenRecord): void {
    this.#given = given;
    if (!(given instanceof Promise)) {
      this.state = stateOf(given);
      return;
    }
    this.state = { status: 'loading' };
    void given.then(
      (record) => this.#settle(given, stateOf(record)),
      (error: unknown) => this.#settle(given, { status: 'failed', error }),
    );
  }

  #settle(given: GivenRecord, state: RecordState): void {
    if (this.#given !== given) return;
    this.state = state;
    this.#changed();
  }
}

function stateOf(record: DecisionRecord | undefined): RecordState {
  return record === undefined ? { status: 'empty' } : { status: 'ready', record };
}
