import { mirrored } from '../../expression/compile/comparison/ordering.js';
import type { PlainComparison, PlainCondition } from '../../expression/condition.js';
import { textCost } from '../../expression/value/compare.js';
import { isSurePlain } from '../compile/remedy-certainty.js';
import { type FieldReader, readerKey, readersOf } from './field-reader.js';
import { type PlainPart, type PlainTest, plainPart } from './plain-part.js';

/** Which rules are judged side by side, and what they compare. */
export interface Plan {
  /** By field. */
  readonly readers: readonly FieldReader[];
  /** Null where closures judge the rule, undefined where nothing does. */
  readonly rules: readonly (PlannedRule | null | undefined)[];
  /** What all comparisons cost together. */
  readonly cost: number;
}

/** What may be judged side by side, by rule; null where closures judge it in any case, undefined where nothing does. */
export type PlainConditions = readonly (PlainCondition | null | undefined)[];

export interface PlannedRule {
  readonly join: PlainCondition['join'];
  readonly parts: readonly PlainPart[];
}

/** Rules that read a field beyond them are left to closures. */
const maxFields = 31;
/** How many texts sets of texts may tell apart together. */
const maxSetSize = 1_048_576;

export function planOf(conditions: PlainConditions): Plan {
  const readers = readersOf(
    conditions.flatMap((condition) => condition?.comparisons ?? []),
    maxFields,
  );
  let setSize = 0;
  let cost = 0;
  const rules = conditions.map((condition) => {
    if (!condition) return condition;
    const { join, comparisons } = condition;
    const size = setSizeOf(comparisons, readers);
    // Not a number where a field has no reader.
    if (!(setSize + size <= maxSetSize)) return null;
    setSize += size;
    for (const comparison of comparisons) cost += costOf(comparison);
    const isSure = isSurePlain(condition);
    const parts = comparisons.map((comparison) => plainPart(comparison, testOf(comparison, readers), isSure));
    return { join: parts.length === 1 ? ('and' as const) : join, parts };
  });
  return { readers: [...readers.values()], rules, cost };
}

type Readers = ReturnType<typeof readersOf>;

/** How many texts the sets of a condition tell apart; NaN where it reads a field that has no reader. */
function setSizeOf(comparisons: readonly PlainComparison[], readers: Readers): number {
  let size = 0;
  for (const comparison of comparisons) {
    const reader = readers.get(readerKey(comparison));
    if (reader === undefined) return Number.NaN;
    if (comparison.operator === 'in') size += 1 + (reader.ids?.size ?? 0);
  }
  return size;
}

function testOf(comparison: PlainComparison, readers: Readers): PlainTest {
  const { operator, isMirrored, values } = comparison;
  const { field, ids } = readers.get(readerKey(comparison)) as FieldReader;
  const constants = values.map((value) => (typeof value === 'number' ? value : (ids?.get(value) ?? 0)));
  const bound = constants[0] ?? Number.NaN;
  if (operator === 'in') return { field, operator, bound, items: new Set(constants) };
  return { field, operator: isMirrored ? mirrored[operator] : operator, bound, items: null };
}

// As much as its closure costs at most.
function costOf({ operator, values }: PlainComparison): number {
  const [first] = values;
  if (operator === 'in') return 2 + values.length;
  return typeof first === 'string' ? 2 + textCost(first.length) : 2;
}
