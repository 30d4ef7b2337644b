import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { firefoxes } from './packages/indexeddb/test/support/firefox.ts';
import { chromiumArguments, findChromium } from './tools/repo/chromium.mjs';

const source = (path: string) => fileURLToPath(new URL(`./packages/${path}`, import.meta.url));

// Tests read the sources; only tests that start processes need the build.
const alias = [
  { find: /^@policytrail\/(core|http|postgres|sqlite|testing)\/(\w+)$/, replacement: source('$1/src/$2.ts') },
  { find: /^@policytrail\/(\w+)$/, replacement: source('$1/src/index.ts') },
];

const inBrowser = ['packages/*/test/**/*.browser.test.ts'];
// Where there is none, Playwright says so, and the tests fail.
const executablePath = findChromium() ?? '/usr/bin/chromium';
// Debian's own, which Playwright drives through WebDriver BiDi.
const firefoxPath = process.env['FIREFOX_PATH'] ?? '/usr/bin/firefox-esr';
const firefox = Array.from({ length: firefoxes }, () => ({
  browser: 'firefox' as const,
  provider: playwright({ launchOptions: { channel: 'moz-firefox', executablePath: firefoxPath } }),
}));
const onPostgres = [
  'packages/postgres/test/**/*.test.ts',
  'packages/cli/test/postgres/**/*.test.ts',
  'apps/demo/test/postgres/**/*.test.ts',
];
// On both: a test's databases are files, or schemas of the server.
const onEitherStore = ['packages/cli/test/commands/*.test.ts'];

export default defineConfig({
  resolve: { alias },
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['packages/*/test/**/*.test.ts', 'apps/*/test/**/*.test.ts', 'tools/test/**/*.test.ts'],
          exclude: [...inBrowser, ...onPostgres, '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'chromium',
          include: inBrowser,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath, args: chromiumArguments } }),
            instances: [{ browser: 'chromium' }, ...firefox],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [...onPostgres, ...onEitherStore],
          globalSetup: 'packages/postgres/test/server/setup.ts',
        },
      },
      'packages/*/vitest.config.ts',
    ],
  },
});
