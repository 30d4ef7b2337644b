import { openApiDocument } from '@policytrail/http';
import createClient from 'openapi-fetch';
import openapiTS, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connected } from '../support/connected.js';
import { serve, type TestServer } from '../support/server.js';
import type { paths } from './generated.js';

let server: TestServer;
const { handler } = connected();

beforeAll(async () => {
  server = await serve(handler);
});
afterAll(() => server.close());

it('is what openapi-typescript makes of the document', async () => {
  const document = JSON.parse(JSON.stringify(openApiDocument({ server: '/' })));
  // Where this differs on purpose, `npx vitest run -u` writes the file anew.
  await expect(astToString(await openapiTS(document))).toMatchFileSnapshot('./generated.ts');
});

it('lets a generated client save, read, evaluate and be refused', async () => {
  const client = createClient<paths>({ baseUrl: server.url });
  const policyId = 'team/a b';
  const rules = [{ id: 'cap', name: 'Cap', when: 'input.cost > policy.budget', effect: 'deny', message: 'too much' }];

  const saved = await client.POST('/versions', { body: { policyId, policy: { budget: 5, rules }, label: 'v1' } });
  expect(saved.data?.version.createdBy?.id).toBe('ana');
  const history = await client.GET('/versions', { params: { query: { policyId, limit: 1, 'filter.author': 'ana' } } });
  expect(history.data?.versions.map(({ label }) => label)).toEqual(['v1']);
  const judged = await client.POST('/evaluations', {
    body: { policyId, input: { cost: 7 } },
    params: { header: { 'Idempotency-Key': 'e-1' } },
  });
  expect(judged.data?.evaluation.decision?.violations[0]?.actualValue).toBe('7');
  const refused = await client.POST('/versions', { body: { policyId, policy: {}, expectedVersion: 4 } });
  expect([refused.response.status, refused.error?.code]).toEqual([409, 'version_conflict']);
  const missing = await client.GET('/versions/numbered', { params: { query: { policyId, version: 9 } } });
  expect([missing.data, missing.error?.code]).toEqual([undefined, 'not_found']);
});
