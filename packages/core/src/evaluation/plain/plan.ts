import type { PlainComparison, PlainCondition } from '../../expression/condition.js';
import { textCost } from '../../expression/value/compare.js';
import { type FieldReader, fieldReader, readerKey } from './field-reader.js';

/** How a comparison is made; the names are operators, but for `in` with numbers. */
export const codes = { '<': 0, '<=': 1, '>': 2, '>=': 3, '==': 4, '!=': 5, in: 6, inNumbers: 7 } as const;

/** How a rule's comparisons are joined; `closures` where the rule is not in the table. */
export const joins = { closures: 0, and: 1, or: 2 } as const;

/** What a table of comparisons is made of. */
export interface Plan {
  /** By field. */
  readonly readers: readonly FieldReader[];
  readonly rules: readonly PlannedRule[];
  readonly comparisons: readonly PlannedComparison[];
  /** 1 where a text's number is in a comparison's set, from its bound on. */
  readonly textSets: Uint8Array;
  /** What all comparisons cost together. */
  readonly cost: number;
}

interface PlannedRule {
  readonly join: keyof typeof joins;
  /** A bit for each field that the rule reads. */
  readonly mask: number;
  /** Where its comparisons begin. */
  readonly begin: number;
}

interface PlannedComparison {
  readonly code: number;
  readonly field: number;
  /** The constant, a text by its number; for a set of texts, where it begins. */
  readonly bound: number;
  readonly numbers: ReadonlySet<number> | undefined;
}

interface Fields {
  readonly readers: readonly FieldReader[];
  readonly numbers: ReadonlyMap<string, number>;
}

// One bit a field. Rules that read a field beyond them are left to closures.
const maxFields = 31;
/** How many bytes sets of texts may take together. */
const maxSetBytes = 1 << 20;

export function planOf(conditions: readonly (PlainCondition | null)[]): Plan {
  const fields = fieldsOf(conditions);
  const rules: PlannedRule[] = [];
  const comparisons: PlannedComparison[] = [];
  const sets = { size: 0, parts: [] as { readonly begin: number; readonly ids: readonly number[] }[] };
  let cost = 0;
  for (const condition of conditions) {
    const begin = comparisons.length;
    const mask = condition === null ? 0 : maskOf(condition, fields);
    if (condition === null || mask === 0 || sets.size + setBytes(condition, fields) > maxSetBytes) {
      rules.push({ join: 'closures', mask: 0, begin });
      continue;
    }
    rules.push({ join: condition.join, mask, begin });
    for (const comparison of condition.comparisons) {
      comparisons.push(planned(comparison, fields, sets));
      cost += costOf(comparison);
    }
  }
  const textSets = new Uint8Array(sets.size);
  for (const { begin, ids } of sets.parts) for (const id of ids) textSets[begin + id] = 1;
  return { readers: fields.readers, rules, comparisons, textSets, cost };
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

/** 0 where a field is none of those that have a bit. */
function maskOf({ comparisons }: PlainCondition, { numbers }: Fields): number {
  let mask = 0;
  for (const comparison of comparisons) {
    const field = numbers.get(readerKey(comparison));
    if (field === undefined) return 0;
    mask |= 1 << field;
  }
  return mask;
}

function setBytes({ comparisons }: PlainCondition, fields: Fields): number {
  return comparisons
    .filter(({ operator }) => operator === 'in')
    .reduce((bytes, comparison) => bytes + setSize(fields.readers[fieldOf(comparison, fields)]), 0);
}

function setSize(reader: FieldReader | undefined): number {
  return (reader?.ids?.size ?? 0) + 1;
}

function fieldOf(comparison: PlainComparison, { numbers }: Fields): number {
  return numbers.get(readerKey(comparison)) ?? 0;
}

function planned(
  comparison: PlainComparison,
  fields: Fields,
  sets: { size: number; readonly parts: { readonly begin: number; readonly ids: readonly number[] }[] },
): PlannedComparison {
  const { operator, isMirrored, values } = comparison;
  const field = fieldOf(comparison, fields);
  const reader = fields.readers[field];
  const ids = values.map((value) => (typeof value === 'number' ? value : (reader?.ids?.get(value) ?? 0)));
  if (operator !== 'in') {
    const code = codes[isMirrored ? mirrored[operator] : operator];
    return { code, field, bound: ids[0] ?? Number.NaN, numbers: undefined };
  }
  if (typeof values[0] === 'number') return { code: codes.inNumbers, field, bound: 0, numbers: new Set(ids) };
  const begin = sets.size;
  sets.size += setSize(reader);
  sets.parts.push({ begin, ids });
  return { code: codes.in, field, bound: begin, numbers: undefined };
}

const mirrored = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' } as const;

// As much as its closure costs at most.
function costOf({ operator, values }: PlainComparison): number {
  const [first] = values;
  if (operator === 'in') return 2 + values.length;
  return typeof first === 'string' ? 2 + textCost(first.length) : 2;
}
