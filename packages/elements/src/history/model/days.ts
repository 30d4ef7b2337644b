import type { FormatContext } from '../../format/format-context.js';
import { dayText } from '../../format/time/date.js';
import type { HistoryVersion } from '../../source.js';

/** Versions of one day. Days can come twice, as a clock may have been set back between two versions. */
export interface Day {
  /** "Friday, October 3, 2025" */
  readonly name: string;
  readonly rows: readonly HistoryVersion[];
}

export function daysOf(rows: readonly HistoryVersion[], context: FormatContext): readonly Day[] {
  const days: { readonly name: string; readonly rows: HistoryVersion[] }[] = [];
  for (const row of rows) {
    const name = dayText(row.createdAt, context) ?? row.createdAt;
    const last = days.at(-1);
    if (last?.name === name) last.rows.push(row);
    else days.push({ name, rows: [row] });
  }
  return days;
}
