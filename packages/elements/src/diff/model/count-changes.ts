import type { ChangeCounts } from '../../messages/en/diff.js';
import type { DiffRow } from './diff-row.js';

/** How many changes there are of each kind. */
export function countChanges(rows: readonly DiffRow[]): ChangeCounts {
  const counts = { changed: 0, added: 0, removed: 0, moved: 0, stricter: 0, looser: 0 };
  for (const { kind, strictness } of rows) {
    if (kind !== 'unchanged') counts[kind] += 1;
    if (strictness !== undefined) counts[strictness] += 1;
  }
  return counts;
}
