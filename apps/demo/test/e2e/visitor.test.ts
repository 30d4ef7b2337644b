import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, openDemo, sees, story, type Visit } from './demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

describe('an input that cannot be judged', () => {
  it('is told field by field, in words, and is not recorded', () =>
    story(demo, async ({ page, goTo }) => {
      await goTo('/policies/pricing/decisions');
      await sees(page, '30 recorded');
      await page.getByText('Judge a new quote').click();
      await page.getByLabel('Discount').fill('a lot');
      await page.getByLabel('Margin').fill('12.345');
      await page.getByRole('button', { name: 'Judge and record' }).click();
      await sees(page, 'Not recorded: 4 problems to solve');
      const form = page.locator('demo-judge-form');
      await expect.poll(() => form.locator('.problems:focus').count()).toBe(1);
      const said = ['Quote', 'Discount', 'Margin', 'Deal value'].map(async (label) => {
        const field = form.getByLabel(label);
        expect(await field.getAttribute('aria-invalid')).toBe('true');
        return form.locator(`#${await field.getAttribute('aria-describedby')}`).textContent();
      });
      expect(await Promise.all(said)).toEqual([
        'Enter a name for the quote.',
        'Enter a number, such as 12.50.',
        'Enter 2 digits after the point at most.',
        'Enter a value.',
      ]);
      expect(await form.textContent()).not.toMatch(/invalid_input|schema/);
      await form.getByRole('button', { name: 'Margin' }).click();
      await page.keyboard.type('1');
      expect(await form.getByLabel('Margin').getAttribute('aria-invalid')).toBeNull();
      await sees(page, '30 recorded');
    }));

  it('is judged once it is mended', () =>
    story(demo, async ({ page, goTo }) => {
      await goTo('/policies/project-123/decisions');
      await page.getByText('Judge a new run').click();
      await page.getByLabel('Run', { exact: true }).fill('run-new');
      await page.getByLabel('Tokens used').fill('-5');
      await page.getByLabel('Cost', { exact: true }).fill('1.00');
      await page.getByLabel('Nature cost').fill('1');
      const record = page.getByRole('button', { name: 'Judge and record' });
      await record.click();
      await sees(page, 'Not recorded: one problem to solve');
      await sees(page, 'Enter at least 0.');
      await page.getByLabel('Tokens used').fill('500');
      await record.click();
      await sees(page.locator('policy-decision'), /^Approved/);
    }));
});

describe('decisions', () => {
  it.each([
    ['Needs approval', 'Needs approval'],
    ['Rejected', 'Rejected'],
    ['Waived', 'Waived'],
    ['Approval given', 'Approval given'],
  ])('are filtered by how they stand: %s', (choice, word) =>
    story(demo, async ({ page, goTo }) => {
      await goTo('/policies/pricing/decisions');
      await sees(page, '30 recorded');
      await page.locator('demo-decisions-page select').selectOption(choice);
      const list = page.locator('demo-evaluation-list');
      await sees(page, /^\d+ of 30 recorded$/);
      const standings = await list.locator('a > .end:nth-child(2)').allTextContents();
      expect(standings.length).toBeGreaterThan(0);
      expect(standings.every((text) => text.trim().endsWith(word))).toBe(true);
      await page.locator('demo-decisions-page select').selectOption('All');
      await expect.poll(() => list.locator('li').count()).toBe(30);
    }),
  );
});

describe('a policy that is not there', () => {
  it.each([
    ['nobody', '/policies/nobody'],
    ['nobody', '/policies/nobody/history/3'],
    ['~schema/budget', '/policies/~schema%2Fbudget'],
    ['~schema/budget', '/policies/~schema%2Fbudget/decisions'],
    ['x'.repeat(201), `/policies/${'x'.repeat(201)}/history`],
  ])('is said to be none, with the way to those that are: %s at %s', (policyId, route) =>
    story(demo, async ({ page, goTo }) => {
      await goTo(route);
      await page.getByRole('heading', { name: `There is no policy ${policyId}` }).waitFor();
      expect(await page.title()).toContain('There is no policy');
      expect(await page.locator('policy-settings, policy-history, demo-judge-form').count()).toBe(0);
      await page.locator('main').getByRole('link', { name: 'Quoting' }).click();
      await page.getByLabel('Discount cap', { exact: true }).waitFor();
    }),
  );
});

/** A second tab of the same visitor. */
async function secondTab({ context }: Visit, route: string) {
  const page = await context.newPage();
  await page.goto(`${demo.url}#${route}`);
  await page.getByLabel('Token budget').waitFor();
  return page;
}

describe('deleting everything', () => {
  it('is noticed by another tab, which offers the way to what is there now', () =>
    story(demo, async (visit) => {
      const { page, goTo } = visit;
      await goTo('/policies/project-123');
      await page.getByLabel('Token budget').fill('1500');
      await page.getByRole('button', { name: 'Save as version 4' }).click();
      await sees(page, 'Save as version 5');
      const other = await secondTab(visit, '/policies/project-123');
      await other.getByLabel('Token budget').fill('1600');
      await goTo('/storage');
      page.once('dialog', (dialog) => dialog.accept());
      await page.getByRole('button', { name: 'Delete everything…' }).click();
      await sees(other, /deleted and begun anew in another tab/);
      await other.getByRole('button', { name: 'Show what is there now' }).click();
      await sees(other, 'Save as version 4');
      await expect.poll(() => other.getByLabel('Token budget').inputValue()).toBe('2000');
      expect(await other.getByText(/in another tab/).count()).toBe(0);
    }));

  it('behind the page, as by the browser, leaves a way to begin anew', () =>
    story(demo, async ({ page, goTo }) => {
      await goTo('/policies/project-123');
      await page.getByLabel('Token budget').waitFor();
      await page.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const request = indexedDB.deleteDatabase('policytrail-demo');
            request.onsuccess = () => resolve();
            request.onerror = reject;
          }),
      );
      await page.getByRole('link', { name: 'History', exact: true }).click();
      await page.getByRole('heading', { name: 'There is no policy project-123' }).waitFor();
      await page.getByRole('button', { name: 'Begin anew' }).click();
      await sees(page.locator('policy-history'), 'Version 3');
    }));
});

it('the storage page speaks to whoever runs it', () =>
  story(demo, async ({ page, goTo }) => {
    await goTo('/storage');
    await sees(page, 'After a power cut');
    const text = (await page.locator('main').textContent()) ?? '';
    const inner = await page.locator('demo-storage-page').evaluate((element) => element.shadowRoot?.textContent ?? '');
    expect(`${text}${inner}`).not.toMatch(/IndexedDB|hash|seal|durability|persist\(|~schema|heads|erasure/i);
  }));
