import { PolicytrailError } from '@policytrail/core';
import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { PolicyHistory } from '../../src/policy-history.js';
import { historySource, type PolicyHistorySource } from '../../src/source.js';
import { aTrail, clockAfter, policyOf, schema, versions } from '../history/samples.js';
import { all, announcements, focusPath, mountHistory, one, settled, shownVersions, textOf } from './mount-history.js';

const three = { versions: versions(3), schema, clock: clockAfter(3) };

afterEach(() => document.body.replaceChildren());

/** Presses keys one after another; where the focus is after each. */
async function walk(history: PolicyHistory, keys: readonly string[]): Promise<readonly string[]> {
  const path: string[] = [];
  for (const key of keys) {
    await userEvent.keyboard(key);
    await settled(history);
    expect(document.activeElement, `after ${key}`).not.toBe(document.body);
    path.push(`${key} ${focusPath()}`);
  }
  return path;
}

describe('by keyboard', () => {
  it('one row is in the order of Tab, and the arrows move on the same control', async () => {
    const history = await mountHistory({ versions: versions(30), schema, clock: clockAfter(30) });
    one(history, '[data-version="30"] [data-control=title]').focus();
    const keys = [
      '{ArrowDown}',
      '{Tab}',
      '{ArrowDown}',
      '{Tab}',
      '{ArrowUp}',
      '{PageDown}',
      '{End}',
      '{ArrowDown}',
      '{Home}',
    ];
    expect(await walk(history, keys)).toEqual([
      '{ArrowDown} button v29 title',
      '{Tab} button v29 compare',
      '{ArrowDown} button v28 compare',
      '{Tab} button v28 menu',
      '{ArrowUp} button v29 menu',
      '{PageDown} button v19 menu',
      '{End} button v1 menu',
      '{ArrowDown} button v1 menu',
      '{Home} button v30 menu',
    ]);
    expect(all(history, '[data-version] [tabindex="0"]').length).toBe(3);
  });

  it('Shift+F10 opens the menu of a row, the arrows go through it, Escape gives the focus back', async () => {
    const history = await mountHistory({ ...three, hrefFor: (version) => `#v${version}` });
    one(history, '[data-version="2"] [data-control=title]').focus();
    const keys = ['{Shift>}{F10}{/Shift}', '{ArrowDown}', '{End}', '{ArrowDown}', 'r', '{Escape}'];
    expect(await walk(history, keys)).toEqual([
      '{Shift>}{F10}{/Shift} button v2 full',
      '{ArrowDown} button v2 compareCurrent',
      '{End} button v2 json',
      '{ArrowDown} button v2 full',
      'r button v2 restore',
      '{Escape} button v2 menu',
    ]);
    expect(all(history, '[role=menu]').length).toBe(0);
  });

  it('Tab leaves an open menu for what comes after its button', async () => {
    const history = await mountHistory(three);
    one(history, '[data-version="2"] [data-control=menu]').focus();
    await walk(history, ['{Enter}', '{Tab}']);
    expect(all(history, '[role=menu]').length).toBe(0);
    expect(focusPath()).not.toContain('v2');
  });

  it('goes through the changes by F7 from anywhere inside', async () => {
    const history = await mountHistory(three);
    one(history, '[data-version="3"] [data-control=title]').focus();
    const [path] = await walk(history, ['{F7}']);
    expect(path).toBe('{F7} policy-diff > th');
  });

  it('opens a version in place of the list where there is no room, and goes back to its row', async () => {
    const history = await mountHistory(three, '700px');
    one(history, '[data-version="2"] [data-control=title]').focus();
    expect(await walk(history, ['{Enter}', '{Escape}'])).toEqual([
      '{Enter} h3 detail-title',
      '{Escape} button v2 title',
    ]);
    await userEvent.keyboard('{Enter}');
    await settled(history);
    expect(shownVersions(history)).toEqual([]);
    one(history, '[data-back]').click();
    await settled(history);
    expect(focusPath()).toBe('button v2 title');
  });

  it('leaves its own keys to the page where it is told to, but not the arrows', async () => {
    const history = await mountHistory({ ...three, noShortcuts: true });
    one(history, '[data-version="3"] [data-control=title]').focus();
    expect(await walk(history, ['{F7}', '{ArrowDown}'])).toEqual([
      '{F7} button v3 title',
      '{ArrowDown} button v2 title',
    ]);
  });

  it('is never lost to the page where what had it goes away', async () => {
    let fails = true;
    const real = historySource(await aTrail([1, 2]), 'run');
    const source: PolicyHistorySource = {
      ...real,
      list: (query) => (fails ? Promise.reject(new Error('HTTP 503')) : real.list(query)),
    };
    const history = await mountHistory({ source, schema, clock: clockAfter(2) });
    expect(textOf(one(history, '.failure'))).toBe('The history could not be loaded. HTTP 503 Try again');
    fails = false;
    one(history, '.failure button').focus();
    await userEvent.keyboard('{Enter}');
    await settled(history);
    expect(focusPath()).toBe('button v2 title');
  });
});

describe('comparing', () => {
  const sides = (history: PolicyHistory): string => {
    const diff = one(history, 'policy-diff') as HTMLElementTagNameMap['policy-diff'];
    return `${diff.from?.version} to ${diff.to?.version}`;
  };
  const press = async (history: PolicyHistory, selector: string): Promise<void> => {
    one(history, selector).click();
    await settled(history);
  };

  it('is with the previous version, with the current, the other way round', async () => {
    const history = await mountHistory({ versions: versions(5), schema, clock: clockAfter(5), selected: 2 });
    expect(sides(history)).toBe('1 to 2');
    await press(history, '[data-segment=current]');
    expect(sides(history)).toBe('2 to 5');
    expect(textOf(one(history, '.detail-title'))).toBe('Version 2 compared with version 5');
    await press(history, '.compare-with > .quiet');
    expect(sides(history)).toBe('5 to 2');
    await press(history, '[data-segment=previous]');
    expect(sides(history)).toBe('1 to 2');
    expect([history.compareFrom, history.compareTo]).toEqual([undefined, undefined]);
  });

  it('is with any other, two at most, by checkboxes', async () => {
    const history = await mountHistory({ versions: versions(5), schema, clock: clockAfter(5), selected: 2 });
    await press(history, '[data-segment=other]');
    expect(focusPath()).toBe('input v2 pick');
    await press(history, '[data-version="4"] [data-pick]');
    expect(all(history, '[data-pick]:disabled').length).toBe(3);
    await press(history, '.pick-bar .primary');
    expect(sides(history)).toBe('2 to 4');
    expect(focusPath()).toBe('h3 detail-title');
    await press(history, '[data-segment=other]');
    await userEvent.keyboard('{Escape}');
    await settled(history);
    expect(all(history, '[data-pick]').length).toBe(0);
    expect(focusPath()).toBe('button v4 title');
  });

  it('follows what the page asks for', async () => {
    const history = await mountHistory({ versions: versions(5), schema, clock: clockAfter(5) });
    history.compare(1, 4);
    await settled(history);
    expect(sides(history)).toBe('1 to 4');
    history.showVersion(3);
    await settled(history);
    expect(sides(history)).toBe('2 to 3');
    history.view = 'full';
    await settled(history);
    expect(textOf(one(history, '.full tbody'))).toBe('Token budget 3,000 tokens Network Allowed');
  });

  it('has version 1 beside nothing', async () => {
    const history = await mountHistory({ ...three, selected: 1 });
    const diff = one(history, 'policy-diff') as HTMLElementTagNameMap['policy-diff'];
    expect([diff.from, diff.to?.version]).toEqual([null, 1]);
  });
});

describe('copying', () => {
  it('offers link and JSON to the page, secrets withheld', async () => {
    const [newest, ...rest] = versions(3);
    const policy = { budgetTokens: 1, key: 'hush' };
    const history = await mountHistory({
      ...three,
      versions: [{ ...newest!, policy }, ...rest],
      hrefFor: (version) => `#v${version}`,
    });
    const said = announcements(history);
    const texts: string[] = [];
    history.addEventListener('policy-copy', (event) => {
      event.preventDefault();
      texts.push(event.detail.text);
    });
    for (const action of ['link', 'json']) {
      one(history, '[data-version="3"] [data-control=menu]').click();
      await settled(history);
      one(history, `[data-action=${action}]`).click();
      await settled(history);
    }
    expect(texts[0]).toMatch(/^http.*#v3$/);
    expect(JSON.parse(texts[1]!)).toMatchObject({ version: 3, policy: { budgetTokens: 1, key: '•••••' } });
    expect(focusPath()).toBe('button v3 menu');
    await expect.poll(() => said.join()).toContain('Version 3 copied as JSON');
  });
});

describe('restoring', () => {
  const dialogOf = (history: PolicyHistory): HTMLElementTagNameMap['policy-restore-dialog'] =>
    one(history, 'policy-restore-dialog') as HTMLElementTagNameMap['policy-restore-dialog'];
  const inDialog = (history: PolicyHistory, selector: string): HTMLElement => {
    const found = dialogOf(history).renderRoot.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`there is no ${selector} in the dialog`);
    return found;
  };
  const submit = async (history: PolicyHistory): Promise<void> => {
    inDialog(history, '[type=submit]').click();
    await settled(history);
  };
  const open = async (history: PolicyHistory, version: number): Promise<void> => {
    void history.requestRestore(version);
    await expect
      .poll(() => all(history, 'policy-restore-dialog')[0]?.shadowRoot?.querySelector('dialog')?.open)
      .toBe(true);
    await settled(history);
  };

  it('asks, saves a new version, goes to it, and takes it back', async () => {
    const trail = await aTrail([1500, 5000, 2000]);
    const history = await mountHistory({ source: historySource(trail, 'run'), schema, clock: clockAfter(3) });
    const said = announcements(history);
    one(history, '[data-version="2"] [data-control=title]').focus();
    await open(history, 2);
    expect(focusPath()).toBe('policy-restore-dialog > h2 title');
    expect(textOf(inDialog(history, 'h2'))).toBe('Restore version 2?');
    expect(textOf(inDialog(history, '.muted'))).toBe(
      'This saves a new version 4 with the values of version 2. No version is deleted.',
    );
    const diff = inDialog(history, 'policy-diff') as HTMLElementTagNameMap['policy-diff'];
    expect([diff.from?.version, diff.to?.version]).toEqual([3, 2]);
    expect((inDialog(history, 'textarea') as HTMLTextAreaElement).value).toBe('Restored from version 2');
    inDialog(history, 'textarea').focus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => shownVersions(history)).toEqual([4, 3, 2, 1]);
    await expect.poll(focusPath).toBe('button v4 title');
    expect(textOf(one(history, '.banner.restored'))).toBe('Version 2 restored as version 4 Undo Dismiss');
    await expect.poll(() => said.join()).toContain('Version 2 restored as version 4');
    expect(textOf(one(history, '[data-version="4"] .badges'))).toBe('Restored from 2');
    one(history, '[data-undo]').focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => shownVersions(history)).toEqual([5, 4, 3, 2, 1]);
    await expect.poll(focusPath).toBe('button v5 title');
    expect((await trail.version('run', 5))?.policy).toEqual(policyOf(2000));
    expect(textOf(one(history, '.banner.restored'))).toBe('Undone: version 3 is back, as version 5 Dismiss');
    one(history, '[data-dismiss]').focus();
    await userEvent.keyboard('{Enter}');
    await settled(history);
    expect(all(history, '.banner.restored').length).toBe(0);
    expect(focusPath()).toBe('button v5 title');
  });

  it('compares anew and asks again where another version was saved meanwhile', async () => {
    const trail = await aTrail([1500, 5000, 2000]);
    const history = await mountHistory({ source: historySource(trail, 'run'), schema, clock: clockAfter(3) });
    const failures: unknown[] = [];
    history.addEventListener('policy-restore-failed', (event) => void failures.push(event.detail.version));
    await open(history, 2);
    await trail.save('run', policyOf(9000), { by: 'bo' });
    (inDialog(history, 'textarea') as HTMLTextAreaElement).value = 'As agreed';
    inDialog(history, 'textarea').dispatchEvent(new Event('input'));
    await submit(history);
    expect(textOf(inDialog(history, '[role=alert]'))).toBe(
      'Version 4 was saved in the meantime. The changes below are now against it. Restore all the same?',
    );
    expect(failures).toEqual([2]);
    const diff = inDialog(history, 'policy-diff') as HTMLElementTagNameMap['policy-diff'];
    expect([diff.from?.version, diff.to?.version]).toEqual([4, 2]);
    await submit(history);
    await expect.poll(() => shownVersions(history)).toEqual([5, 4, 3, 2, 1]);
    expect((await trail.version('run', 5))?.changeNotes).toBe('As agreed');
  });

  it('keeps the dialog and the note where it fails, and closes by Escape', async () => {
    const real = historySource(await aTrail([1500, 5000, 2000]), 'run');
    const error = new PolicytrailError('storage_full', 'the disk is full', { operation: 'save' });
    const source = { ...real, restore: () => Promise.reject(error) };
    const history = await mountHistory({ source, schema, clock: clockAfter(3) });
    one(history, '[data-version="2"] [data-control=menu]').click();
    await settled(history);
    one(history, '[data-action=restore]').click();
    await expect
      .poll(() => all(history, 'policy-restore-dialog')[0]?.shadowRoot?.querySelector('dialog')?.open)
      .toBe(true);
    await submit(history);
    expect(textOf(inDialog(history, '[role=alert]'))).toContain('The version could not be restored.');
    expect((inDialog(history, 'textarea') as HTMLTextAreaElement).value).toBe('Restored from version 2');
    await userEvent.keyboard('{Escape}');
    await settled(history);
    expect(focusPath()).toBe('button v2 menu');
  });

  it('blocks on errors, and needs a word where there are warnings', async () => {
    const real = historySource(await aTrail([1500, 5000, 2000]), 'run');
    let issues: readonly { path: string; message: string; severity?: 'warning' }[] = [
      { path: '/budgetTokens', message: 'at most 4,000' },
    ];
    const history = await mountHistory({
      source: { ...real, validate: async () => issues },
      schema,
      clock: clockAfter(3),
    });
    await open(history, 2);
    expect(textOf(inDialog(history, '.issues'))).toBe(
      'These values can no longer be saved: Token budget: at most 4,000',
    );
    expect(inDialog(history, '[type=submit]').getAttribute('aria-disabled')).toBe('true');
    await submit(history);
    expect(shownVersions(history)).toEqual([3, 2, 1]);
    await userEvent.keyboard('{Escape}');
    issues = [{ path: '/budgetTokens', message: 'unusually high', severity: 'warning' }];
    await settled(history);
    await open(history, 2);
    expect(textOf(inDialog(history, '[type=submit]'))).toBe('Restore anyway');
    await submit(history);
    await expect.poll(() => shownVersions(history)).toEqual([4, 3, 2, 1]);
  });

  it('asks for the number where it is to', async () => {
    const source = historySource(await aTrail([1500, 5000, 2000]), 'run');
    const history = await mountHistory({ source, schema, restoreConfirmation: 'type-version', clock: clockAfter(3) });
    await open(history, 2);
    await submit(history);
    expect(textOf(inDialog(history, '#typed-error'))).toBe('This does not match. Type 2 to confirm.');
    expect(focusPath()).toBe('policy-restore-dialog > input input');
    await userEvent.keyboard('2');
    await submit(history);
    await expect.poll(() => shownVersions(history)).toEqual([4, 3, 2, 1]);
  });

  it('is refused with a reason', async () => {
    const alike = versions(4).map((row) => (row.version === 2 ? { ...row, contentHash: 'content 4' } : row));
    const waiting = alike.map((row) => (row.version === 1 ? { ...row, sync: 'waiting' as const } : row));
    const history = await mountHistory({ versions: waiting, schema, clock: clockAfter(4) });
    const reasons: string[] = [];
    for (const version of [4, 2, 1]) {
      one(history, `[data-version="${version}"] [data-control=menu]`).click();
      await settled(history);
      reasons.push(textOf(one(history, '[data-action=restore][aria-disabled=true] .refusal')));
    }
    history.permissions = { restore: 'Only the owner restores.' };
    await settled(history);
    reasons.push(textOf(one(history, '[data-action=restore] .refusal')));
    expect(reasons).toEqual([
      'This is the current version.',
      'It has the same values as the current version.',
      'It has yet to be synced.',
      'Only the owner restores.',
    ]);
    await history.requestRestore(3);
    expect(all(history, 'policy-restore-dialog').length).toBe(0);
  });

  it('is done by the page where it has no source, and says so where nobody does it', async () => {
    const history = await mountHistory(three);
    await open(history, 1);
    await submit(history);
    expect(textOf(inDialog(history, '[role=alert]'))).toBe('This page cannot do that');
    history.addEventListener('policy-restore', (event) => {
      event.detail.waitUntil(
        Promise.resolve().then(() => {
          history.versions = versions(4);
          return 4;
        }),
      );
    });
    await submit(history);
    await expect.poll(() => shownVersions(history)).toEqual([4, 3, 2, 1]);
    await expect.poll(focusPath).toBe('button v4 title');
  });
});
