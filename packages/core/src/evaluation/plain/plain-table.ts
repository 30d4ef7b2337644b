import type { PlainCondition } from '../../expression/condition.js';
import { costLimit, type Run } from '../../expression/run/run.js';
import { type FieldReader, readField } from './field-reader.js';
import { holds, type Plan, type PlannedComparison, type PlannedRule, planOf } from './plan.js';
import { type RuleRows, rankOf, ruleRowsOf } from './rule-rows.js';

/**
 * The rules of a policy that only compare fields with constants, side by side: judging them takes no closures, and comes
 * to the same. Its members are changed by each run, so it judges one input at a time.
 */
export class PlainTable {
  readonly blockCount: number;
  /** Which of a rule's comparisons hold, from the first on; as {@link held} counts them. */
  readonly places: Uint16Array;
  readonly #plan: Plan;
  readonly #rows: RuleRows;
  /** By field, in the present run; NaN where it does not fit. */
  readonly #values: Float64Array;
  /** By block, in the present run: the rules that are violated, and those that closures have to judge. */
  readonly #violated: Int32Array;
  readonly #open: Int32Array;

  constructor(conditions: readonly (PlainCondition | null)[]) {
    this.#plan = planOf(conditions);
    this.#rows = ruleRowsOf(this.#plan);
    this.blockCount = this.#rows.blockCount;
    this.places = new Uint16Array(Math.max(0, ...conditions.map((condition) => condition?.comparisons.length ?? 0)));
    this.#values = new Float64Array(this.#plan.readers.length);
    this.#violated = new Int32Array(this.blockCount);
    this.#open = new Int32Array(this.blockCount);
  }

  /** Reads the fields of a run, and judges. What all comparisons can cost is spent at once. */
  read(run: Run): void {
    const { readers, cost } = this.#plan;
    const values = this.#values;
    for (let field = 0; field < values.length; field++) values[field] = readField(readers[field] as FieldReader, run);
    run.cost += cost;
    if (run.cost <= costLimit) {
      for (let block = 0; block < this.blockCount; block++) this.#judge(block);
    } else {
      this.#violated.fill(0);
      this.#open.set(this.#rows.rules);
    }
  }

  /** The rules of a block that are violated or that closures have to judge, a bit each. */
  due(block: number): number {
    return (this.#violated[block] as number) | (this.#open[block] as number);
  }

  /** Whether a rule's condition holds for the run that was read; undefined where closures have to say. */
  test(rule: number): boolean | undefined {
    const block = rule >> 5;
    const bit = 1 << rule;
    if (((this.#open[block] as number) & bit) !== 0) return undefined;
    return ((this.#violated[block] as number) & bit) !== 0;
  }

  /** How many comparisons of a violated rule hold; `places` says which. */
  held(rule: number): number {
    const { join, comparisons } = this.#plan.rules[rule] as PlannedRule;
    const values = this.#values;
    let count = 0;
    for (let place = 0; place < comparisons.length; place++) {
      const comparison = comparisons[place] as PlannedComparison;
      if (join === 'and' || holds(comparison, values[comparison.field] as number)) this.places[count++] = place;
    }
    return count;
  }

  #judge(block: number): void {
    const { begins, bounds, rows, reading, closures, conjunctions } = this.#rows;
    const values = this.#values;
    let decided = 0;
    let open = closures[block] as number;
    for (let field = 0; field < values.length; field++) {
      const place = block * values.length + field;
      const value = values[field] as number;
      const begin = begins[place] as number;
      if (Number.isNaN(value)) open |= reading[place] as number;
      else decided |= rows[2 * begin + place + rankOf(value, bounds, begin, begins[place + 1] as number)] as number;
    }
    this.#violated[block] = (decided ^ (conjunctions[block] as number)) & ~open;
    this.#open[block] = open;
  }
}
