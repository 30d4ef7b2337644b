import type { PlainComparison, PlainCondition } from '../../expression/condition.js';
import { textCost } from '../../expression/value/compare.js';
import { isSurePlain } from '../compile/remedy-certainty.js';
import { type FieldReader, fieldReader, readerKey } from './field-reader.js';
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

interface Fields {
  readonly readers: readonly FieldReader[];
  readonly numbers: ReadonlyMap<string, number>;
}

/** Rules that read a field beyond them are left to closures. */
const maxFields = 31;
/** How many texts sets of texts may tell apart together. */
const maxSetSize = 1 << 20;

export function planOf(conditions: PlainConditions): Plan {
  const fields = fieldsOf(conditions);
  let setSize = 0;
  let cost = 0;
  const rules = conditions.map((condition) => {
    if (condition === null || condition === undefined) return condition;
    const size = setSizeOf(condition, fields);
    if (size === undefined || setSize + size > maxSetSize) return null;
    setSize += size;
    for (const comparison of condition.comparisons) cost += costOf(comparison);
    const isSure = isSurePlain(condition);
    const parts = condition.comparisons.map((comparison) => plainPart(comparison, testOf(comparison, fields), isSure));
    return { join: parts.length === 1 ? ('and' as const) : condition.join, parts };
  });
  return { readers: fields.readers, rules, cost };
}

/** The fields that are read, those first that the first rules read. */
function fieldsOf(conditions: PlainConditions): Fields {
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

function testOf(comparison: PlainComparison, { readers, numbers }: Fields): PlainTest {
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
