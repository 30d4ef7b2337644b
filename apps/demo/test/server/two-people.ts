import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../../../tools/repo/chromium.mjs';
import { sees, type Visit, visitAt } from '../e2e/demo.js';
import { type RunningServer, type ServerEnvironment, startServer } from './running-server.js';

/** A place for a trail of its own, and what takes it away again. */
export type PlaceMaker = () => Promise<{
  readonly environment: ServerEnvironment;
  readonly remove: () => Promise<void>;
}>;

let browser: Browser;

interface Told {
  readonly server: RunningServer;
  /** A browser of their own in which somebody acts. */
  readonly as: (person: string) => Promise<Visit>;
}

const budget = (page: Page) => page.getByLabel('Token budget');
const value = (page: Page): Promise<string> => budget(page).inputValue();

async function save(page: Page, tokens: string, version: number): Promise<void> {
  await budget(page).fill(tokens);
  await page.getByRole('button', { name: `Save as version ${version}` }).click();
  await sees(page, `Current version: ${version}`);
}

/** The promises of the server's demo to two people at once, in two browsers, wherever the trail is kept. */
export function describeTwoPeople(makePlace: PlaceMaker): void {
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  async function story(tell: (told: Told) => Promise<void>): Promise<void> {
    const { environment, remove } = await makePlace();
    const server = await startServer(environment);
    const visits: Visit[] = [];
    const as = async (person: string): Promise<Visit> => {
      const visit = await visitAt(browser, server.url);
      visits.push(visit);
      await visit.page.addInitScript((id) => localStorage.setItem('policytrail-demo:person', id), person);
      return visit;
    };
    try {
      await tell({ server, as });
      expect(visits.flatMap(({ complaints }) => complaints)).toEqual([]);
      expect(await server.stop()).toBe(0);
    } finally {
      await Promise.all(visits.map(({ context }) => context.close()));
      await server.kill();
      await remove();
    }
  }

  it('one sees live what the other saves', () =>
    story(async ({ as }) => {
      const [ana, ines] = [await as('ana'), await as('ines')];
      await Promise.all([ana.goTo('/policies/project-123'), ines.goTo('/policies/project-123')]);
      await sees(ines.page, 'Current version: 3');
      await save(ana.page, '1500', 4);
      await sees(ines.page, 'Current version: 4');
      await expect.poll(() => value(ines.page)).toBe('1500');
      await save(ines.page, '1600', 5);
      await expect.poll(() => value(ana.page)).toBe('1600');
    }));

  it('one whose edit was overtaken loses nothing, and goes on above it', () =>
    story(async ({ as }) => {
      const [ana, ines] = [await as('ana'), await as('ines')];
      await Promise.all([ana.goTo('/policies/project-123'), ines.goTo('/policies/project-123')]);
      await budget(ines.page).fill('900');
      await save(ana.page, '1500', 4);
      await sees(ines.page, /^Version 4 was saved by .*Ana/);
      expect(await value(ines.page)).toBe('900');
      await sees(ines.page, 'Save as version 5');
      await ines.page.getByRole('button', { name: 'Apply my changes on top' }).click();
      await ines.page.getByRole('button', { name: 'Save as version 5' }).click();
      await sees(ines.page, 'Current version: 5');
      await expect.poll(() => value(ana.page)).toBe('900');
      await ana.goTo('/policies/project-123/history');
      const history = ana.page.locator('policy-history');
      await sees(history, 'Version 5');
      await sees(history.locator('[data-version="5"]'), 'Ines');
      await sees(history.locator('[data-version="4"]'), 'Ana');
    }));

  it('a restore of one reaches the history and the settings of the other', () =>
    story(async ({ as }) => {
      const [ana, ines, mia] = [await as('ana'), await as('ines'), await as('mia')];
      await ana.goTo('/policies/project-123');
      await mia.goTo('/policies/project-123/history');
      await ines.goTo('/policies/project-123/history/2');
      await sees(mia.page.locator('policy-history'), 'Version 3');
      await budget(ana.page).waitFor();
      await ines.page
        .getByRole('button', { name: /^Restore/ })
        .first()
        .click();
      await ines.page
        .getByRole('dialog')
        .getByRole('button', { name: /^Restore/ })
        .click();
      await sees(ines.page, /Version 2 restored as version 4/);
      await expect.poll(() => value(ana.page)).toBe('5000');
      await sees(mia.page, /1 new version/);
      await mia.page.getByRole('button', { name: 'Show', exact: true }).click();
      await sees(mia.page.locator('[data-version="4"]'), 'Restored from 2');
    }));

  it('a decision stands otherwise for all once an approver has approved it', () =>
    story(async ({ as }) => {
      const [rafael, mia] = [await as('rafael'), await as('mia')];
      await rafael.goTo('/policies/pricing/decisions/seed:Q-138');
      await rafael.page.getByRole('button', { name: 'Approve…' }).click();
      const dialog = rafael.page.getByRole('dialog');
      await dialog.getByLabel('Reason').fill('Renewal');
      await dialog.getByRole('button', { name: 'Approve' }).click();
      await sees(rafael.page.getByRole('link', { name: /Q-138/ }), 'Approval given');
      await mia.goTo('/policies/pricing/decisions/seed:Q-138');
      await sees(mia.page.getByRole('link', { name: /Q-138/ }), 'Approval given');
      await sees(mia.page.locator('policy-decision'), 'Rafael');
    }));
}
