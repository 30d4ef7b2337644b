import { openApiDocument } from '@policytrail/http';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { remoteOperations } from '../../src/operations/operations.js';
import { connected, origin } from '../support/connected.js';

async function served(): Promise<Record<string, unknown>> {
  const { handler } = connected({ handler: { basePath: '/api' } });
  return (await handler(new Request(`${origin}/api/openapi.json`))).json();
}

it('is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  expect(await validator.validate(await served())).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

it('is found invalid where it is not', async () => {
  const document = await served();
  expect(await new Validator().validate({ ...document, paths: { versions: { get: {} } } })).toMatchObject({
    valid: false,
  });
});

it('is what a build can write to a file', async () => {
  expect(await served()).toEqual(JSON.parse(JSON.stringify(openApiDocument({ server: '/api' }))));
});

it('describes every operation, and each schema it names', async () => {
  const document = openApiDocument({ server: '/' });
  const text = JSON.stringify(document);
  const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
  expect(ids.toSorted()).toEqual(remoteOperations.toSorted());
  const named = new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name));
  expect([...named].filter((name) => !Object.hasOwn(document.components.schemas, name ?? ''))).toEqual([]);
});
