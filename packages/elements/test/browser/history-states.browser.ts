import { afterEach, describe, expect, it } from 'vitest';
import type { PolicyHistory } from '../../src/policy-history.js';
import type { HistoryPage, PolicyHistorySource } from '../../src/source.js';
import { clockAfter, schema, versions } from '../history/samples.js';
import { all, announcements, mountHistory, textOf } from './mount-history.js';

const three = { versions: versions(3), schema, clock: clockAfter(3) };
const failing: PolicyHistorySource = {
  list: () => Promise.reject(new Error('HTTP 503')),
  read: () => Promise.resolve(undefined),
};
const never: PolicyHistorySource = {
  list: () => new Promise<HistoryPage>(() => {}),
  read: () => Promise.resolve(undefined),
};

interface State {
  readonly given: Partial<PolicyHistory>;
  /** Where what is shown stands, and what it says. */
  readonly shown: readonly [selector: string, text: string];
  /** Read out politely; an alert says itself. */
  readonly said?: string;
  readonly custom?: string;
}

const states: Readonly<Record<string, State>> = {
  loaded: { given: three, shown: ['[part=count]', '3 versions'], said: '3 versions. Current version is 3' },
  loading: {
    given: { source: never },
    shown: ['.list [part=skeleton]:nth-child(5)', ''],
    said: 'Loading versions',
    custom: 'loading',
  },
  empty: {
    given: { versions: [] },
    shown: ['.state', 'No versions yet. The first save creates version 1.'],
    said: 'No versions yet. The first save creates version 1.',
    custom: 'empty',
  },
  'no match': {
    given: { ...three, filter: { text: 'quarterly' } },
    shown: ['.state', 'No versions match. Clear filters'],
    said: '0 of 3 versions',
  },
  error: {
    given: { source: failing },
    shown: ['.failure', 'The history could not be loaded. HTTP 503 Try again'],
    custom: 'error',
  },
  offline: {
    given: { ...three, online: 'false' },
    shown: ['.banner.offline', 'You are offline. Showing versions saved on this device.'],
    said: 'You are offline. Showing versions saved on this device.',
    custom: 'offline',
  },
  stale: {
    given: { ...three, staleSince: '2025-10-01T09:10:00.000Z' },
    shown: ['.banner.stale', 'Last updated 2 hours ago. Refresh'],
    said: 'Last updated 2 hours ago.',
    custom: 'stale',
  },
  denied: {
    given: { ...three, permissions: { view: 'Ask the owner.' } },
    shown: ['.state', 'You do not have access to this history. Ask the owner.'],
    said: 'You do not have access to this history.',
    custom: 'denied',
  },
  'missing version': {
    given: { ...three, selected: 9 },
    shown: ['.detail .failure', 'Version 9 was not found. Show all versions'],
  },
  'read only': {
    given: { ...three, readOnly: true },
    shown: ['.detail-title', 'Changes in version 3'],
    custom: 'read-only',
  },
};

afterEach(() => document.body.replaceChildren());

describe('every state of a history is shown and said', () => {
  it.each(Object.keys(states))('%s', async (name) => {
    const { given, shown, said, custom } = states[name]!;
    const [selector, text] = shown;
    const mounted = mountHistory(given);
    const history = document.querySelector('policy-history')!;
    await history.updateComplete;
    const texts = announcements(history);
    await mounted;
    await expect.poll(() => all(history, selector).map(textOf)).toEqual([text]);
    if (said !== undefined) await expect.poll(() => texts.join(' ')).toContain(said);
    if (custom !== undefined) expect(history.matches(`:state(${custom})`)).toBe(true);
  });

  it('shows nothing of what is denied, nor asks for it', async () => {
    let asked = 0;
    const source: PolicyHistorySource = {
      ...failing,
      list: () => {
        asked += 1;
        return Promise.reject(new Error('not asked'));
      },
    };
    const history = await mountHistory({ source, permissions: { view: false } });
    expect([asked, all(history, '.row').length, all(history, '.toolbar').length]).toEqual([0, 0, 0]);
  });

  it('alerts to what failed, once, beside its remedy', async () => {
    const history = await mountHistory({ source: failing });
    expect(all(history, '[role=alert]').map(textOf)).toEqual(['The history could not be loaded.']);
  });

  it('offers no restore where there is none', async () => {
    const history = await mountHistory({ ...three, readOnly: true });
    expect(all(history, '[data-restore]').length).toBe(0);
  });

  it('flashes no placeholders where versions are at hand', async () => {
    const history = await mountHistory(three);
    expect(all(history, '[part=skeleton]').length).toBe(0);
  });
});
