import type { Browser } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium } from '../../../../tools/repo/chromium.mjs';
import { aSqliteFile, type RunningServer, startServer } from './running-server.js';

/** What the tests of a file work with. */
export interface Running {
  server: RunningServer;
  browser: Browser;
}

/** A server on a file of its own and a browser, for all tests of a file; there once they begin. */
export function serverAndBrowser(): Running {
  const { environment, remove } = aSqliteFile();
  const running: Partial<Running> = {};
  beforeAll(async () => {
    running.server = await startServer(environment);
    running.browser = await launchChromium();
  });
  afterAll(async () => {
    await running.browser?.close();
    await running.server?.stop();
    await remove();
  });
  return running as Running;
}
