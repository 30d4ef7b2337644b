import { holds, type PlainTest } from './plain-part.js';
import type { Plan, PlannedRule } from './plan.js';

/** So many rules have a bit each in one number, a word. */
export const wordSize = 32;
/** So many words share ranks: with all of them, rows would grow with the square of the rules. */
const longestBlock = 8;

/**
 * What a field's value decides, worked out before. In each block of rules a field's constants cut its values into ranks: below
 * the first constant, equal to it, between it and the second, and so on. By rank there is a row of words, in which a bit is set
 * for each rule that is decided: one of all (`and`) fails, or one of any (`or`) holds. A place is a field in a block.
 */
export interface RuleRows {
  readonly wordCount: number;
  readonly blockCount: number;
  /** In words; so long is each row. */
  readonly blockLength: number;
  /** By place, where its constants begin; behind the last one, where they end. Its rows begin at twice that, and one more for each place before. */
  readonly begins: Int32Array;
  /** The constants, in each place from low to high. */
  readonly bounds: Float64Array;
  readonly rows: Int32Array;
  /** By place, a row: the rules that read the field. */
  readonly reading: Int32Array;
  /** By word: all rules that are judged; those that closures judge; those of which all comparisons must hold. */
  readonly rules: Int32Array;
  readonly closures: Int32Array;
  readonly conjunctions: Int32Array;
}

interface Place {
  readonly bounds: Float64Array;
  readonly rows: Int32Array;
  readonly reading: Int32Array;
}

/** A comparison of a rule, as its place sees it. */
interface Use {
  readonly test: PlainTest;
  /** The rule's word in its block, and its bit in that. */
  readonly word: number;
  readonly bit: number;
  /** What the comparison comes to where it decides. */
  readonly decisive: boolean;
}

export function ruleRowsOf({ readers, rules }: Plan): RuleRows {
  const wordCount = Math.ceil(rules.length / wordSize);
  const blockLength = Math.min(wordCount, longestBlock);
  const blockCount = Math.ceil(wordCount / longestBlock);
  const uses = Array.from({ length: blockCount * readers.length }, (): Use[] => []);
  for (const [index, rule] of rules.entries()) {
    const [block, place] = [Math.floor(index / (wordSize * longestBlock)), Math.floor(index / wordSize)];
    const [word, bit, decisive] = [place % longestBlock, 1 << index, rule?.join === 'or'];
    for (const { test } of rule?.parts ?? []) {
      uses[block * readers.length + test.field]?.push({ test, word, bit, decisive });
    }
  }
  const places = uses.map((own) => placeOf(own, blockLength));
  let end = 0;
  const size = blockCount * blockLength;
  return {
    wordCount,
    blockCount,
    blockLength,
    begins: Int32Array.from([0, ...places.map(({ bounds }) => (end += bounds.length))]),
    bounds: Float64Array.from(places.flatMap(({ bounds }) => [...bounds])),
    rows: Int32Array.from(places.flatMap(({ rows }) => [...rows])),
    reading: Int32Array.from(places.flatMap(({ reading }) => [...reading])),
    rules: bitsOf(rules, size, (rule) => rule !== undefined),
    closures: bitsOf(rules, size, (rule) => rule === null),
    conjunctions: bitsOf(rules, size, (rule) => rule?.join === 'and'),
  };
}

/** The rank of a value among the constants from `begin` to `end`: 0 below the first, 1 where it is equal, 2 above it. */
export function rankOf(value: number, bounds: Float64Array, begin: number, end: number): number {
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return 2 * (low - begin) + (low < end && bounds[low] === value ? 1 : 0);
}

function placeOf(uses: readonly Use[], blockLength: number): Place {
  const constants = new Set(uses.flatMap(({ test }) => constantsOf(test)));
  const bounds = Float64Array.from(constants).sort();
  const reading = new Int32Array(blockLength);
  const rows = new Int32Array((2 * bounds.length + 1) * blockLength);
  for (const { test, word, bit, decisive } of uses) {
    const ranked = inRanks(test, bounds);
    setBit(reading, word, bit);
    for (let rank = 0; rank <= 2 * bounds.length; rank++) {
      if (holds(ranked, rank) === decisive) setBit(rows, rank * blockLength + word, bit);
    }
  }
  return { bounds, rows, reading };
}

/** Ranks are ordered as the values are, so they compare as the values do. */
function inRanks({ operator, bound, items }: PlainTest, bounds: Float64Array): Omit<PlainTest, 'field'> {
  const rank = (constant: number) => rankOf(constant, bounds, 0, bounds.length);
  return { operator, bound: rank(bound), items: items === null ? null : new Set([...items].map(rank)) };
}

function constantsOf({ bound, items }: PlainTest): readonly number[] {
  return items === null ? [bound] : [...items];
}

function bitsOf(
  rules: Plan['rules'],
  length: number,
  isMeant: (rule: PlannedRule | null | undefined) => boolean,
): Int32Array {
  const bits = new Int32Array(length);
  for (const [index, rule] of rules.entries()) {
    if (isMeant(rule)) setBit(bits, Math.floor(index / wordSize), 1 << index);
  }
  return bits;
}

function setBit(words: Int32Array, word: number, bit: number): void {
  words[word] = (words[word] as number) | bit;
}
