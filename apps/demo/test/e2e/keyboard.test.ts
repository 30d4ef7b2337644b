import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Demo, openDemo } from './demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

interface Focused {
  readonly tag: string;
  readonly name: string;
}

/** What has the focus, through all shadow roots. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const labels = (element as HTMLInputElement | null)?.labels;
    const name = element?.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element?.textContent ?? '';
    return { tag: element?.localName ?? 'body', name: name.replaceAll(/\s+/g, ' ').trim() };
  });
}

/** Presses a key, and expects the focus to be somewhere. */
async function press(page: Page, key: string): Promise<Focused> {
  await page.keyboard.press(key);
  // What a key brings about may take a turn or two; focus that is lost stays lost.
  await expect.poll(async () => (await focused(page)).tag, { message: `focus after ${key}` }).not.toBe('body');
  return focused(page);
}

async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let steps = 0; steps < 120; steps++) {
    const at = await press(page, key);
    if (name.test(at.name)) return;
  }
  throw new Error(`no ${name} was reached by ${key}`);
}

const seen = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

it('edit, save, history, compare, restore, undo: by keyboard alone, and the focus is never lost', async () => {
  const { page, context, complaints, goTo } = await demo.visit();
  await goTo('/policies/project-123');
  await page.getByLabel('Token budget').waitFor();
  await tabTo(page, /^Token budget/);
  await press(page, 'ControlOrMeta+a');
  await page.keyboard.type('1500');
  await tabTo(page, /^Change notes/);
  await page.keyboard.type('Tightened');
  await tabTo(page, /^Save as version 4/);
  await press(page, 'Enter');
  await seen(page, 'Save as version 5');
  expect((await focused(page)).tag).not.toBe('body');

  await tabTo(page, /^View history/, 'Shift+Tab');
  await press(page, 'Enter');
  await page.locator('policy-history').getByText('Version 4').first().waitFor();

  await tabTo(page, /^Version 4/);
  await press(page, 'ArrowDown');
  await press(page, 'ArrowDown');
  expect((await focused(page)).name).toMatch(/^Version 2/);
  await press(page, 'Enter');
  await seen(page, /Changes in version 2/);

  await tabTo(page, /^Restore/);
  await press(page, 'Enter');
  await seen(page, /saves a new version 5 with the values of version 2/);
  await tabTo(page, /^Restore/);
  await press(page, 'Enter');
  await seen(page, /Version 2 restored as version 5/);
  expect((await focused(page)).tag).not.toBe('body');
  await tabTo(page, /^Undo/, 'Shift+Tab');
  await press(page, 'Enter');
  await page.locator('policy-history').getByText('Version 6').first().waitFor();
  expect((await focused(page)).tag).not.toBe('body');
  expect(complaints).toEqual([]);
  await context.close();
});
