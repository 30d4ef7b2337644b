import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Locator, Page } from 'playwright';
import { preview } from 'vite';
import { expect } from 'vitest';
import { launchChromium } from '../../../../tools/repo/chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The built demo on a free port, and a browser to use it with. */
export interface Demo {
  readonly url: string;
  /** Somebody's browser profile, empty at first; what the page complains of is collected. */
  visit(): Promise<Visit>;
  close(): Promise<void>;
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors of the page, what its console reported as error, and what its Content Security Policy refused. */
  readonly complaints: readonly string[];
  /** Goes to a route, such as `/policies/pricing`, and waits for its page. */
  goTo(route: string): Promise<void>;
}

/** A visit of somebody who has never been there; what the page complains of fails the story. */
export async function story({ visit }: Demo, tell: (visit: Visit) => Promise<void>): Promise<void> {
  const visitor = await visit();
  try {
    await tell(visitor);
    expect(visitor.complaints).toEqual([]);
  } finally {
    await visitor.context.close();
  }
}

/** Waits until it can be read somewhere inside, shadow roots included. */
export const sees = (within: Page | Locator, text: string | RegExp): Promise<void> =>
  within.getByText(text).first().waitFor();

/** Serves `dist/`, which `npm test` has built. */
export async function openDemo(): Promise<Demo> {
  const server = await preview({ root, preview: { port: 0, strictPort: false, host: '127.0.0.1' }, logLevel: 'error' });
  const url = server.resolvedUrls?.local[0] ?? '';
  const browser = await launchChromium();
  return {
    url,
    visit: () => visitAt(browser, url),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Somebody's browser profile, empty at first, for the demo at an address. */
export async function visitAt(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`refused by ${violatedDirective}: ${blockedURI}`);
    });
  });
  const goTo = async (route: string): Promise<void> => {
    await page.goto(`${url}#${route}`);
    await page.locator('main').getByText('Opening the trail').waitFor({ state: 'detached' });
  };
  return { page, context, complaints, goTo };
}
