import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Demo, openDemo, sees, story as tellStory, type Visit } from './demo.js';

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

const story = (tell: (visit: Visit) => Promise<void>): Promise<void> => tellStory(demo, tell);

it('audit: what was in force when run X executed, what it decided, and whether it would be so today', () =>
  story(async ({ page, goTo }) => {
    await goTo('/policies/project-123/decisions');
    await page.getByRole('link', { name: /run-x/ }).click();
    const decision = page.locator('policy-decision');
    await sees(decision, 'Version 2');
    await sees(decision, /policy has changed since/);
    await sees(decision, /Today the result would be: Violation/);
    expect(page.url()).toContain('/decisions/seed%3Arun-x');
    await page.reload();
    await sees(decision, 'Version 2');
  }));

it('experiment: a budget is tightened, the runs show it, and it is relaxed again', () =>
  story(async ({ page, goTo }) => {
    await goTo('/policies/project-123');
    await page.getByLabel('Token budget').fill('1000');
    await page.getByLabel(/Change notes/).fill('What if?');
    await page.getByRole('button', { name: 'Save as version 4' }).click();
    await sees(page, 'Save as version 5');
    await page.getByRole('link', { name: 'Decisions' }).click();
    const run = page.getByRole('link', { name: /run-y/ });
    await sees(run, 'Would differ today');
    await page.getByRole('link', { name: 'Policy', exact: true }).click();
    await page.getByLabel('Token budget').fill('2000');
    await page.getByRole('button', { name: 'Save as version 5' }).click();
    await sees(page, 'Save as version 6');
    await page.getByRole('link', { name: 'Decisions' }).click();
    await sees(run, 'Approved');
    await expect.poll(() => run.getByText('Would differ today').count()).toBe(0);
  }));

it('incident: why a run failed', () =>
  story(async ({ page, goTo }) => {
    await goTo('/policies/project-123/decisions/seed:run-z');
    const decision = page.locator('policy-decision');
    await sees(decision, /^Violation/);
    await sees(decision, '2,350 tokens');
    await sees(decision, 'The run used 2350 of 2000 tokens');
  }));

it('restore: an old version comes back as a new one, and that is undone', () =>
  story(async ({ page, goTo }) => {
    await goTo('/policies/project-123/history/2');
    await page
      .getByRole('button', { name: /^Restore/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await sees(dialog, /saves a new version 4 with the values of version 2/);
    await dialog.getByRole('button', { name: /^Restore/ }).click();
    const history = page.locator('policy-history');
    await sees(history, /Version 2 restored as version 4/);
    await history.getByRole('button', { name: 'Undo' }).click();
    await sees(history, 'Version 5');
    await page.getByRole('link', { name: 'Policy', exact: true }).click();
    await expect.poll(() => page.getByLabel('Token budget').inputValue()).toBe('2000');
  }));

it('a quote is explained after the policy changed, and the record is untouched', () =>
  story(async ({ page, goTo }) => {
    await goTo('/policies/pricing/decisions/seed:Q-118');
    const decision = page.locator('policy-decision');
    await sees(decision, /Q-118/);
    await sees(decision, 'v1.2.0');
    await sees(decision, /Today the result would be: Violation/);
    await goTo('/storage');
    await page.getByRole('button', { name: 'Check everything' }).click();
    await sees(page, /Nothing was changed: 17 versions of 4 policies/);
  }));

it('offline: an edit is saved without a network, and is there after a reload', () =>
  story(async ({ page, context, goTo }) => {
    await goTo('/policies/project-123');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await context.setOffline(true);
    await page.reload();
    await page.getByLabel('Token budget').fill('2500');
    await page.getByRole('button', { name: /^Save/ }).click();
    await sees(page, 'Current version: 4');
    await page.reload();
    await expect.poll(() => page.getByLabel('Token budget').inputValue()).toBe('2500');
    await page.getByRole('link', { name: 'Decisions' }).click();
    await page.getByRole('link', { name: /run-y/ }).click();
    await sees(page.locator('policy-decision'), /policy has changed since/);
    await context.setOffline(false);
  }));

it('an approval is given on the page, and counts', () =>
  story(async ({ page, goTo }) => {
    await goTo('/policies/pricing/decisions/seed:Q-138');
    await page.getByRole('button', { name: 'Approve…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Renewal');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await sees(page.getByRole('link', { name: /Q-138/ }), 'Approval given');
    await expect.poll(() => page.locator('demo-decision-detail [slot=actions] button:focus').count()).toBe(1);
  }));

it('10,000 versions load with progress, and are listed', { timeout: 240_000 }, () =>
  story(async ({ page, goTo }) => {
    await goTo('/storage');
    await page.getByRole('button', { name: 'Load 10,000 versions' }).click();
    await page.getByRole('progressbar').waitFor();
    await page.getByText('10,000 versions are there').waitFor({ timeout: 200_000 });
    await goTo('/policies/load-test/history');
    await sees(page.locator('policy-history'), '10,000 versions');
    await sees(page.locator('policy-history'), 'Version 10000');
  }),
);
