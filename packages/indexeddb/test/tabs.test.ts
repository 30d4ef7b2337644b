import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, freshProfile, startBrowser } from './tabs/browser.js';
import { historyProblems } from './tabs/history.js';
import { type Site, startSite } from './tabs/site.js';

const tabs = Number(process.env['PROVE_TABS'] ?? 4);
const saves = Number(process.env['PROVE_TAB_SAVES'] ?? 100);

const policyId = 'project-123';
const profile = freshProfile();
let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await startSite();
  browser = await startBrowser(profile.folder);
});

afterAll(async () => {
  await browser?.kill();
  await site?.close();
  profile.remove();
});

/** Lets tabs save to one policy at once; gives back the history and what is wrong with it. */
async function rivalry(name: string, each: number, saboteur?: string) {
  const rivals = await Promise.all(Array.from({ length: tabs }, () => browser.openTab(site.origin)));
  const task = { name, policyId, saves: each, ...(saboteur !== undefined && { saboteur }) };
  const ends = await Promise.all(rivals.map((tab, index) => tab.call('save', { ...task, prefix: `tab-${index + 1}` })));
  const { chain, isValid } = await (rivals[0] ?? (await browser.openTab(site.origin))).call('read', name, policyId);
  const problems = historyProblems(
    chain,
    rivals.flatMap(({ acknowledged }) => acknowledged),
  );
  for (const { page } of rivals) await page.close();
  return { ends, versions: chain.length, isValid, problems };
}

describe('tabs that write to one policy', () => {
  it(`leave one gapless history with all they were told is stored (${tabs} tabs, ${saves} saves each)`, async () => {
    const watcher = await browser.openTab(site.origin);
    await watcher.call('watch', 'rivals', policyId);
    const result = await rivalry('rivals', saves);
    expect(result).toEqual({
      ends: Array(tabs).fill('done'),
      versions: tabs * saves,
      isValid: true,
      problems: [],
    });
    await watcher.page.waitForFunction((count) => policytrailTest.heard().length >= count, tabs * saves);
    expect([...(await watcher.call('heard'))].sort((one, other) => one - other)).toEqual(
      Array.from({ length: tabs * saves }, (_, index) => index + 1),
    );
  });

  it('are found out where a store acknowledges before it stores', async () => {
    const { problems } = await rivalry('broken', 5, 'acknowledges-before-storing');
    expect(problems.filter((problem) => problem.endsWith('is lost'))).not.toEqual([]);
  });
});

describe('a store of a site whose data are deleted while it is open', () => {
  it('goes on with an empty database', async () => {
    const tab = await browser.openTab(site.origin);
    await tab.call('keepOpen', 'deleted');
    expect(await tab.call('saveInKept', policyId)).toBe(1);
    expect(await tab.call('saveInKept', policyId)).toBe(2);
    const devTools = await tab.devTools();
    await devTools.send('Storage.clearDataForOrigin', { origin: site.origin, storageTypes: 'indexeddb' });
    expect(await tab.call('saveInKept', policyId)).toBe(1);
  });
});

describe('a store of a site whose room is used up', () => {
  it('says so, keeps nothing of the batch, can be read, and goes on once there is room', async () => {
    // Its room is not shared with the other tests.
    const origin = site.origin.replace('127.0.0.1', 'localhost');
    const tab = await browser.openTab(origin);
    const devTools = await tab.devTools();
    await devTools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
    const task = { name: 'full', policyId, prefix: 'first', saves: 3 };
    expect(await tab.call('save', task)).toBe('done');
    const large = { ...task, prefix: 'large', saves: 20, textLength: 200_000 };
    expect(await tab.call('saveMany', large)).toBe('storage_full');
    const full = await tab.call('read', 'full', policyId);
    expect([full.chain.length, full.isValid]).toEqual([3, true]);
    await devTools.send('Storage.overrideQuotaForOrigin', { origin });
    expect(await tab.call('saveMany', large)).toBe('done');
    const { chain, isValid } = await tab.call('read', 'full', policyId);
    expect([chain.length, isValid]).toEqual([23, true]);
  });
});

describe('persist', () => {
  it('asks the browser, and the doctor says what it answered', async () => {
    const { origin } = site;
    const tab = await browser.openTab(origin);
    const devTools = await tab.devTools();
    const permission = { name: 'persistent-storage' };
    await devTools.send('Browser.setPermission', { origin, permission, setting: 'denied' });
    const refused = await tab.call('persist', 'kept');
    expect([refused.isKept, refused.report.durable]).toEqual([false, false]);
    expect(refused.report.checks.find(({ id }) => id === 'persistence')).toMatchObject({ status: 'warning' });
    await devTools.send('Browser.setPermission', { origin, permission, setting: 'granted' });
    const granted = await tab.call('persist', 'kept');
    expect([granted.isKept, granted.report.durable]).toEqual([true, true]);
    expect(granted.report.checks.find(({ id }) => id === 'quota')?.message).toMatch(/uses [\d.]+ MB of [\d.]+ MB/);
  });
});
