import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startBrowser, type Tab } from './tabs/browser.js';
import { historyProblems } from './tabs/history.js';
import type { Acknowledgement, Found, SaveTask } from './tabs/page-calls.js';
import { withSite } from './tabs/with-site.js';

const kills = Number(process.env['PROVE_BROWSER_KILLS'] ?? 3);

const policyId = 'project-123';
const site = withSite(2);

/** When to kill a browser: some time after so many acknowledgements came in. */
interface KillMoment {
  readonly acknowledgements: number;
  readonly milliseconds: number;
}

function killMoments(count: number): readonly KillMoment[] {
  const moment = fc.record({ acknowledgements: fc.nat({ max: 30 }), milliseconds: fc.nat({ max: 12 }) });
  return fc.sample(moment, { seed: 20251001, numRuns: count });
}

interface Cycle {
  readonly profile: string;
  readonly task: SaveTask;
  readonly moment: KillMoment;
}

/** Starts a browser on a profile, looks at what is there, lets a tab save and kills the browser. */
async function killWriting({ profile, task, moment }: Cycle) {
  const browser = await startBrowser(profile);
  try {
    const tab = await browser.openTab(site.origin);
    const found = await tab.call('read', task.name, policyId);
    const ended = saveUntilKilled(tab, task);
    await acknowledgedAt(tab, moment);
    await browser.kill();
    await ended;
    return { found, acknowledged: tab.acknowledged };
  } finally {
    await browser.kill();
  }
}

async function saveUntilKilled(tab: Tab, task: SaveTask): Promise<void> {
  await tab.call('save', task).catch((error: Error) => {
    if (!/closed|crashed|destroyed/.test(error.message)) throw error;
  });
}

function acknowledgedAt(tab: Tab, { acknowledgements, milliseconds }: KillMoment): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (tab.acknowledged.length === acknowledgements) setTimeout(resolve, milliseconds);
    };
    tab.onAcknowledged(look);
    look();
  });
}

async function readAfter(profile: string, name: string) {
  const browser = await startBrowser(profile);
  try {
    return await (await browser.openTab(site.origin)).call('read', name, policyId);
  } finally {
    await browser.kill();
  }
}

describe('a browser that is killed while a page saves', () => {
  it(`has lost nothing acknowledged and left no gap when it is started again (${kills} kills)`, async () => {
    const [profile = ''] = site.folders;
    const acknowledged: Acknowledgement[] = [];
    let unacknowledged = 0;
    let thrownAway = 0;
    const assertKept = ({ chain, isValid, lost }: Found, when: string): void => {
      // Not the store's to prevent, but to tell: see `damage.test.ts`.
      if (lost !== undefined) thrownAway += acknowledged.splice(0).length;
      expect(historyProblems(chain, acknowledged), when).toEqual([]);
      expect(isValid, when).toBe(true);
      unacknowledged = chain.length - acknowledged.length;
    };
    for (const [index, moment] of killMoments(kills).entries()) {
      const task = { name: 'policies', policyId, prefix: `cycle-${index + 1}`, saves: 100_000 };
      const cycle = await killWriting({ profile, task, moment });
      assertKept(cycle.found, `before ${task.prefix}`);
      acknowledged.push(...cycle.acknowledged);
    }
    assertKept(await readAfter(profile, 'policies'), 'at the end');
    console.info(
      `in ${kills} kills ${acknowledged.length} versions were acknowledged, ${unacknowledged} more were stored, ` +
        `${thrownAway} were thrown away by the browser, which said so`,
    );
  });

  it('is found to have lost versions where the store acknowledges before it stores', async () => {
    const [, profile = ''] = site.folders;
    const task = { name: 'broken', policyId, prefix: 'broken', saves: 3, saboteur: 'acknowledges-before-storing' };
    const { acknowledged } = await killWriting({ profile, task, moment: { acknowledgements: 3, milliseconds: 0 } });
    const { chain } = await readAfter(profile, 'broken');
    expect(historyProblems(chain, acknowledged)).toEqual(['version 3, acknowledged to broken-3, is lost']);
  });
});
