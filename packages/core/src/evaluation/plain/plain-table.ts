import type { PlainCondition } from '../../expression/condition.js';
import { costLimit, type Run } from '../../expression/run/run.js';
import { type FieldReader, readField } from './field-reader.js';
import { codes, joins, planOf } from './plan.js';

/**
 * The rules of a policy that only compare fields with constants, side by side: judging them takes no closures, and comes
 * to the same. Its members are changed by each run, so it judges one input at a time.
 */
export class PlainTable {
  readonly #readers: readonly FieldReader[];
  /** By rule. */
  readonly #joins: Uint8Array;
  readonly #masks: Int32Array;
  /** Where a rule's comparisons begin; those of the next end it. */
  readonly #begins: Int32Array;
  /** By comparison. */
  readonly #codes: Uint8Array;
  readonly #fields: Uint8Array;
  readonly #bounds: Float64Array;
  readonly #numberSets: readonly (ReadonlySet<number> | undefined)[];
  /** 1 where a text's number is in a comparison's set, from its bound on. */
  readonly #textSets: Uint8Array;
  readonly #cost: number;
  /** By field, in the present run. */
  readonly #values: Float64Array;
  #unfit = 0;

  constructor(conditions: readonly (PlainCondition | null)[]) {
    const plan = planOf(conditions);
    this.#readers = plan.readers;
    this.#values = new Float64Array(plan.readers.length);
    this.#joins = Uint8Array.from(plan.rules, ({ join }) => joins[join]);
    this.#masks = Int32Array.from(plan.rules, ({ mask }) => mask);
    this.#begins = Int32Array.from([...plan.rules.map(({ begin }) => begin), plan.comparisons.length]);
    this.#codes = Uint8Array.from(plan.comparisons, ({ code }) => code);
    this.#fields = Uint8Array.from(plan.comparisons, ({ field }) => field);
    this.#bounds = Float64Array.from(plan.comparisons, ({ bound }) => bound);
    this.#numberSets = plan.comparisons.map(({ numbers }) => numbers);
    this.#textSets = plan.textSets;
    this.#cost = plan.cost;
  }

  /** Reads the fields of a run. What all comparisons can cost is spent at once. */
  read(run: Run): void {
    const values = this.#values;
    let unfit = 0;
    for (let field = 0; field < values.length; field++) {
      const value = readField(this.#readers[field] as FieldReader, run);
      values[field] = value;
      if (Number.isNaN(value)) unfit |= 1 << field;
    }
    run.cost += this.#cost;
    this.#unfit = run.cost > costLimit ? -1 : unfit;
  }

  /** Whether a rule's condition holds for the run that was read; undefined where closures have to say. */
  test(rule: number): boolean | undefined {
    const join = this.#joins[rule];
    if (join === joins.closures || ((this.#masks[rule] as number) & this.#unfit) !== 0) return undefined;
    const end = this.#begins[rule + 1] as number;
    let at = this.#begins[rule] as number;
    if (join === joins.and) {
      while (at < end && this.#holds(at)) at++;
      return at === end;
    }
    while (at < end && !this.#holds(at)) at++;
    return at < end;
  }

  /** Whether one of a rule's comparisons holds, counted from 0. */
  holds(rule: number, comparison: number): boolean {
    return this.#holds((this.#begins[rule] as number) + comparison);
  }

  #holds(at: number): boolean {
    const value = this.#values[this.#fields[at] as number] as number;
    const bound = this.#bounds[at] as number;
    switch (this.#codes[at]) {
      case codes['<']:
        return value < bound;
      case codes['<=']:
        return value <= bound;
      case codes['>']:
        return value > bound;
      case codes['>=']:
        return value >= bound;
      case codes['==']:
        return value === bound;
      case codes['!=']:
        return value !== bound;
      case codes.inNumbers:
        return this.#numberSets[at]?.has(value) === true;
      default:
        return this.#textSets[bound + value] === 1;
    }
  }
}
