import { memoryStore, roles } from '@policytrail/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type RemoteOperation, remoteOperations, routes } from '../../src/operations/operations.js';
import { requests } from '../../src/schemas/asked/requests.js';
import { calls, fill } from '../support/calls.js';
import { connected, fetchFrom, origin } from '../support/connected.js';
import { operationAt } from '../support/operation-at.js';
import { touchedStore } from '../support/touched-store.js';

const runs = Number(process.env['PROVE_HTTP_FUZZ'] ?? 2_000);

const awkward = fc.constantFrom(
  ...[
    '',
    ' ',
    '..',
    '../..',
    '%',
    '%00',
    '%2e%2e%2f',
    '\u0000',
    '\ud800',
    '💶',
    '~schema/x',
    '__proto__',
    'constructor',
  ],
  ...['-1', '0', '1', '1e9', 'NaN', '9007199254740993', 'true', 'null', "' OR 1=1 --", '{{x}}', '\r\nx: y', 'p'],
);
const scalar = fc.oneof(
  awkward,
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
);
const value = fc.oneof(scalar, fc.constant(null), fc.jsonValue({ maxDepth: 4 }), fc.array(scalar, { maxLength: 3 }));

/** Requests as the client makes them, by operation. */
const sound = await soundRequests();

/** A sound request with one thing in it that is another, or not there. */
function nearly(operation: RemoteOperation): fc.Arbitrary<Record<string, unknown>> {
  const asked = sound.get(operation) ?? {};
  const names = Object.keys(asked);
  if (names.length === 0) return fc.constant({});
  return fc.tuple(fc.constantFrom(...names), fc.option(value, { nil: undefined })).map(([name, other]) => {
    const { [name]: _, ...rest } = asked;
    return other === undefined ? rest : { ...rest, [name]: other };
  });
}

/** What is nearly a request of an operation, or its own names with anything in them, and others. */
function askedOf(operation: RemoteOperation): fc.Arbitrary<Record<string, unknown>> {
  return fc.oneof(fc.constant(sound.get(operation) ?? {}), nearly(operation), anythingFor(operation));
}

function anythingFor(operation: RemoteOperation): fc.Arbitrary<Record<string, unknown>> {
  const names = Object.keys(requests[operation].shape);
  const named = fc.constantFrom(...names, ...names, ...names, 'by', 'dryRun', '__proto__', 'filter.text', 'x');
  const good = fc.constant(['policyId', 'p'] as const);
  return fc
    .array(fc.oneof({ weight: 4, arbitrary: fc.tuple(named, value) }, { weight: 1, arbitrary: good }), { maxLength: 6 })
    .map((entries) => Object.fromEntries(entries));
}

const type = fc.oneof(
  { weight: 8, arbitrary: fc.constant('application/json') },
  { weight: 3, arbitrary: fc.constantFrom('text/plain', 'application/octet-stream', '') },
);
const header = fc.constantFrom('if-match', 'if-none-match', 'idempotency-key', 'last-event-id', 'accept', 'range');
const headerValue = fc.oneof(
  fc.constantFrom('*', '"v1"', '"v99999999999999999999"', 'W/"v1"', '""', 'é', '-1', '1, 2'),
  fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: 200 }),
);
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((array) => new Uint8Array(array)),
  fc.constantFrom('', '{', '[]', 'null', '"x"', '{"a":1e999}', '\u0000', '{"a":}', '['.repeat(5_000)),
);

const hostile = fc.constantFrom(...remoteOperations).chain((operation) =>
  fc.record({
    operation: fc.constant(operation),
    method: fc.oneof(
      { weight: 9, arbitrary: fc.constant(routes[operation].method) },
      { weight: 1, arbitrary: fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'QUERY') },
    ),
    path: fc.oneof(
      { weight: 9, arbitrary: fc.constant(routes[operation].path) },
      {
        weight: 1,
        arbitrary: awkward.map((text) => `${routes[operation].path}/${encodeURI(text.replaceAll('\ud800', ''))}`),
      },
    ),
    asked: askedOf(operation),
    raw: fc.option(bytes, { freq: 1 }),
    contentType: type,
    headers: fc.oneof(fc.constant([]), fc.array(fc.tuple(header, headerValue), { maxLength: 2 })),
    actor: fc.constantFrom('root', 'root', 'root', 'vera', 'nobody', ''),
  }),
);

async function soundRequests(): Promise<ReadonlyMap<RemoteOperation, Record<string, unknown>>> {
  const found = new Map<RemoteOperation, Record<string, unknown>>();
  const { connect, handler, trail } = connected();
  await fill(trail);
  const client = connect({
    async fetch(url, init) {
      const { searchParams } = new URL(url);
      const operation = operationAt(url, init);
      const body = typeof init.body === 'string' ? JSON.parse(init.body) : Object.fromEntries(searchParams);
      if (operation !== undefined) found.set(operation, body);
      return fetchFrom(handler)(url, init);
    },
  });
  for (const call of Object.values(calls)) await call(client);
  return found;
}

type Hostile = typeof hostile extends fc.Arbitrary<infer Value> ? Value : never;

function requestOf({ method, path, asked, raw, contentType, headers, actor }: Hostile): Request {
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const query = hasBody ? '' : `?${queryOf(asked)}`;
  return new Request(origin + path + query, {
    method,
    headers: new Headers([...headers, ['content-type', contentType], ['x-actor', actor]]),
    ...(hasBody ? { body: (raw ?? JSON.stringify(asked)) as string } : {}),
  });
}

function queryOf(asked: Record<string, unknown>): string {
  const text = (part: unknown) => (typeof part === 'string' ? part : String(JSON.stringify(part))).slice(0, 300);
  return Object.entries(asked)
    .map(([name, part]) => new URLSearchParams([[name, text(part)]]).toString())
    .join('&');
}

it(`answers ${runs} hostile requests with what was asked for or a 4xx that says why`, {
  timeout: 600_000,
}, async () => {
  const failures: unknown[] = [];
  const authorize = roles({ admin: ['root'], viewer: ['vera'] });
  const { handler, trail } = connected({
    trail: { authorize },
    handler: { onError: (error) => failures.push(error), heartbeatMilliseconds: 60_000 },
  });
  await fill(trail.as('root'));
  await trail.save('p', { a: 1 }, { by: 'root' });
  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(hostile, async (request) => {
      const response = await handler(requestOf(request));
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      expect(response.status).toBeLessThan(500);
      const isProblem = response.headers.get('content-type') === 'application/problem+json';
      if (response.status >= 400 && request.method !== 'HEAD') {
        expect(isProblem).toBe(true);
        expect(await response.json()).toMatchObject({ status: response.status, code: expect.any(String) });
      } else await response.body?.cancel();
      if (request.actor === '' && response.status < 400) throw new Error('nobody was answered');
    }),
    { numRuns: runs, seed: 20251001 },
  );
  // Only an actor that can't be is told to the log: that is for the host to see.
  expect(failures.filter((error) => !/^by must/.test(String((error as Error).message)))).toEqual([]);
  expect([...statuses.keys()].toSorted()).toEqual(expect.arrayContaining([200, 400, 401, 403, 404, 405, 415]));
  expect(Object.keys(Object.prototype)).toEqual([]);
  console.info(
    `${runs} hostile requests: ${[...statuses]
      .toSorted()
      .map((pair) => pair.join(' × '))
      .join(', ')}`,
  );
});

it('reads and writes nothing where authorize refuses', { timeout: 600_000 }, async () => {
  const { store, touched } = touchedStore(memoryStore());
  const { handler } = connected({ trail: { store, authorize: () => 'no' } });
  await fc.assert(
    fc.asyncProperty(hostile, async (request) => {
      const response = await handler(requestOf({ ...request, actor: 'root' }));
      await response.body?.cancel();
      expect(touched).toEqual([]);
    }),
    { numRuns: Math.ceil(runs / 2), seed: 20251002 },
  );
});
