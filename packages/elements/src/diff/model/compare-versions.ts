import type { FieldChange, JsonObject } from '@policytrail/core';
import { type ArrayKeys, diffInSteps } from '@policytrail/core/diff';
import { type Pace, takeSteps } from '../../base/pace.js';
import { groupBy, groupOf } from '../../fields/field-groups.js';
import type { FieldLookup } from '../../fields/field-lookup.js';
import { strictnessOf } from '../../format/strictness.js';
import { positionCheck } from './array-identity.js';
import type { DiffComparison, DiffRow, DiffSection } from './diff-row.js';
import { mostUngrouped } from './shown-sections.js';

/** Compares two policies into rows, giving the page a turn whenever `pace` says so. */
export async function compareVersions(
  before: JsonObject,
  after: JsonObject,
  lookup: FieldLookup,
  pace: Pace,
): Promise<DiffComparison> {
  const changes = await takeSteps(diffInSteps(before, after, { keys: arrayKeys(lookup) }), pace);
  const isByPosition = positionCheck(before, after, lookup);
  const rows: DiffRow[] = [];
  const changed = new Set<string>();
  for (const change of changes) {
    // A removed item's place may be another's now.
    if (change.kind === 'added' || change.kind === 'changed') changed.add(change.path);
    if (change.kind !== 'moved' || isOrdered(change.field, lookup)) rows.push(rowOf(change, lookup, isByPosition));
    const pause = pace();
    if (pause !== undefined) await pause;
  }
  const sections = sectionsOf(rows, lookup);
  const shown = sections.flatMap((section) => section.rows);
  return { before, after, sections, changes: shown, unchanged: undefined, unchangedFields: 0, changedPaths: changed };
}

// Of many changes without a group, those of one member of the policy stand together.
function sectionsOf(rows: readonly DiffRow[], lookup: FieldLookup): readonly DiffSection[] {
  const groups = [...groupBy(inFieldOrder(rows, lookup), ({ field }) => groupOf(field.path, lookup))];
  // Those of no group come last.
  groups.sort(([one], [other]) => Number(one === undefined) - Number(other === undefined));
  return groups.flatMap(([name, members]): readonly DiffSection[] => {
    if (name !== undefined || rows.length <= mostUngrouped) return [{ name, rows: members }];
    const topOf = ({ path }: DiffRow): string => path.split('/').slice(0, 2).join('/');
    return [...groupBy(members, topOf)].map(([top, inner]) => ({ name: lookup.find(top).label, rows: inner }));
  });
}

// As the schema has its fields, then as the policy has them; what is inside a list stays in the order of the list.
function inFieldOrder(rows: readonly DiffRow[], { fields }: FieldLookup): readonly DiffRow[] {
  const ranks = new Map(fields.map(({ path }, index) => [path, index]));
  const rankOf = ({ field }: DiffRow): number => {
    const [outside = ''] = field.path.split('/*');
    return ranks.get(outside) ?? ranks.get(outside.split('/').slice(0, 2).join('/')) ?? fields.length;
  };
  return rows
    .map((row) => ({ row, rank: rankOf(row) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ row }) => row);
}

function arrayKeys({ fields }: FieldLookup): ArrayKeys {
  return Object.fromEntries(fields.flatMap(({ path, key }) => (key === undefined ? [] : [[path, key]])));
}

// The field of an item that moved is that of its list, with `*` behind it.
function isOrdered(field: string, lookup: FieldLookup): boolean {
  return lookup.find(field.slice(0, field.lastIndexOf('/'))).ordered !== false;
}

function rowOf(
  change: FieldChange,
  lookup: FieldLookup,
  isByPosition: (path: string, field: string) => boolean,
): DiffRow {
  const field = lookup.find(change.field);
  const before = 'before' in change ? change.before : undefined;
  const after = 'after' in change ? change.after : undefined;
  return {
    kind: change.kind,
    path: change.path,
    field,
    before,
    after,
    strictness: change.kind === 'changed' ? strictnessOf(before, after, field) : undefined,
    places: change.kind === 'moved' ? [placeOf(change.from), placeOf(change.path)] : undefined,
    isByPosition: isByPosition(change.path, change.field),
  };
}

function placeOf(pointer: string): number {
  return Number(pointer.slice(pointer.lastIndexOf('/') + 1)) + 1;
}
