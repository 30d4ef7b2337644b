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

/** Every sample of an element, in a context of its own: emulated media would stay in a shared one. */
async function withSamples<Result>(
  query: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(`${gallery.url}${query}`);
    await page.locator('html[data-ready="true"]').waitFor();
    return await use(page);
  } finally {
    await context.close();
  }
}

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}

async function axeFindings(page: Page, tag: string): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const violations = (await page.evaluate(
    `axe.run("${tag}", { resultTypes: ["violations"] }).then(({ violations }) => violations)`,
  )) as readonly Finding[];
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${JSON.stringify(target)}`));
}

const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
} satisfies Readonly<Record<string, BrowserContextOptions>>;

describe.each(['settings', 'decision'])('every state of policy-%s', (set) => {
  const cases = Object.keys(looks).flatMap((look) =>
    [320, 640, 1200].flatMap((width) => ['en', 'ar'].map((lang) => [look as keyof typeof looks, width, lang] as const)),
  );

  it.each(cases)('passes axe and fits in %s, %d px wide, in %s', async (look, width, lang) => {
    const options = { ...looks[look], viewport: { width, height: 900 } };
    const { findings, violations, overflow } = await withSamples(`?set=${set}&lang=${lang}`, options, async (page) => ({
      findings: await axeFindings(page, `policy-${set}`),
      violations: await page.evaluate('window.violations'),
      overflow: await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    }));
    expect(findings).toEqual([]);
    expect(violations).toEqual([]);
    expect(overflow).toBe(0);
  });

  it('prints without buttons', async () => {
    const visible = await withSamples(`?set=${set}`, {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      return page.locator(`policy-${set} button:visible`).count();
    });
    expect(visible).toBe(0);
  });
});
