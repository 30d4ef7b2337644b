import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium } from '../../../../tools/repo/chromium.mjs';
import { serveGallery } from '../gallery/serve.mjs';

/** The gallery in a Chromium, for the tests of one file. */
export interface GalleryPages {
  /** Uses a page of the gallery, its samples put there, in a context of its own: emulated media would stay in a shared one. */
  visit<Result>(query: string, options: BrowserContextOptions, use: (page: Page) => Promise<Result>): Promise<Result>;
}

/** Starts the gallery and the browser before the tests of a file, and ends them after. */
export function galleryPages(): GalleryPages {
  let browser: Browser;
  let gallery: Awaited<ReturnType<typeof serveGallery>>;
  beforeAll(async () => {
    [browser, gallery] = await Promise.all([launchChromium(), serveGallery()]);
  });
  afterAll(async () => {
    await browser.close();
    await gallery.close();
  });
  return {
    async visit(query, options, use) {
      const context = await browser.newContext(options);
      try {
        const page = await context.newPage();
        await page.goto(`${gallery.url}${query}`);
        // A function to wait for would be evaluated as text, which the page's own policy forbids.
        await page.locator('html[data-ready="true"]').waitFor();
        return await use(page);
      } finally {
        await context.close();
      }
    },
  };
}

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[] }[];
}

/** What axe finds in the elements of a tag: the rule, and where. */
export async function axeFindings(page: Page, tag: string): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const violations = (await page.evaluate(
    `axe.run("${tag}", { resultTypes: ["violations"] }).then(({ violations }) => violations)`,
  )) as readonly Finding[];
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${JSON.stringify(target)}`));
}

export const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>;

/** Every look, width and direction of writing that a page is looked at in. */
export const sights = (Object.keys(looks) as readonly (keyof typeof looks)[]).flatMap((look) =>
  [320, 640, 1200].flatMap((width) => ['en', 'ar'].map((lang) => [look, width, lang] as const)),
);
