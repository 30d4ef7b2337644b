import type { Speech } from '../speech.js';
import type { historyDetailEn } from './history-detail.js';

/** What `<policy-history>` says. */
export type HistoryMessages = ReturnType<typeof historyEn> & ReturnType<typeof historyDetailEn>;

/** … of the list. */
export const historyEn = ({ plural, number, isolate }: Speech) => ({
  label: 'Policy history',
  count: (count: number) => plural(count, { one: '# version', other: '# versions' }),
  countOf: (count: number, total: number) =>
    plural(total, { one: `${number(count)} of # version`, other: `${number(count)} of # versions` }),
  loaded: (count: string, current: number | undefined) =>
    current === undefined ? `${count}.` : `${count}. Current version is ${current}`,
  loading: 'Loading versions',
  versionList: 'Versions',
  empty: 'No versions yet. The first save creates version 1.',
  noMatch: 'No versions match.',
  clearFilters: 'Clear filters',
  failed: 'The history could not be loaded.',
  offline: 'You are offline. Showing versions saved on this device.',
  denied: 'You do not have access to this history.',
  newVersions: (count: number) => plural(count, { one: '# new version', other: '# new versions' }),
  show: 'Show',
  showOlder: 'Show older versions',
  showNewer: 'Show newer versions',
  olderLoaded: (added: number, shown: number, total: number) =>
    `${plural(added, { one: '# older version', other: '# older versions' })} loaded, ${number(shown)} of ${number(total)} shown`,
  newerLoaded: (added: number, shown: number, total: number) =>
    `${plural(added, { one: '# newer version', other: '# newer versions' })} loaded, ${number(shown)} of ${number(total)} shown`,
  shownOf: (shown: number, total: number) => `${number(shown)} of ${number(total)} shown`,
  filters: (count: number) => (count === 0 ? 'Filters' : `Filters (${number(count)})`),
  search: 'Search notes and authors',
  searchShort: 'Search',
  author: 'Author',
  anyAuthor: 'Any author',
  dates: 'Dates',
  field: 'Changed field',
  anyField: 'Any field',
  goTo: 'Go to…',
  firstVersion: 'First version',
  change: (before: string, after: string) => `${isolate(before)} → ${isolate(after)}`,
  changeAdded: (value: string) => `added ${isolate(value)}`,
  changeRemoved: (value: string) => `removed ${isolate(value)}`,
  wordAdded: 'added',
  wordRemoved: 'removed',
  wordChanged: 'changed',
  wordMoved: 'moved',
  moreChanges: (count: number) => plural(count, { one: '+# more change', other: '+# more changes' }),
  noChanges: 'Same values as before',
  noNote: 'No change note',
  restoredFrom: (version: number) => `Restored from ${version}`,
  withdraws: (version: number) => `Takes back ${version}`,
  withdrawn: 'Withdrawn',
  scheduled: 'Scheduled',
  scheduledFor: (time: string) => `Scheduled for ${time}`,
  waitingToSync: 'Waiting to sync',
  syncFailed: 'Sync failed',
  conflict: 'Conflict',
  damaged: 'Damaged',
  compare: 'Compare',
  compareVersion: (version: number) => `Compare version ${version} with the one before`,
  actionsOf: (version: number) => `More actions for version ${version}`,
  detail: 'Version details',
  versionFailed: 'The version could not be loaded.',
  pick: (version: number) => `Choose version ${version}`,
});
