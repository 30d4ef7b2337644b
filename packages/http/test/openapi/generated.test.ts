import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openApiDocument } from '@policytrail/http';
import openapiTS, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connected } from '../support/connected.js';
import { serve, type TestServer } from '../support/server.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const { handler } = connected();
let server: TestServer;

beforeAll(async () => {
  server = await serve(handler);
});
afterAll(() => server.close());

it('has types by which a client compiles, and its mistakes do not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
  const document = JSON.parse(JSON.stringify(openApiDocument({ server: '/' })));
  writeFileSync(join(folder, 'schema.mts'), astToString(await openapiTS(document)));
  copyFileSync(new URL('usage/client.mts', import.meta.url), join(folder, 'client.mts'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--lib', 'es2023,dom'];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, ...options, '--ignoreConfig', 'client.mts'], { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
});

it('lets such a client save, read, evaluate and be refused', async () => {
  // Not imported by its name: its types are only there in the test above.
  const usage = new URL('usage/client.mts', import.meta.url).href;
  const { useClient } = (await import(usage)) as { readonly useClient: (url: string) => Promise<unknown> };
  expect(await useClient(server.url)).toEqual([
    'ana',
    ['v1'],
    '7',
    [409, 'version_conflict'],
    [undefined, 'not_found'],
  ]);
});
