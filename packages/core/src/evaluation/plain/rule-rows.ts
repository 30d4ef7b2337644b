import { holds, type PlainTest } from './plain-part.js';
import type { Plan } from './plan.js';

/** So many rules have a bit each in one number, a word. */
export const wordSize = 32;
/** So many words share ranks: with all of them, rows would grow with the square of the rules. */
const longestBlock = 8;

/**
 * What a field's value decides, worked out before. In each block of rules a field's constants cut its values into ranks: below
 * the first constant, equal to it, between it and the second, and so on. By rank there is a row of words, in which a bit is set
 * for each rule that is decided: one of all (`and`) fails, or one of any (`or`) holds.
 */
export interface RuleRows {
  /** In words; so long is each row. The last block may have words that no rule needs. */
  readonly blockLength: number;
  /** By block, and in that by field. */
  readonly places: readonly Place[];
  /** By word: the rules that closures judge in any case, and those of which all comparisons must hold. */
  readonly closures: Int32Array;
  readonly conjunctions: Int32Array;
}

/** A field in a block. */
export interface Place {
  /** The constants, from low to high. */
  readonly bounds: Float64Array;
  readonly rows: Int32Array;
  /** A row of the rules that read the field. */
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
  const closures = new Int32Array(blockCount * blockLength);
  const conjunctions = closures.slice();
  const uses = Array.from({ length: blockCount * readers.length }, (): Use[] => []);
  for (const [index, rule] of rules.entries()) {
    const bit = 1 << index;
    const place = Math.floor(index / wordSize);
    if (rule === null) setBit(closures, place, bit);
    if (rule?.join === 'and') setBit(conjunctions, place, bit);
    const first = Math.floor(place / longestBlock) * readers.length;
    const use = { word: place % longestBlock, bit, decisive: rule?.join === 'or' };
    for (const { test } of rule?.parts ?? []) uses[first + test.field]?.push({ ...use, test });
  }
  const places = uses.map((own) => placeOf(own, blockLength));
  return { blockLength, places, closures, conjunctions };
}

/** The rank of a value: 0 below the first constant, 1 where it is equal, 2 above it. */
export function rankOf(value: number, bounds: Float64Array): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return 2 * low + (low < bounds.length && bounds[low] === value ? 1 : 0);
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
  const rank = (constant: number) => rankOf(constant, bounds);
  return { operator, bound: rank(bound), items: items === null ? null : new Set([...items].map(rank)) };
}

function constantsOf({ bound, items }: PlainTest): readonly number[] {
  return items === null ? [bound] : [...items];
}

function setBit(words: Int32Array, word: number, bit: number): void {
  words[word] = (words[word] as number) | bit;
}
