import type { BrowserContextOptions, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { historySamples } from '../gallery/history-samples.js';
import { axeFindings, galleryPages, looks, sights } from './gallery-page.js';

const pages = galleryPages();
const states = Object.keys(historySamples);

const findingsOf = (page: Page): Promise<readonly string[]> => axeFindings(page, 'policy-history');

/** Histories in the gallery, what they show read. */
function withHistories<Result>(
  names: readonly string[],
  lang: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<Result>,
): Promise<Result> {
  const query = `?set=history&lang=${lang}&only=${names.join()}`;
  return pages.visit(query, { reducedMotion: 'reduce', ...options }, async (page) => {
    if (names.includes('history-loading')) await page.locator('#history-loading .skeleton').first().waitFor();
    if (names.includes('history-full')) await page.locator('#history-full .full').waitFor();
    return use(page);
  });
}

describe('axe finds nothing in any state of a history', () => {
  it.each(sights)('in %s, %d px wide, in %s', async (look, width, lang) => {
    const options = { ...looks[look], viewport: { width, height: 900 } };
    expect(await withHistories(states, lang, options, findingsOf)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('with a menu, the toolbar or a choice of versions open, in %s', async (look) => {
    const findings = await withHistories(['history'], 'en', looks[look], async (page) => {
      const found: string[] = [];
      for (const selector of [
        '[data-panel=dates]',
        '[data-panel=goto]',
        '[data-version="3"] [data-control=menu]',
        '[data-action=compareOther]',
      ]) {
        await page.locator(selector).click();
        found.push(...(await findingsOf(page)));
      }
      return found;
    });
    expect(findings).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('in the restore dialog, in %s', async (look) => {
    const findings = await withHistories(['history'], 'en', looks[look], async (page) => {
      await page.locator('[data-version="2"] [data-control=menu]').click();
      await page.locator('[data-action=restore]').click();
      await page.locator('policy-restore-dialog [part~=row]').first().waitFor();
      return findingsOf(page);
    });
    expect(findings).toEqual([]);
  });
});

describe('a history on a page', () => {
  it('keeps to a strict content security policy, its dialog too', async () => {
    const violations = await withHistories(states, 'en', {}, async (page) => {
      await page.locator('#history [data-version="2"] [data-control=menu]').click();
      await page.locator('#history [data-action=restore]').click();
      await page.locator('policy-restore-dialog [part~=row]').first().waitFor();
      return page.evaluate('window.violations');
    });
    expect(violations).toEqual([]);
  });

  it.each([320, 700, 1200])('never scrolls sideways, %d px wide', async (width) => {
    const overflow = await withHistories(states, 'en', { viewport: { width, height: 900 } }, (page) =>
      page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    );
    expect(overflow).toBe(0);
  });

  it('has targets of 44 px where it is narrow, of 24 px elsewhere', async () => {
    const smallest = (width: number): Promise<unknown> =>
      withHistories(['history', 'history-version'], 'en', { viewport: { width, height: 900 } }, (page) =>
        page.evaluate(`Math.min(...[...document.querySelectorAll('policy-history')].flatMap(({ shadowRoot }) =>
          [...shadowRoot.querySelectorAll('button, a, select')].map((target) => target.getBoundingClientRect().height)))`),
      );
    expect(await smallest(320)).toBeGreaterThanOrEqual(44);
    expect(await smallest(1200)).toBeGreaterThanOrEqual(24);
  });
});
