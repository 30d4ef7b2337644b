import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { historySource } from '../../src/source.js';
import { aTrail, aVersion, clockAfter, policyOf, schema, versions } from '../history/samples.js';
import { all, announcements, focusPath, mountHistory, one, settled, shownVersions, textOf } from './mount-history.js';

const three = { versions: versions(3), schema, clock: clockAfter(3) };

afterEach(() => document.body.replaceChildren());

describe('<policy-history>', () => {
  it('lists the versions of a trail by day: who changed what, when and why', async () => {
    const source = historySource(await aTrail([1500, 5000, 2000]), 'run');
    const history = await mountHistory({ source, schema, clock: clockAfter(3) });
    expect(textOf(one(history, '[part=count]'))).toBe('3 versions');
    expect(all(history, '[part=day]').map(textOf)).toEqual(['Wednesday, October 1, 2025']);
    expect(shownVersions(history)).toEqual([3, 2, 1]);
    const row = one(history, '[data-version="3"]');
    expect(row.getAttribute('aria-current')).toBe('true');
    expect(textOf(row)).toBe(
      'Version 3 Current 11:00 AM 10 minutes ago ADAna Diaz To 2000 Token budget \u20685,000 tokens\u2069 → \u20682,000 tokens\u2069 Compare',
    );
    expect(textOf(one(history, '[data-version="1"] [part=change-line]'))).toContain('First version');
    await expect.poll(() => textOf(one(history, '[data-version="1"] [part=change-line]'))).toContain('1,500 tokens');
  });

  it('offers no comparison with the one before where there is none', async () => {
    const history = await mountHistory(three);
    expect(all(history, '[data-control=compare]').map((button) => button.ariaLabel)).toEqual([
      'Compare version 3 with the one before',
      'Compare version 2 with the one before',
    ]);
  });

  it('reads the list around a chosen version that is far down, and marks it', async () => {
    const source = historySource(await aTrail(Array.from({ length: 130 }, (_, index) => index)), 'run');
    const history = await mountHistory({ source, schema, selected: 40, clock: clockAfter(130) });
    await expect.poll(() => shownVersions(history)[0]).toBe(45);
    expect(all(history, '.selected').map((row) => row.dataset['version'])).toEqual(['40']);
    expect(textOf(one(history, '[part=count]'))).toBe('130 versions');
    history.selected = 120;
    await expect.poll(() => all(history, '.selected').map((row) => row.dataset['version'])).toEqual(['120']);
  });

  it('stays at the newest versions where the chosen one is none', async () => {
    const source = historySource(await aTrail(Array.from({ length: 60 }, (_, index) => index)), 'run');
    const history = await mountHistory({ source, schema, selected: 900, clock: clockAfter(60) });
    await expect.poll(() => textOf(one(history, '.detail'))).toContain('Version 900 was not found');
    expect(shownVersions(history)[0]).toBe(60);
  });

  it('shows what the newest version changed beside the list where there is room', async () => {
    const history = await mountHistory(three);
    await expect.poll(() => all(history, '.detail policy-diff').length).toBe(1);
    expect(textOf(one(history, '.detail-title'))).toBe('Changes in version 3');
    const diff = one(history, 'policy-diff') as HTMLElementTagNameMap['policy-diff'];
    await diff.updateComplete;
    expect(textOf(diff.renderRoot.querySelector('tbody') ?? undefined)).toContain('2,000 tokens');
    expect(diff.getAttribute('exportparts')).toContain('row:diff-row');
  });

  it('asks the page for what it was not given', async () => {
    const asked: unknown[] = [];
    const names = ['policy-load-more', 'policy-version-request'] as const;
    const listen = (event: Event): void => void asked.push([event.type, (event as CustomEvent<unknown>).detail]);
    for (const name of names) document.addEventListener(name, listen);
    const bare = (count: number) =>
      versions(60)
        .slice(0, count)
        .map(({ policy: _, ...version }) => version);
    const history = await mountHistory({ versions: bare(50), total: 60, schema, clock: clockAfter(60) });
    one(history, '[data-page=older]').click();
    await settled(history);
    expect(asked).toEqual([
      ['policy-version-request', { version: 60 }],
      ['policy-version-request', { version: 59 }],
      ['policy-load-more', { before: 11, limit: 50 }],
    ]);
    history.versions = bare(60);
    await settled(history);
    expect(shownVersions(history)).toHaveLength(60);
    for (const name of names) document.removeEventListener(name, listen);
  });

  it('has every string as text', async () => {
    const html = '<img src=x onerror="globalThis.wasRun = true">';
    const policy = { [html]: html, budgetTokens: 1 };
    const change = { kind: 'added', path: `/${html}`, field: `/${html}`, after: html } as const;
    const more = {
      ...{ changeNotes: html, label: html, title: html, createdBy: { id: 'x', name: html }, policy },
      changes: { total: 1, fields: [`/${html}`], first: [change] },
    };
    const history = await mountHistory({ versions: [aVersion(2, more), aVersion(1)], clock: clockAfter(2) });
    await settled(history);
    expect(all(history, 'img').length).toBe(0);
    expect(textOf(one(history, '[data-version="2"] [part=notes]'))).toBe(html);
    expect('wasRun' in globalThis).toBe(false);
  });

  it('makes titles links where versions have addresses, and leaves modified clicks to the browser', async () => {
    const history = await mountHistory({ ...three, hrefFor: (version) => `#v${version}` });
    const chosen: unknown[] = [];
    history.addEventListener('policy-navigate', (event) => void chosen.push(event.detail));
    const link = one(history, '[data-version="2"] a');
    link.click();
    // It must not reach the browser, which would open these tests in another tab.
    let wasLeft: boolean | undefined;
    history.renderRoot.addEventListener('click', (event) => {
      wasLeft = !event.defaultPrevented;
      event.preventDefault();
    });
    link.dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true, cancelable: true }));
    expect(wasLeft).toBe(true);
    expect(chosen).toEqual([{ version: 2, href: '#v2' }]);
    expect(history.selected).toBe(2);
  });

  it('leaves a version to the page that cancels its navigation', async () => {
    const history = await mountHistory(three);
    history.addEventListener('policy-navigate', (event) => event.preventDefault());
    one(history, '[data-version="2"] [data-control=title]').click();
    expect(history.selected).toBe(undefined);
  });
});

describe('new versions', () => {
  it('never move what is read: they wait until they are asked for', async () => {
    const trail = await aTrail([1500, 5000, 2000]);
    const history = await mountHistory({ source: historySource(trail, 'run'), schema, clock: clockAfter(3) });
    const said = announcements(history);
    await trail.save('run', policyOf(7000), { by: 'bo' });
    await expect.poll(() => all(history, '.banner.new').map(textOf)).toEqual(['1 new version Show']);
    expect(shownVersions(history)).toEqual([3, 2, 1]);
    await expect.poll(() => said.filter((text) => text.includes('1 new version'))).toHaveLength(1);
    one(history, '[data-pending]').click();
    await settled(history);
    expect(shownVersions(history)).toEqual([4, 3, 2, 1]);
    expect(focusPath()).toBe('button v4 title');
    expect(textOf(one(history, '[part~=item-current] [part=badge]'))).toBe('Current');
    expect(one(history, '[part~=item-current]').dataset['version']).toBe('4');
  });

  it('wait in a page without a source too', async () => {
    const history = await mountHistory(three);
    history.versions = versions(4);
    await settled(history);
    expect(shownVersions(history)).toEqual([3, 2, 1]);
    expect(all(history, '.banner.new').map(textOf)).toEqual(['1 new version Show']);
  });
});

describe('older versions', () => {
  const many = { versions: versions(160), schema, clock: clockAfter(160) };

  it('come a page at a time, with the focus on the first of them', async () => {
    const history = await mountHistory(many);
    const said = announcements(history);
    expect(shownVersions(history)).toHaveLength(50);
    one(history, '[data-page=older]').focus();
    await userEvent.keyboard('{Enter}');
    await settled(history);
    expect(shownVersions(history)).toHaveLength(100);
    expect(focusPath()).toBe('button v110 title');
    await expect.poll(() => said.join()).toContain('50 older versions loaded, 100 of 160 shown');
  });

  it('make room for one another at the cap, and newer ones come back', async () => {
    const history = await mountHistory({ ...many, maxMounted: 100 });
    for (let page = 0; page < 3; page++) {
      one(history, '[data-page=older]').click();
      await settled(history);
    }
    expect([shownVersions(history)[0], shownVersions(history).at(-1), shownVersions(history).length]).toEqual([
      100, 1, 100,
    ]);
    expect(all(history, '[data-page=older]').length).toBe(0);
    // What was shown beside the list stays, though its row made room.
    expect(textOf(one(history, '.detail-title'))).toContain('version 160');
    one(history, '[data-page=newer]').click();
    await settled(history);
    expect([shownVersions(history)[0], shownVersions(history).length]).toEqual([150, 100]);
    expect(focusPath()).toBe('button v101 title');
  });

  it('are jumped to by number or date', async () => {
    const history = await mountHistory(many);
    one(history, '[data-panel=goto]').click();
    await settled(history);
    const go = async (type: string, value: string): Promise<void> => {
      const input = one(history, `.go input[type=${type}]`) as HTMLInputElement;
      input.value = value;
      input.form?.requestSubmit();
      await settled(history);
    };
    await go('number', '900');
    expect(textOf(all(history, '.panel [role=alert]')[0])).toBe('Version 900 was not found.');
    expect(textOf(one(history, '.detail-title'))).toContain('version 160');
    await go('number', '20');
    expect(focusPath()).toBe('button v20 title');
    expect(textOf(one(history, '.detail-title'))).toContain('version 20');
    one(history, '[data-panel=goto]').click();
    await settled(history);
    await go('date', '2025-10-01');
    expect(focusPath()).toBe('button v15 title');
  });
});

describe('filters', () => {
  it('narrow the list, say how much is left, and are cleared at once', async () => {
    const history = await mountHistory(three);
    const said = announcements(history);
    const filters: unknown[] = [];
    history.addEventListener('policy-filter-change', (event) => void filters.push(event.detail.filter));
    const [author] = all(history, 'select') as readonly HTMLSelectElement[];
    author!.value = 'ana';
    author!.dispatchEvent(new Event('change'));
    await settled(history);
    expect(shownVersions(history)).toEqual([3, 1]);
    expect(textOf(one(history, '[part=count]'))).toBe('2 of 3 versions');
    await expect.poll(() => said.join()).toContain('2 of 3 versions');
    await userEvent.fill(one(history, '.search'), 'nothing like it');
    await expect.poll(() => textOf(all(history, '.list .state')[0])).toBe('No versions match. Clear filters');
    await expect.poll(() => said.join()).toContain('0 of 3 versions');
    one(history, '.list .state button').click();
    await settled(history);
    expect(shownVersions(history)).toEqual([3, 2, 1]);
    expect(focusPath()).toBe('input input');
    expect(filters).toEqual([{ author: 'ana' }, { text: 'nothing like it', author: 'ana' }, {}]);
  });
});
