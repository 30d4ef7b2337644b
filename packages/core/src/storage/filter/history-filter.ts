import { fieldMatches } from '../../policy/diff/summary.js';
import type { HistoryFilter, VersionSummary } from '../port.js';

/** Whether a version passes a filter: the one meaning that every store gives to {@link HistoryFilter}. */
export function matchesFilter(summary: VersionSummary, filter: HistoryFilter): boolean {
  return (
    (filter.author === undefined || summary.createdBy?.id === filter.author) &&
    (filter.from === undefined || summary.createdAt >= filter.from) &&
    (filter.to === undefined || summary.createdAt < filter.to) &&
    (filter.field === undefined || changesField(summary, filter.field)) &&
    (filter.text === undefined || containsText(summary, filter.text))
  );
}

function changesField({ changes }: VersionSummary, field: string): boolean {
  return changes?.fields.some((changed) => fieldMatches(changed, field)) ?? false;
}

function containsText({ changeNotes, label, title, createdBy }: VersionSummary, text: string): boolean {
  const wanted = folded(text);
  return [changeNotes, label, title, createdBy?.id, createdBy?.name].some((found) =>
    folded(found ?? '').includes(wanted),
  );
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
