import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright';
import { chromiumArguments, findChromium } from '../../../../tools/repo/chromium.mjs';
import type { Acknowledgement, PageCalls } from './page-calls.js';

/** A Chromium of its own on a profile that outlives it. */
export interface Browser {
  /** A tab that has loaded the page of an origin. */
  readonly openTab: (origin: string) => Promise<Tab>;
  /** Kills every process of it at once, as a power failure would end it, and waits until they are gone. */
  readonly kill: () => Promise<void>;
}

export interface Tab {
  readonly call: <Name extends keyof PageCalls>(
    name: Name,
    ...given: Parameters<PageCalls[Name]>
  ) => Promise<Awaited<ReturnType<PageCalls[Name]>>>;
  /** What the tab was told is stored, as it comes in; `told` is called after each. */
  readonly acknowledged: Acknowledgement[];
  readonly onAcknowledged: (told: () => void) => void;
  /** The developer tools' own protocol, for this tab. */
  readonly devTools: () => Promise<CDPSession>;
  readonly page: Page;
}

/** A folder for a profile, and the end of it. */
export function freshProfile(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'policytrail-profile-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

export async function startBrowser(profile: string): Promise<Browser> {
  const executablePath = findChromium() ?? '/usr/bin/chromium';
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: chromiumArguments });
  const closed = new Promise((resolve) => context.once('close', resolve));
  const pid = await processIdOf(context);
  return {
    openTab: (origin) => openTab(context, origin),
    async kill() {
      // The browser leads a group of its own, in which all of its processes are.
      while (signalGroup(pid)) await setImmediate();
      await closed;
    },
  };
}

async function processIdOf(context: BrowserContext): Promise<number> {
  const devTools = await context.browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await devTools?.send('SystemInfo.getProcessInfo')) ?? {};
  const browser = processInfo.find(({ type }) => type === 'browser');
  if (browser === undefined) throw new Error('the browser does not say which process it is');
  return browser.id;
}

async function openTab(context: BrowserContext, origin: string): Promise<Tab> {
  const page = await context.newPage();
  const acknowledged: Acknowledgement[] = [];
  let tell: () => void = () => undefined;
  await page.exposeFunction('policytrailAcknowledge', (acknowledgement: Acknowledgement) => {
    acknowledged.push(acknowledgement);
    tell();
  });
  await page.goto(origin);
  return {
    page,
    acknowledged,
    onAcknowledged(told) {
      tell = told;
    },
    devTools: () => context.newCDPSession(page),
    call: (name, ...given) =>
      page.evaluate(([method, parameters]) => Reflect.apply(policytrailTest[method], undefined, parameters), [
        name,
        given,
      ] as const) as never,
  };
}

/** False where no process of the group is left. */
function signalGroup(pid: number): boolean {
  try {
    process.kill(-pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
