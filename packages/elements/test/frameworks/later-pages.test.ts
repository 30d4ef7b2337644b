import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../../../tools/repo/chromium.mjs';
import { bundleSplit, pageOf, type Site, visit } from './site.js';

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

/** Saves two versions of a policy with a secret and a long text, then shows them. */
const fill = `
  import { createPolicyTrail, memoryStore } from '@policytrail/core';
  import { historySource, settingsSource } from '@policytrail/elements';
  const trail = createPolicyTrail({ store: memoryStore() });
  const text = 'Spend what you must. '.repeat(10);
  await trail.save('project-123', { budget: 5000, key: 'hush', text });
  await trail.save('project-123', { budget: 2000, key: 'hush, too', text: text + 'Ask first.' });
  const schema = { properties: {
    budget: { type: 'integer', title: 'Token budget', 'x-policytrail': { unit: 'tokens' } },
    key: { type: 'string', 'x-policytrail': { display: 'secret' } },
    limits: { type: 'object', title: 'Limits' },
    text: { type: 'string', 'x-policytrail': { display: 'longText' } },
  } };
  const source = { history: historySource, settings: settingsSource };
  for (const [name, sourceOf] of Object.entries(source)) {
    const element = document.querySelector('policy-' + name);
    if (element !== null) Object.assign(element, { schema, source: sourceOf(trail, 'project-123') });
  }`;

interface Circumstances {
  readonly held?: Site['held'];
  /** What the application does beside. */
  readonly more?: string;
  /** Which builds of packages it takes. */
  readonly conditions?: string[];
}

/** Visits a page of an application, split as bundlers do. */
async function visitApplication(
  module: string,
  body: string,
  use: (page: Page, loaded: () => Promise<readonly string[]>) => Promise<void>,
  { held, more = '', conditions = [] }: Circumstances = {},
): Promise<void> {
  const split = await bundleSplit(`import '@policytrail/elements/${module}.js';${fill}${more}`, conditions);
  await visit(
    browser,
    { files: { '/': pageOf(body, ['/application.js']), ...split }, ...(held === undefined ? {} : { held }) },
    async ({ page, errors, warnings }) => {
      await use(page, async () => {
        const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
        return names.map((name) => name.replace(/.*\/([\w-]+?)(-[A-Z0-9]{8})?\.js$/, '$1'));
      });
      expect(errors).toEqual([]);
      expect(warnings.filter((text) => text.includes('policytrail'))).toEqual([]);
    },
  );
}

/** What a file waits for before it is served. */
function aHold(): { readonly until: Promise<void>; serve(): void } {
  let serve = (): void => {};
  const until = new Promise<void>((resolve) => {
    serve = resolve;
  });
  return { until, serve };
}

/** Restores version 1 by its menu and the dialog. */
async function restoreFirst(page: Page): Promise<void> {
  await page.locator('[data-version="1"] [data-control=menu]').click();
  await page.locator('[role=menuitem]', { hasText: 'Restore' }).click();
  await page
    .locator('dialog')
    .getByRole('button', { name: /^Restore/ })
    .click();
  await page.locator('.banner', { hasText: 'Version 1 restored as version 3' }).waitFor();
}

describe('an application that is bundled and split', () => {
  it('loads a history, and what it shows of a version, in files of their own', async () => {
    await visitApplication('define/policy-history', '<policy-history></policy-history>', async (page, loaded) => {
      await page.locator('policy-diff ins', { hasText: '2,000' }).waitFor();
      await page.locator('policy-diff ins', { hasText: 'Ask first.' }).waitFor();
      await page.locator('policy-diff tr', { hasText: 'Token budget' }).waitFor();
      expect(await page.getByText('hush').count()).toBe(0);
      expect(await loaded()).toEqual(
        expect.arrayContaining(['application', 'history-body', 'parts', 'diff-body', 'descriptions', 'text-diff']),
      );
      await page.locator('policy-diff').evaluate((diff) => Object.assign(diff, { mode: 'text' }));
      await page.locator('policy-diff li.added', { hasText: '2000' }).waitFor();
      const look = await page.locator('policy-diff ol.lines').evaluate((lines) => getComputedStyle(lines).whiteSpace);
      expect(look).toBe('pre-wrap');
      await restoreFirst(page);
    });
  });

  it('answers a key that is pressed before what answers it is there', async () => {
    const { until, serve } = aHold();
    const focused = (page: Page) =>
      page.evaluate(() => document.querySelector('policy-history')?.shadowRoot?.activeElement?.textContent);
    await visitApplication(
      'define/policy-history',
      '<policy-history></policy-history>',
      async (page) => {
        await page.locator('[data-version="2"] [data-control=title]').press('ArrowDown');
        expect(await focused(page)).toContain('Version 2');
        serve();
        await expect.poll(() => focused(page)).toContain('Version 1');
      },
      { held: { path: '/parts', until } },
    );
  });

  it('lets a key that asks for a change pass, where the comparison is not there yet', async () => {
    const { until, serve } = aHold();
    await visitApplication(
      'define/policy-history',
      '<policy-history></policy-history><input>',
      async (page) => {
        await page.locator('.detail-title').waitFor();
        await page.locator('[data-version="2"] [data-control=title]').press('F7');
        await page.locator('input').last().pressSequentially('ab');
        serve();
        await page.locator('policy-diff ins').first().waitFor();
        await page.keyboard.type('cd');
        expect(await page.locator('input').last().inputValue()).toBe('abcd');
        await page.locator('[data-version="2"] [data-control=title]').press('F7');
        await expect.poll(() => page.locator('policy-diff [data-row]:focus').count()).toBe(1);
      },
      { held: { path: '/diff-body', until } },
    );
  });

  it('works with the build of Lit that tools for development take', async () => {
    const body = '<policy-history></policy-history><policy-settings></policy-settings>';
    const use = async (page: Page): Promise<void> => {
      await page.locator('policy-history policy-diff ins', { hasText: '2,000' }).waitFor();
      await page.getByLabel('Token budget').fill('3000');
      await page.locator('[part=review-button]').click();
      await page.locator('policy-settings policy-diff ins', { hasText: '3,000' }).waitFor();
    };
    await visitApplication('define', body, use, { conditions: ['development'] });
  });

  it('sends events of the classes that a page can import', async () => {
    const more = `
      import { DirtyChangeEvent, FilterChangeEvent, NavigateEvent, RestoredEvent, RestoreEvent } from '@policytrail/elements';
      window.told = [];
      const classes = { 'policy-navigate': NavigateEvent, 'policy-filter-change': FilterChangeEvent,
        'policy-restore': RestoreEvent, 'policy-restored': RestoredEvent, 'policy-dirty-change': DirtyChangeEvent };
      for (const [name, type] of Object.entries(classes))
        addEventListener(name, (event) => window.told.push(name + ' ' + (event instanceof type)));`;
    const body = '<policy-history></policy-history><policy-settings></policy-settings>';
    const use = async (page: Page): Promise<void> => {
      await page.getByLabel('Token budget').fill('3000');
      await page.locator('[data-version="1"] [data-control=title]').click();
      await restoreFirst(page);
      await page.locator('input[type=search]').fill('Ask');
      await expect.poll(() => page.evaluate('window.told')).toContain('policy-filter-change true');
      expect(new Set((await page.evaluate('window.told')) as readonly string[])).toEqual(
        new Set(
          ['navigate', 'filter-change', 'restore', 'restored', 'dirty-change'].map((name) => `policy-${name} true`),
        ),
      );
    };
    await visitApplication('define', body, use, { more });
  });

  it('compares in settings', async () => {
    await visitApplication('define/policy-settings', '<policy-settings></policy-settings>', async (page, loaded) => {
      await page.getByLabel('Token budget').fill('3000');
      await page.locator('[part=review-button]').click();
      await page.locator('policy-diff ins', { hasText: '3,000' }).waitFor();
      await page.getByLabel('Limits').fill('{"a": 1, "a": 2}');
      await page.locator('[part=save-button]').click();
      await page.locator('[part=error]', { hasText: 'not valid JSON' }).waitFor();
      await page.getByLabel('Limits').fill('{"a": 12345}');
      await page.locator('policy-diff ins', { hasText: '12,345' }).waitFor();
      expect(await loaded()).toEqual(expect.arrayContaining(['settings-body', 'diff-body', 'exact-json']));
    });
  });

  it('loads nothing of an element that is on no page, and what several show once', async () => {
    const body = '<policy-history></policy-history><policy-settings></policy-settings>';
    await visitApplication('define', body, async (page, loaded) => {
      await page.locator('policy-history policy-diff ins', { hasText: '2,000' }).waitFor();
      await page.getByLabel('Token budget').fill('3000');
      await page.locator('[part=review-button]').click();
      await page.locator('policy-settings policy-diff ins', { hasText: '3,000' }).waitFor();
      expect((await loaded()).filter((name) => name.endsWith('-body')).toSorted()).toEqual([
        'diff-body',
        'history-body',
        'settings-body',
      ]);
    });
  });
});
