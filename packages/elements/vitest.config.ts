import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArguments, findChromium } from '../../tools/repo/chromium.mjs';

// Where there is none, Playwright says so, and the tests fail.
const executablePath = findChromium() ?? '/usr/bin/chromium';

/** Tests named `*.browser.ts`, in a real Chromium. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: {
    alias: {
      ...Object.fromEntries(
        ['diff', 'pure', 'zod'].map((entry) => [
          `@policytrail/core/${entry}`,
          fileURLToPath(new URL(`../core/src/${entry}.ts`, import.meta.url)),
        ]),
      ),
      '@policytrail/core': fileURLToPath(new URL('../core/src/index.ts', import.meta.url)),
    },
  },
  optimizeDeps: {
    include: [
      'lit',
      'lit/decorators.js',
      ...['guard', 'live', 'repeat'].map((name) => `lit/directives/${name}.js`),
      'lit/static-html.js',
      'axe-core',
      'diff',
    ],
  },
  test: {
    name: 'elements',
    include: ['test/**/*.browser.ts'],
    testTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath, args: chromiumArguments } }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
