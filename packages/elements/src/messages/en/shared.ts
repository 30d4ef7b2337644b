import type { Speech } from '../speech.js';

/** What more than one element says. */
export type SharedMessages = ReturnType<typeof sharedEn>;

export const sharedEn = ({ plural, isolate }: Speech) => ({
  notSet: 'Not set',
  none: 'None',
  emptyText: 'Empty text',
  secret: '•••••',
  secretChanged: '••••• (changed)',
  yes: 'Yes',
  no: 'No',
  hiddenCharacters: 'Contains hidden characters',
  clipped: 'Too long to show here',
  noLongerInUse: 'No longer in use',
  item: (index: number) => plural(index, { other: 'Item #' }),
  items: (count: number) => plural(count, { one: '# item', other: '# items' }),
  percentagePoints: (amount: string, value: number) =>
    plural(value, { one: `${amount} percentage point`, other: `${amount} percentage points` }),
  delta: (difference: string, percent: string | undefined) =>
    percent === undefined ? difference : `${difference} (${percent})`,
  exactBytes: (short: string, exact: string) => `${short} (${exact})`,
  stricter: 'Stricter',
  looser: 'Looser',
  version: (version: number) => `Version ${version}`,
  unknownAuthor: 'Unknown author',
  current: 'Current',
  loading: 'Loading',
  notLoaded: 'This could not be loaded. If trying again does not help, reload the page.',
  tryAgain: 'Try again',
  refresh: 'Refresh',
  dismiss: 'Dismiss',
  cancel: 'Cancel',
  showMore: 'Show more',
  showLess: 'Show less',
  copy: 'Copy',
  copied: 'Copied',
  cannotDo: 'This page cannot do that',
  failed: (reason: string) => `That did not work: ${isolate(reason)}`,
  offline: 'You are offline.',
  lastUpdated: (relative: string) => `Last updated ${relative}.`,
  notAllowed: 'You do not have permission to do this.',
});

/** What more than one element says of a change; a part of what `<policy-diff>` says. */
export const changeEn = () => ({
  changed: 'Changed',
  was: 'was ',
  now: 'now ',
});
