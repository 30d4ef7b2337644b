import type { DiffComparison, DiffRow } from './diff-row.js';

/** More changes than this are shown as groups to be opened. */
export const mostUngrouped = 2000;

/** What the reader has opened. */
export interface Opened {
  /** How many changes are shown where they are not in closed groups. */
  readonly changes: number;
  /** The open groups by index, and how many changes of each are shown. */
  readonly groups: ReadonlyMap<number, number>;
}

export interface ShownSection {
  readonly index: number;
  readonly name: string | undefined;
  readonly total: number;
  /** How many of them wait behind "Show more". */
  readonly left: number;
  readonly rows: readonly DiffRow[];
  /** `always`: no group to be opened. */
  readonly state: 'open' | 'closed' | 'always';
}

/** The part of a comparison that is on the page. */
export function shownSections({ sections, changes }: DiffComparison, opened: Opened): readonly ShownSection[] {
  const isGrouped = changes.length > mostUngrouped;
  let left = opened.changes;
  return sections.flatMap(({ name, rows }, index): readonly ShownSection[] => {
    const limit = isGrouped ? (opened.groups.get(index) ?? 0) : left;
    if (!isGrouped && limit <= 0) return [];
    left -= rows.length;
    const openState = limit > 0 ? 'open' : 'closed';
    const shown = rows.slice(0, limit);
    const total = rows.length;
    return [{ index, name, total, left: total - shown.length, rows: shown, state: isGrouped ? openState : 'always' }];
  });
}

/** The sections with no more than the first so many rows. */
export function firstRows(sections: readonly ShownSection[], count: number): readonly ShownSection[] {
  let left = count;
  return sections.map((section) => {
    const rows = section.rows.slice(0, Math.max(0, left));
    left -= rows.length;
    return { ...section, rows };
  });
}

export function countRows(sections: readonly ShownSection[]): number {
  return sections.reduce((count, { rows }) => count + rows.length, 0);
}

/** All of it, for paper. */
export function openAll({ sections, changes }: DiffComparison): Opened {
  return { changes: changes.length, groups: new Map(sections.map(({ rows }, index) => [index, rows.length])) };
}

/** How many changes wait behind "Show more", those of closed groups apart. */
export function changesLeft({ changes }: DiffComparison, opened: Opened): number {
  return changes.length > mostUngrouped ? 0 : Math.max(0, changes.length - opened.changes);
}

/** Opens a closed group by a page, closes an open one. */
export function toggleGroup(opened: Opened, group: number, pageSize: number): Opened {
  const groups = new Map(opened.groups);
  if (!groups.delete(group)) groups.set(group, pageSize);
  return { ...opened, groups };
}

/** A page more of a group, or of all changes. */
export function openMore(opened: Opened, group: number | undefined, pageSize: number): Opened {
  if (group === undefined) return { ...opened, changes: opened.changes + pageSize };
  const shown = opened.groups.get(group) ?? 0;
  return { ...opened, groups: new Map([...opened.groups, [group, shown + pageSize]]) };
}

/** What must be open for a change to be on the page, opened in steps of `pageSize`. */
export function openedFor(
  { sections, changes }: DiffComparison,
  change: number,
  opened: Opened,
  pageSize: number,
): Opened {
  if (changes.length <= mostUngrouped)
    return { ...opened, changes: Math.max(opened.changes, stepsTo(change, pageSize)) };
  let start = 0;
  for (const [index, { rows }] of sections.entries()) {
    if (change < start + rows.length) {
      const shown = Math.max(opened.groups.get(index) ?? 0, stepsTo(change - start, pageSize));
      return { ...opened, groups: new Map([...opened.groups, [index, shown]]) };
    }
    start += rows.length;
  }
  return opened;
}

function stepsTo(index: number, pageSize: number): number {
  return (Math.floor(index / pageSize) + 1) * pageSize;
}
