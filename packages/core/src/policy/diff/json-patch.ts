import type { JsonValue } from '../../values/json.js';
import { appendPointer } from '../../values/json-pointer.js';
import type { FieldChange } from '../changes.js';
import { type Edit, editPolicy, type Item } from './apply.js';

/** An operation of a JSON Patch (RFC 6902). */
export type JsonPatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move'; readonly path: string; readonly from: string };

/**
 * The changes as a JSON Patch that makes the later policy of `before`: one operation a change, in an order in which
 * their indexes hold. Throws `invalid_argument` where a change does not fit, and for clipped changes.
 */
export function toJsonPatch(before: JsonValue, changes: readonly FieldChange[]): readonly JsonPatchOperation[] {
  const operations: JsonPatchOperation[] = [];
  editPolicy(before, changes, (edit) => {
    for (const operation of operationsOf(edit)) operations.push(operation);
  });
  return operations;
}

function operationsOf(edit: Edit): readonly JsonPatchOperation[] {
  const { path } = edit;
  switch (edit.kind) {
    case 'value':
      return [{ op: 'replace', path, value: edit.value }];
    case 'members':
      return [
        ...edit.removed.map((key) => ({ op: 'remove', path: appendPointer(path, key) }) as const),
        ...edit.added.map(([key, value]) => ({ op: 'add', path: appendPointer(path, key), value }) as const),
      ];
    case 'items':
      return [...removals(path, edit.removed), ...arrivals(path, edit.items)];
  }
}

// The last one first: the indexes before it hold.
function removals(path: string, removed: readonly number[]): readonly JsonPatchOperation[] {
  return removed.toSorted((one, other) => other - one).map((index) => ({ op: 'remove', path: `${path}/${index}` }));
}

// From front to back. `present` is the array as it stands; items that move later may still be between those in place.
function arrivals(path: string, items: readonly Item[]): readonly JsonPatchOperation[] {
  const operations: JsonPatchOperation[] = [];
  const present: Item[] = items.filter((item) => item.kind !== 'added').sort((one, other) => one.from - other.from);
  let next = 0;
  for (const item of items) {
    if (item.kind === 'kept') {
      next = present.indexOf(item, next) + 1;
      continue;
    }
    const from = item.kind === 'added' ? -1 : present.indexOf(item);
    if (from !== -1) present.splice(from, 1);
    if (from !== -1 && from < next) next--;
    if (item.kind === 'added') operations.push({ op: 'add', path: `${path}/${next}`, value: item.value });
    else operations.push({ op: 'move', from: `${path}/${from}`, path: `${path}/${next}` });
    present.splice(next++, 0, item);
  }
  return operations;
}
