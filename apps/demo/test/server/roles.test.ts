import { describe, expect, it } from 'vitest';
import { sees, type Visit, visitAt } from '../e2e/demo.js';
import { serverAndBrowser } from './server-and-browser.js';

const running = serverAndBrowser();

/** `mayComplain`: what the browser itself may say of a request that is refused. */
async function visiting(tell: (visit: Visit) => Promise<void>, mayComplain = /^$/): Promise<void> {
  const visit = await visitAt(running.browser, running.server.url);
  try {
    await tell(visit);
    expect(visit.complaints.filter((complaint) => !mayComplain.test(complaint))).toEqual([]);
  } finally {
    await visit.context.close();
  }
}

async function actAs({ page }: Visit, person: string): Promise<void> {
  await page.getByLabel('Acting as').selectOption(person);
  await page.getByText('Opening the').waitFor({ state: 'detached' });
}

describe('a viewer', () => {
  it('reads everything, and is told why nothing can be changed', () =>
    visiting(async (visit) => {
      const { page, goTo } = visit;
      await goTo('/policies/project-123');
      await page.getByRole('button', { name: 'Save as version 4' }).waitFor();
      await actAs(visit, 'mia');
      await sees(page, 'Only an editor or an admin can change policies.');
      expect(await page.getByRole('button', { name: /^Save/ }).count()).toBe(0);
      await goTo('/policies/project-123/history/2');
      const restore = page.getByRole('button', { name: /^Restore/ }).first();
      expect(await restore.getAttribute('aria-disabled')).toBe('true');
      expect(await restore.getAttribute('title')).toBe('Only an editor or an admin can change policies.');
      await goTo('/policies/pricing/decisions/seed:Q-138');
      const approve = page.getByRole('button', { name: 'Approve…' });
      expect(await approve.getAttribute('aria-disabled')).toBe('true');
      await sees(page.locator('demo-decision-detail'), /Only an approver or an admin can review decisions/);
      await page.getByText('Judge a new quote').click();
      await sees(page.locator('demo-judge-form'), 'Only an editor, an approver or an admin can record decisions.');
    }));

  it('is refused by the server, whatever the page would let through', async () => {
    const ask = async (person: string): Promise<readonly [number, unknown]> => {
      const response = await fetch(`${running.server.url}api/versions`, {
        method: 'POST',
        headers: { 'x-demo-person': person, 'content-type': 'application/json' },
        body: JSON.stringify({ policyId: 'project-123', policy: { budgetTokens: 1 } }),
      });
      const { details } = (await response.json()) as { details: { reason?: string } };
      return [response.status, details.reason];
    };
    expect(await ask('mia')).toEqual([403, 'Only an editor or an admin can change policies.']);
    expect(await ask('rafael')).toEqual([403, 'Only an editor or an admin can change policies.']);
    expect((await ask('nobody'))[0]).toBe(401);
    const { versions } = (await (
      await fetch(`${running.server.url}api/versions?policyId=project-123`, { headers: { 'x-demo-person': 'mia' } })
    ).json()) as { versions: readonly { version: number }[] };
    expect(versions[0]?.version).toBe(3);
  });
});

it('an editor changes policies, and an approver does not', () =>
  visiting(async (visit) => {
    const { page, goTo } = visit;
    await goTo('/policies/pricing');
    await page.getByRole('button', { name: 'Save as version 13' }).waitFor();
    await actAs(visit, 'rafael');
    await sees(page, 'Only an editor or an admin can change policies.');
    await goTo('/policies/pricing/decisions/seed:Q-138');
    expect(await page.getByRole('button', { name: 'Approve…' }).getAttribute('aria-disabled')).toBeNull();
    await page.reload();
    await expect.poll(() => page.getByLabel('Acting as').inputValue()).toBe('rafael');
  }));

it('a copy is read in by an admin alone', () =>
  visiting(async ({ page, goTo }) => {
    await goTo('/storage');
    await sees(page, 'How it is kept');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a file…' }).click();
    await (await chooser).setFiles({ name: 'a.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from('{}\n') });
    await sees(page, 'Only an admin can do this.');
  }, /status of 403/));
