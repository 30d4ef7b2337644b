import type { Comparison } from '../../record/decision.js';
import { heldComparison, type PlainPart } from '../plain/plain-part.js';
import type { PlainTable } from '../plain/plain-table.js';
import { fieldText } from './field-text.js';
import type { Judging } from './judging.js';
import type { Finding } from './violation.js';

/** What decided in a violated rule that was judged by the table: the comparisons that hold. */
export function plainFinding(plainTable: PlainTable, index: number, judging: Judging): Finding {
  const count = plainTable.countHeld(index);
  const { held } = plainTable;
  const first = held[0] as PlainPart;
  const actualValue = fieldText(first.slot, judging);
  if (count === 1) {
    const { threshold, remedy } = first;
    return {
      // A list of one as it stands: one that grows takes room for many.
      comparisons: [heldComparison(first, actualValue)],
      thresholdValue: threshold,
      actualValue,
      remedy,
    };
  }
  const comparisons: Comparison[] = new Array(count);
  comparisons[0] = heldComparison(first, actualValue);
  for (let at = 1; at < count; at++) {
    const part = held[at] as PlainPart;
    comparisons[at] = heldComparison(part, fieldText(part.slot, judging));
  }
  return { comparisons, thresholdValue: null, actualValue: null, remedy: null };
}
