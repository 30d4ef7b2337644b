import { holds, type Plan, type PlannedComparison, type PlannedRule } from './plan.js';

/** So many rules are a block: a bit each in one number. */
export const blockSize = 32;

/**
 * What a field's value decides, worked out before. In each block, a field's constants cut its values into ranks: below the first
 * constant, equal to it, between it and the second, and so on. By rank there is a row: a bit for each rule that is decided –
 * one of all (`and`) that fails, or one of any (`or`) that holds. A place is a field of a block.
 */
export interface RuleRows {
  readonly blockCount: number;
  /** By place, where its constants begin; the end of the last place behind. Its rows begin at twice that, and one for each place before. */
  readonly begins: Int32Array;
  /** The constants, in each place from low to high. */
  readonly bounds: Float64Array;
  readonly rows: Int32Array;
  /** By place: the rules that read the field. */
  readonly reading: Int32Array;
  /** By block: all rules, those that closures judge, and those of which all comparisons must hold. */
  readonly rules: Int32Array;
  readonly closures: Int32Array;
  readonly conjunctions: Int32Array;
}

/** A comparison of a rule, as its place sees it. */
interface Use {
  readonly comparison: PlannedComparison;
  readonly bit: number;
  /** What the comparison comes to where it decides. */
  readonly decisive: boolean;
}

export function ruleRowsOf({ readers, rules }: Plan): RuleRows {
  const blockCount = Math.ceil(rules.length / blockSize);
  const uses = Array.from({ length: blockCount * readers.length }, (): Use[] => []);
  for (const [index, rule] of rules.entries()) {
    const first = Math.floor(index / blockSize) * readers.length;
    for (const comparison of rule?.comparisons ?? []) {
      uses[first + comparison.field]?.push({ comparison, bit: 1 << index, decisive: rule?.join === 'or' });
    }
  }
  const places = uses.map(placeOf);
  let end = 0;
  return {
    blockCount,
    begins: Int32Array.from([0, ...places.map(({ bounds }) => (end += bounds.length))]),
    bounds: Float64Array.from(places.flatMap(({ bounds }) => bounds)),
    rows: Int32Array.from(places.flatMap(({ rows }) => rows)),
    reading: Int32Array.from(uses, (own) => own.reduce((bits, { bit }) => bits | bit, 0)),
    rules: bitsOf(rules, () => true),
    closures: bitsOf(rules, (rule) => rule === null),
    conjunctions: bitsOf(rules, (rule) => rule?.join === 'and'),
  };
}

/** The rank of a value among the constants from `begin` to `end`: 0 below the first, 1 where it is equal, 2 above it. */
export function rankOf(value: number, bounds: Float64Array | readonly number[], begin: number, end: number): number {
  let low = begin;
  let high = end;
  while (high - low > 8) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  while (low < high && (bounds[low] as number) < value) low++;
  return 2 * (low - begin) + (low < end && bounds[low] === value ? 1 : 0);
}

function placeOf(uses: readonly Use[]): { readonly bounds: readonly number[]; readonly rows: readonly number[] } {
  const bounds = [...new Set(uses.flatMap(({ comparison }) => constantsOf(comparison)))].sort(
    (one, other) => one - other,
  );
  const rows = new Array<number>(2 * bounds.length + 1).fill(0);
  const rankIn = (constant: number) => rankOf(constant, bounds, 0, bounds.length);
  for (const { comparison, bit, decisive } of uses) {
    const { operator, bound, items } = comparison;
    // Ranks are ordered as the values are, so they compare as the values do.
    const ranked = { operator, bound: rankIn(bound), items: items === null ? null : new Set([...items].map(rankIn)) };
    for (let rank = 0; rank < rows.length; rank++) {
      if (holds(ranked, rank) === decisive) rows[rank] = (rows[rank] as number) | bit;
    }
  }
  return { bounds, rows };
}

function constantsOf({ bound, items }: PlannedComparison): readonly number[] {
  return items === null ? [bound] : [...items];
}

function bitsOf(rules: Plan['rules'], isMeant: (rule: PlannedRule | null) => boolean): Int32Array {
  const bits = new Int32Array(Math.ceil(rules.length / blockSize));
  for (const [index, rule] of rules.entries()) {
    const block = Math.floor(index / blockSize);
    if (isMeant(rule)) bits[block] = (bits[block] as number) | (1 << index);
  }
  return bits;
}
