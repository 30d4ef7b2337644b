import type { PlainComparison, PlainCondition } from '../../expression/condition.js';
import { textCost } from '../../expression/value/compare.js';
import type { ComparisonOperator } from '../../record/decision.js';
import { type FieldReader, fieldReader, readerKey } from './field-reader.js';

/** Which rules are judged side by side, and what they compare. */
export interface Plan {
  /** By field. */
  readonly readers: readonly FieldReader[];
  /** Null where closures judge the rule. */
  readonly rules: readonly (PlannedRule | null)[];
  /** What all comparisons cost together. */
  readonly cost: number;
}

export interface PlannedRule {
  readonly join: PlainCondition['join'];
  readonly comparisons: readonly PlannedComparison[];
}

/** A field on the left, constants on the right: numbers, or texts by the numbers that their reader gives them. */
export interface PlannedComparison {
  readonly field: number;
  readonly operator: ComparisonOperator;
  /** The constant; for `in` the first of them. */
  readonly bound: number;
  /** For `in`, else null. */
  readonly items: ReadonlySet<number> | null;
}

export function holds({ operator, bound, items }: Omit<PlannedComparison, 'field'>, value: number): boolean {
  switch (operator) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    case '==':
      return value === bound;
    case '!=':
      return value !== bound;
    case 'in':
      return items?.has(value) === true;
  }
}

interface Fields {
  readonly readers: readonly FieldReader[];
  readonly numbers: ReadonlyMap<string, number>;
}

/** Rules that read a field beyond them are left to closures. */
const maxFields = 31;
/** How many texts sets of texts may tell apart together. */
const maxSetSize = 1 << 20;

export function planOf(conditions: readonly (PlainCondition | null)[]): Plan {
  const fields = fieldsOf(conditions);
  let setSize = 0;
  let cost = 0;
  const rules = conditions.map((condition): PlannedRule | null => {
    const size = condition === null ? undefined : setSizeOf(condition, fields);
    if (condition === null || size === undefined || setSize + size > maxSetSize) return null;
    setSize += size;
    for (const comparison of condition.comparisons) cost += costOf(comparison);
    return {
      join: condition.join,
      comparisons: condition.comparisons.map((comparison) => planned(comparison, fields)),
    };
  });
  return { readers: fields.readers, rules, cost };
}

/** The fields that are read, those first that the first rules read. */
function fieldsOf(conditions: readonly (PlainCondition | null)[]): Fields {
  const byField = new Map<string, PlainComparison[]>();
  for (const comparison of conditions.flatMap((condition) => condition?.comparisons ?? [])) {
    const key = readerKey(comparison);
    const known = byField.get(key);
    if (known !== undefined) known.push(comparison);
    else if (byField.size < maxFields) byField.set(key, [comparison]);
  }
  const readers = [...byField.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [fieldReader(first.slot, same)];
  });
  return { readers, numbers: new Map([...byField.keys()].map((key, number) => [key, number])) };
}

/** How many texts the sets of a condition tell apart; undefined where it reads a field that is none of the plan's. */
function setSizeOf({ comparisons }: PlainCondition, { readers, numbers }: Fields): number | undefined {
  let size = 0;
  for (const comparison of comparisons) {
    const field = numbers.get(readerKey(comparison));
    if (field === undefined) return undefined;
    if (comparison.operator === 'in') size += 1 + (readers[field]?.ids?.size ?? 0);
  }
  return size;
}

function planned(comparison: PlainComparison, { readers, numbers }: Fields): PlannedComparison {
  const { operator, isMirrored, values } = comparison;
  const field = numbers.get(readerKey(comparison)) ?? 0;
  const ids = readers[field]?.ids;
  const constants = values.map((value) => (typeof value === 'number' ? value : (ids?.get(value) ?? 0)));
  const bound = constants[0] ?? Number.NaN;
  if (operator === 'in') return { field, operator, bound, items: new Set(constants) };
  return { field, operator: isMirrored ? mirrored[operator] : operator, bound, items: null };
}

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const;

// As much as its closure costs at most.
function costOf({ operator, values }: PlainComparison): number {
  const [first] = values;
  if (operator === 'in') return 2 + values.length;
  return typeof first === 'string' ? 2 + textCost(first.length) : 2;
}
