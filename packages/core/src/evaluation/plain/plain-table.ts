import { costLimit, type Run } from '../../expression/run/run.js';
import { type FieldReader, readField } from './field-reader.js';
import { holds, type PlainPart } from './plain-part.js';
import { type PlainConditions, planOf } from './plan.js';
import { type Place, type RuleRows, rankOf, ruleRowsOf } from './rule-rows.js';

/**
 * The rules of a policy that only compare fields with constants, side by side: judging them takes no closures, and comes
 * to the same. Its members are changed by each run, so it judges one input at a time.
 */
export class PlainTable {
  readonly wordCount: number;
  /** What {@link countHeld} found last; what stands behind it is of rules before. */
  readonly held: PlainPart[] = [];
  readonly #readers: readonly FieldReader[];
  readonly #cost: number;
  readonly #rows: RuleRows;
  /** What all rules compare, and where each of them begins; behind the last one, where it ends. */
  readonly #parts: readonly PlainPart[];
  readonly #begins: Int32Array;
  /** By field, in the present run; NaN where it does not fit. */
  readonly #values: Float64Array;
  /** By word, in the present run: the rules that are violated, and those that closures have to judge. */
  readonly #violated: Int32Array;
  readonly #open: Int32Array;

  constructor(conditions: PlainConditions) {
    const plan = planOf(conditions);
    this.#readers = plan.readers;
    this.#cost = plan.cost;
    this.#rows = ruleRowsOf(plan);
    this.wordCount = this.#rows.closures.length;
    const parts = plan.rules.map((rule) => rule?.parts ?? []);
    this.#parts = parts.flat();
    let end = 0;
    this.#begins = Int32Array.from([0, ...parts.map(({ length }) => (end += length))]);
    this.#values = new Float64Array(plan.readers.length);
    this.#violated = this.#rows.closures.slice();
    this.#open = this.#violated.slice();
  }

  /** Reads the fields of a run, and judges. What all comparisons can cost is spent at once. */
  read(run: Run): void {
    const readers = this.#readers;
    const values = this.#values;
    for (let field = 0; field < values.length; field++) values[field] = readField(readers[field] as FieldReader, run);
    run.cost += this.#cost;
    // Closures have to judge all, and say that it is too much.
    if (run.cost > costLimit) values.fill(Number.NaN);
    this.#judge();
  }

  /** The rules of a word that are violated or that closures have to judge, a bit each. */
  due(word: number): number {
    return (this.#violated[word] as number) | (this.#open[word] as number);
  }

  /** Whether a rule's condition holds for the run that was read; undefined where closures have to say. */
  test(rule: number): boolean | undefined {
    const word = rule >> 5;
    const bit = 1 << rule;
    if (((this.#open[word] as number) & bit) !== 0) return undefined;
    return ((this.#violated[word] as number) & bit) !== 0;
  }

  /** How many comparisons of a violated rule hold; they stand first in `held`. */
  countHeld(rule: number): number {
    const parts = this.#parts;
    const end = this.#begins[rule + 1] as number;
    const isConjunction = ((this.#rows.conjunctions[rule >> 5] as number) & (1 << rule)) !== 0;
    let count = 0;
    for (let place = this.#begins[rule] as number; place < end; place++) {
      const part = parts[place] as PlainPart;
      if (!isConjunction && !holds(part.test, this.#values[part.test.field] as number)) continue;
      this.held[count] = part;
      count += 1;
    }
    return count;
  }

  #judge(): void {
    const { places, blockLength, closures, conjunctions } = this.#rows;
    const values = this.#values;
    const violated = this.#violated;
    const open = this.#open;
    for (let word = 0; word < open.length; word++) {
      violated[word] = 0;
      open[word] = closures[word] as number;
    }
    for (let at = 0, first = 0; at < places.length; first += blockLength) {
      for (let field = 0; field < values.length; field++, at++) {
        const { bounds, rows, reading } = places[at] as Place;
        const value = values[field] as number;
        if (Number.isNaN(value)) addBits(open, first, reading, 0, blockLength);
        else addBits(violated, first, rows, rankOf(value, bounds) * blockLength, blockLength);
      }
    }
    // The rows say what is decided: of all that must hold, that one fails.
    for (let word = 0; word < open.length; word++) {
      violated[word] = ((violated[word] as number) ^ (conjunctions[word] as number)) & ~(open[word] as number);
    }
  }
}

function addBits(to: Int32Array, first: number, from: Int32Array, begin: number, length: number): void {
  for (let word = 0; word < length; word++) {
    to[first + word] = (to[first + word] as number) | (from[begin + word] as number);
  }
}
