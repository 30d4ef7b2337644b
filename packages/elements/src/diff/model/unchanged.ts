import type { JsonValue } from '@policytrail/core';
import { appendPointer } from '@policytrail/core/pure';
import type { Pace } from '../../base/pace.js';
import type { FieldLookup } from '../../fields/field-lookup.js';
import type { DiffComparison, DiffRow } from './diff-row.js';

interface Place {
  readonly value: JsonValue;
  readonly path: string;
  readonly field: string;
}

/** The single values of the later policy that stayed, in document order. */
export async function unchangedRows(
  { after, changedPaths }: Pick<DiffComparison, 'after' | 'changedPaths'>,
  lookup: FieldLookup,
  pace: Pace,
): Promise<readonly DiffRow[]> {
  const rows: DiffRow[] = [];
  const waiting: Place[] = [{ value: after, path: '', field: '' }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (changedPaths.has(place.path)) continue;
    const inner = insideOf(place);
    // The last in is the first out. One by one: a list may be longer than a call may have arguments.
    for (const one of inner.reverse()) waiting.push(one);
    if (inner.length === 0 && place.path !== '') rows.push(rowOf(place, lookup));
    const pause = pace();
    if (pause !== undefined) await pause;
  }
  return rows;
}

/** How many fields values in document order belong to: all that is in a list belongs to the list. */
export function countFields(rows: readonly DiffRow[]): number {
  let count = 0;
  let before: string | undefined;
  for (const { field } of rows) {
    const [outside] = field.path.split('/*', 1);
    if (outside !== before) count += 1;
    before = outside;
  }
  return count;
}

function insideOf({ value, path, field }: Place): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.map((item: JsonValue, index) => ({ value: item, path: `${path}/${index}`, field: `${field}/*` }));
  }
  return Object.entries(value).map(([name, member]) => ({
    value: member,
    path: appendPointer(path, name),
    field: appendPointer(field, name),
  }));
}

function rowOf({ value, path, field }: Place, lookup: FieldLookup): DiffRow {
  return {
    kind: 'unchanged',
    path,
    field: lookup.find(field),
    before: value,
    after: value,
    strictness: undefined,
    places: undefined,
    isByPosition: false,
  };
}
