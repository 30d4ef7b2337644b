import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, openDemo } from './demo.js';
import { findings } from './findings.js';

const pages = [
  '/policies/project-123',
  '/policies/pricing/history/6',
  '/policies/pricing/decisions/seed:Q-123',
  '/storage',
  '/policies/nobody',
];

let demo: Demo;
beforeAll(async () => {
  demo = await openDemo();
});
afterAll(() => demo?.close());

describe.each(pages)('%s', (route) => {
  it.each([
    { colorScheme: 'light', width: 1200 },
    { colorScheme: 'dark', width: 390 },
  ] as const)('has no finding of axe in $colorScheme at $width px', async ({ colorScheme, width }) => {
    const visit = await demo.visit();
    await visit.page.emulateMedia({ colorScheme });
    await visit.page.setViewportSize({ width, height: 900 });
    await visit.goTo(route);
    await visit.page.waitForLoadState('networkidle');
    await visit.page.getByRole('heading').first().waitFor();
    expect(await findings(visit)).toEqual([]);
    expect(visit.complaints).toEqual([]);
    await visit.context.close();
  });
});

it('has no finding of axe where an input is refused', async () => {
  const visit = await demo.visit();
  await visit.goTo('/policies/pricing/decisions');
  await visit.page.getByText('Judge a new quote').click();
  await visit.page.getByRole('button', { name: 'Judge and record' }).click();
  await visit.page.getByText('Not recorded: 4 problems to solve').waitFor();
  expect(await findings(visit)).toEqual([]);
  await visit.context.close();
});

it('finds what is wrong: a picture without a text', async () => {
  const visit = await demo.visit();
  await visit.goTo('/storage');
  await visit.page.evaluate(() => document.body.append(document.createElement('img')));
  expect(await findings(visit)).toContainEqual(expect.stringMatching(/^image-alt/));
  await visit.context.close();
});
