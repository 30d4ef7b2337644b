import type { Speech } from '../speech.js';
import { changeEn } from './shared.js';

/** How many changes there are of each kind. */
export interface ChangeCounts {
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
  readonly moved: number;
  readonly stricter: number;
  readonly looser: number;
}

/** What `<policy-diff>` says. */
export type DiffMessages = ReturnType<typeof diffEn>;

export const diffEn = ({ plural, number }: Speech) => ({
  ...changeEn(),
  label: 'Policy changes',
  title: (from: string, to: string) => `${from} → ${to}`,
  spokenTitle: (from: string, to: string) => `Changes from ${from} to ${to}`,
  earlier: 'Earlier',
  later: 'Later',
  changes: (count: number) => plural(count, { one: '# change', other: '# changes' }),
  kinds: ({ changed, added, removed, moved }: ChangeCounts) =>
    [
      ...(changed > 0 ? [`${number(changed)} changed`] : []),
      ...(added > 0 ? [`${number(added)} added`] : []),
      ...(removed > 0 ? [`${number(removed)} removed`] : []),
      ...(moved > 0 ? [`${number(moved)} moved`] : []),
    ].join(', '),
  stricterCount: (count: number) => `${number(count)} stricter`,
  looserCount: (count: number) => `${number(count)} looser`,
  identical: 'These versions have the same values.',
  nothingToCompare: 'Choose two versions to compare.',
  comparing: 'Comparing versions',
  failed: 'The versions could not be compared.',
  denied: 'You do not have access to this comparison.',
  previousChange: 'Previous change',
  nextChange: 'Next change',
  position: (index: number, count: number) => `${number(index)} of ${number(count)}`,
  field: 'Field',
  change: 'Change',
  values: 'Values',
  added: 'Added',
  removed: 'Removed',
  moved: 'Moved',
  unchanged: 'Unchanged',
  placeOf: (place: number) => `Place ${number(place)}`,
  comparedByPosition: 'compared by position',
  showUnchanged: (count: number) => plural(count, { one: 'Show # unchanged field', other: 'Show # unchanged fields' }),
  hideUnchanged: 'Hide unchanged fields',
  showMoreChanges: (count: number) => plural(count, { one: 'Show # more change', other: 'Show # more changes' }),
  shownOf: (shown: number, total: number) => `${number(shown)} of ${number(total)} shown`,
  manyChanges: 'There are many changes. Open a group to see them.',
  otherFields: 'Other fields',
  announced: (changes: string, from: string, to: string) =>
    `${changes} between ${lowerFirst(from)} and ${lowerFirst(to)}`,
  lines: 'Lines',
  lineAdded: 'added line',
  lineRemoved: 'removed line',
  linesSkipped: (count: number) => plural(count, { one: '# unchanged line', other: '# unchanged lines' }),
});

// "Version 2" amid a sentence; "USD" stays.
function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.replace(/^./u, (first) => first.toLowerCase()) : text;
}
