import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`./packages/${path}`, import.meta.url));

// Tests read the sources; only tests that start processes need the build.
const alias = [
  { find: /^@policytrail\/(core|testing)\/(\w+)$/, replacement: source('$1/src/$2.ts') },
  { find: /^@policytrail\/(\w+)$/, replacement: source('$1/src/index.ts') },
];

const postgresTests = 'packages/postgres/test/**/*.test.ts';

export default defineConfig({
  resolve: { alias },
  test: {
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'main',
          include: ['packages/*/test/**/*.test.ts', 'tools/test/**/*.test.ts'],
          exclude: [postgresTests, '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: { name: 'postgres', include: [postgresTests], globalSetup: 'packages/postgres/test/server/setup.ts' },
      },
    ],
  },
});
