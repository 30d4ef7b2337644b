import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const executablePath = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
);

// What a headless Chromium must not do by itself: it would speak to the network.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Tests named `*.browser.ts`, in a real Chromium. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: {
    alias: { '@policytrail/core': fileURLToPath(new URL('../core/src/index.ts', import.meta.url)) },
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
      provider: playwright({ launchOptions: { ...(executablePath ? { executablePath } : {}), args } }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
