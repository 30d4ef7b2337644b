import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveGallery } from '../gallery/serve.mjs';
import { launchChromium } from './chromium.js';

let browser: Browser;
let gallery: Awaited<ReturnType<typeof serveGallery>>;

beforeAll(async () => {
  [browser, gallery] = await Promise.all([launchChromium(), serveGallery()]);
});

afterAll(async () => {
  await browser.close();
  await gallery.close();
});

/** The gallery, all of its comparisons done, in a context of its own: emulated media would stay in a shared one. */
async function withGallery<Result>(
  query: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(`${gallery.url}${query}`);
    await page.waitForFunction('document.querySelectorAll("policy-diff").length > 0');
    await page.evaluate(
      'Promise.all([...document.querySelectorAll("policy-diff")].map((diff) => diff.updateComplete))',
    );
    return await use(page);
  } finally {
    await context.close();
  }
}

describe('a page under a strict content security policy', () => {
  it('has every state of a comparison without a violation', async () => {
    const { violations, rows } = await withGallery('', {}, async (page) => {
      for (const toggle of await page.locator('policy-diff .footer button').all()) await toggle.click();
      await page.locator('#text .lines').waitFor();
      await page.locator('#pricing ins').first().waitFor();
      return {
        violations: await page.evaluate('window.violations'),
        rows: await page.locator('#budget tr[part~=row]').count(),
      };
    });
    expect(rows).toBe(4);
    expect(violations).toEqual([]);
  });

  it('collects violations where there are some', async () => {
    const violations = await withGallery('?only=budget', {}, async (page) => {
      await page.evaluate('document.body.setAttribute("style", "color: red")');
      await page.waitForFunction('window.violations.length > 0');
      return page.evaluate('window.violations');
    });
    expect(violations).toHaveLength(1);
  });
});

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}

async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const violations = (await page.evaluate(
    'axe.run("policy-diff", { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  )) as readonly Finding[];
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${JSON.stringify(target)}`));
}

const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
} satisfies Readonly<Record<string, BrowserContextOptions>>;

describe('axe finds nothing in any state', () => {
  const cases = Object.keys(looks).flatMap((look) =>
    [320, 640, 1200].flatMap((width) => ['en', 'ar'].map((lang) => [look as keyof typeof looks, width, lang] as const)),
  );

  it.each(cases)('in %s, %d px wide, in %s', async (look, width, lang) => {
    const options = { ...looks[look], viewport: { width, height: 900 } };
    const findings = await withGallery(`?lang=${lang}`, options, async (page) => {
      await page.locator('#pricing ins').first().waitFor();
      return axeFindings(page);
    });
    expect(findings).toEqual([]);
  });
});

describe('axe', () => {
  it('sees into the elements: a colour that is too pale is found', async () => {
    const findings = await withGallery('?only=budget', looks.light, async (page) => {
      await page.evaluate('document.querySelector("#budget").style.setProperty("--policy-muted", "#bbb")');
      return axeFindings(page);
    });
    expect(findings.join()).toContain('color-contrast');
  });
});

describe('in print', () => {
  it('all is shown, without buttons', async () => {
    const printed = await withGallery('?only=many', {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      return {
        rows: await page.locator('#many tr[part~=row]').count(),
        buttons: await page.locator('policy-diff button:visible').count(),
        groups: await page.locator('#many tr.group').allInnerTexts(),
      };
    });
    expect(printed).toEqual({ rows: 2998, buttons: 0, groups: ['Limits', 'Quotas'] });
  });
});
