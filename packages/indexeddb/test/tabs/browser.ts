import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright';
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
  const { CHROMIUM_PATH: executable, CHROMIUM_ARGUMENTS: usual } = process.env;
  if (executable === undefined || usual === undefined) {
    throw new Error('CHROMIUM_PATH is not set: run the tests by the configuration of Vitest');
  }
  const parameters = [...usual.split(' '), '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  // A group of its own, so that all of its processes can be ended together.
  const child = spawn(executable, parameters, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const abandon = (): void => void signalGroup(child.pid);
  process.once('exit', abandon);
  const kill = async (): Promise<void> => {
    await killGroup(child);
    process.off('exit', abandon);
  };
  try {
    const connected = await chromium.connectOverCDP(await addressOf(child));
    const [context] = connected.contexts();
    if (context === undefined) throw new Error('the browser has no window');
    return { kill, openTab: (origin) => openTab(context, origin) };
  } catch (error) {
    await kill();
    throw error;
  }
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

/** What it says of its developer tools. What it says later is read on, so that it can go on saying it. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const look = (text: unknown): void => {
      said += String(text);
      const address = /^DevTools listening on (\S+)$/m.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    };
    child.stderr?.on('data', look);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the browser did not start:\n${said}`)));
  });
}

async function killGroup(child: ChildProcess): Promise<void> {
  const closed = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
  for (let isThere = true; isThere; ) {
    isThere = signalGroup(child.pid);
    await closed;
  }
}

/** False where no process of the group is left. */
function signalGroup(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(-pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
