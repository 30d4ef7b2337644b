import type { HistoryFilter } from '../../source.js';

const members = ['text', 'author', 'from', 'to', 'field'] as const;

/** How many conditions a filter has; both dates count as one. */
export function countConditions({ text, author, from, to, field }: HistoryFilter): number {
  return [text, author, from ?? to, field].filter((condition) => condition !== undefined && condition !== '').length;
}

export function isFiltering(filter: HistoryFilter): boolean {
  return countConditions(filter) > 0;
}

/** A filter with some conditions changed; one that is empty is left out. */
export function filterWith(
  filter: HistoryFilter,
  changed: { readonly [Key in keyof HistoryFilter]?: string },
): HistoryFilter {
  const all = { ...filter, ...changed };
  return Object.fromEntries(members.flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
}
