import type { ChangeSummary } from '@policytrail/core';
import type { FieldMap } from '../fields/field-map.js';
import { counted } from '../values/count.js';
import { clip } from '../values/safe-text.js';
import { type ChangeText, changeText } from './change.js';

const mostShown = 3;
const widest = 80;

/** What a version changed, on one line: `Changes: Tokens 5000 → 2000, + Note text, +2 more changes`. */
export function changeSummaryLine(changes: ChangeSummary | null, map: FieldMap): string {
  if (changes === null) return 'First version';
  if (changes.total === 0) return 'No changes';
  const shown = changes.first.slice(0, mostShown).map((change) => clip(inList(changeText(change, map)), widest));
  const more = changes.total - shown.length;
  return `Changes: ${[...shown, ...(more > 0 ? [`+${counted(more, 'more change')}`] : [])].join(', ')}`;
}

function inList({ kind, mark, label, values }: ChangeText): string {
  return kind === 'changed' ? `${label} ${values}` : `${mark.charAt(0)} ${label} ${values}`;
}
