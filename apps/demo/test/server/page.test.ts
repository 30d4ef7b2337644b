import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { sees, visitAt } from '../e2e/demo.js';
import { findings } from '../e2e/findings.js';
import { serverAndBrowser } from './server-and-browser.js';

const running = serverAndBrowser();

it.each([
  ['/storage', 'light', 1200],
  ['/storage', 'dark', 390],
  ['/policies/project-123', 'dark', 390],
] as const)('has no finding of axe: %s, %s, %s px', async (route, colorScheme, width) => {
  const visit = await visitAt(running.browser, running.server.url);
  await visit.page.emulateMedia({ colorScheme });
  await visit.page.setViewportSize({ width, height: 900 });
  await visit.goTo(route);
  await sees(visit.page, /Current version|How it is kept/);
  expect(await findings(visit)).toEqual([]);
  await visit.context.close();
});

/** Puts the page out of sight, or back into it. */
function show(page: Page, visibility: 'visible' | 'hidden'): Promise<void> {
  return page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visibility);
}

it('keeps one stream of events for a policy, none out of sight, and catches up with what it missed', async () => {
  const [watching, saving] = [
    await visitAt(running.browser, running.server.url),
    await visitAt(running.browser, running.server.url),
  ];
  const { page } = watching;
  let open = 0;
  const isStream = (url: string): boolean => url.includes('/api/events');
  page.on('request', (request) => {
    if (isStream(request.url())) open += 1;
  });
  page.on('requestfailed', (request) => {
    if (isStream(request.url())) open -= 1;
  });
  await watching.goTo('/policies/project-123');
  await sees(page, 'Current version: 3');
  await expect.poll(() => open).toBe(1);
  await show(page, 'hidden');
  await expect.poll(() => open).toBe(0);
  await saving.goTo('/policies/project-123');
  await saving.page.getByLabel('Token budget').fill('1700');
  await saving.page.getByRole('button', { name: 'Save as version 4' }).click();
  await sees(saving.page, 'Current version: 4');
  expect(await page.getByLabel('Token budget').inputValue()).toBe('2000');
  await show(page, 'visible');
  await sees(page, 'Current version: 4');
  await expect.poll(() => open).toBe(1);
  await Promise.all([watching.context.close(), saving.context.close()]);
});
