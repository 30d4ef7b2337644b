import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startBrowser, type Tab } from './tabs/browser.js';
import type { SaveTask } from './tabs/page-calls.js';
import { withSite } from './tabs/with-site.js';

const name = 'policies';
const policyId = 'project-123';
const site = withSite(2);

/** One run of the browser, ended as a crash would end it. */
async function inBrowser<T>(profile: string, work: (tab: Tab) => Promise<T>): Promise<T> {
  const browser = await startBrowser(profile);
  try {
    return await work(await browser.openTab(site.origin));
  } finally {
    await browser.kill();
  }
}

function saving(profile: string, prefix: string): Promise<string> {
  const task: SaveTask = { name, policyId, prefix, saves: 3 };
  return inBrowser(profile, (tab) => tab.call('save', task));
}

const reading = (profile: string) => inBrowser(profile, (tab) => tab.call('read', name, policyId));

/** Takes the last bytes of the browser's log, as if it had been killed while it wrote them. */
function tearLog(profile: string): void {
  const [log] = readdirSync(profile, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.indexeddb\.leveldb\/\d+\.log$/.test(path))
    .map((path) => join(profile, path));
  if (log === undefined) throw new Error('the browser keeps its databases in another way now: tear what it writes to');
  truncateSync(log, statSync(log).size - 3);
}

// Chromium writes on behind what was torn, and the start after that takes the whole for damaged.
describe('a browser that was cut off while it wrote', () => {
  it('loses nothing else where a store is opened next, which makes it begin a new log', async () => {
    const [profile = ''] = site.folders;
    await saving(profile, 'before');
    tearLog(profile);
    await saving(profile, 'behind');
    const { chain, ...found } = await reading(profile);
    expect(found).toMatchObject({ isValid: true, lost: undefined, losses: { status: 'ok' } });
    const behind = ['behind-1', 'behind-2', 'behind-3'];
    expect(chain.map(({ requestId }) => requestId)).toEqual(
      expect.arrayContaining(['before-1', 'before-2', ...behind]),
    );
  });

  it('throws all away where a page without a store comes next, and the store says so from then on', async () => {
    const [, profile = ''] = site.folders;
    await saving(profile, 'before');
    tearLog(profile);
    await inBrowser(profile, (tab) => tab.call('makeStrange', 'of another page'));
    const found = await reading(profile);
    expect(found).toMatchObject({ chain: [], lost: expect.stringContaining('corrupt') });
    expect(found.losses).toMatchObject({ status: 'warning', message: expect.stringContaining(`(${found.lost})`) });

    await saving(profile, 'anew');
    const later = await reading(profile);
    expect(later).toMatchObject({ isValid: true, lost: undefined, losses: found.losses });
    expect(later.chain.map(({ requestId }) => requestId)).toEqual(['anew-1', 'anew-2', 'anew-3']);
  });
});
