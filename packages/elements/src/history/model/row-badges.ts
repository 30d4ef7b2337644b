import type { FormatContext } from '../../format/format-context.js';
import { dateTimeText } from '../../format/time/date.js';
import type { HistoryVersion } from '../../source.js';

/** What is special about a version, beside being the current one. */
export function rowBadges(
  row: HistoryVersion,
  now: number,
  withdrawn: ReadonlySet<number>,
  context: FormatContext,
): readonly string[] {
  const { history } = context.messages;
  const { origin, effectiveAt, withdraws, sync } = row;
  const isWithdrawn = withdrawn.has(row.version);
  const isScheduled = Date.parse(effectiveAt) > now && !isWithdrawn;
  const syncWords = { waiting: history.waitingToSync, failed: history.syncFailed, conflict: history.conflict };
  return [
    ...(origin.type === 'restored' ? [history.restoredFrom(origin.version)] : []),
    ...(withdraws === null ? [] : [history.withdraws(withdraws)]),
    ...(isWithdrawn ? [history.withdrawn] : []),
    ...(isScheduled ? [history.scheduledFor(dateTimeText(effectiveAt, context) ?? effectiveAt)] : []),
    ...(sync === undefined ? [] : [syncWords[sync]]),
    ...(row.corrupt === undefined ? [] : [history.damaged]),
  ];
}

/** The versions that another one took back. */
export function withdrawnVersions(rows: readonly HistoryVersion[]): ReadonlySet<number> {
  return new Set(rows.flatMap(({ withdraws }) => (withdraws === null ? [] : [withdraws])));
}
