import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { connected, origin } from '../support/connected.js';

const paths = ['/archive/import', '/archive/import-history'] as const;

/** More records than an import of a history stores at once. */
const records = Array.from({ length: 1_200 }, (_, a) =>
  JSON.stringify({ policyId: `p-${a}`, policy: { a }, createdAt: '2025-09-01T00:00:00.000Z', createdBy: 'legacy' }),
).join('\n');

/** Sends an import to a handler, and tells what it said, to its log too, and what was stored. */
async function sent(path: string, body: ReadableStream<Uint8Array>, type = 'application/x-ndjson') {
  const logged: unknown[] = [];
  const { handler, trail } = connected({
    handler: { bodyTimeoutMilliseconds: 40, timeoutMilliseconds: 1_000, onError: (error) => logged.push(error) },
  });
  const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': type } };
  const response = await handler(new Request(origin + path, init as RequestInit));
  const { code } = await response.json();
  const { total } = await trail.policies();
  return { status: response.status, type: response.headers.get('content-type'), code, total, logged };
}

function breaking(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let pulls = 0;
  return new ReadableStream({
    pull(controller) {
      pulls += 1;
      if (pulls === 1) controller.enqueue(bytes);
      else controller.error(new TypeError('terminated'));
    },
  });
}

/** First all that is given, then a byte at a time, without end. */
function dripping(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let timer: ReturnType<typeof setInterval> | undefined;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      timer = setInterval(() => controller.enqueue(new Uint8Array([0x20])), 5);
    },
    cancel: () => clearInterval(timer),
  });
}

const problem = 'application/problem+json';
const plain = new TextEncoder().encode(`${records}\n`);
const packed = new Uint8Array(gzipSync(plain));

describe.each(paths)('a body of %s', (path) => {
  it.each([
    ['plain', plain, 'application/x-ndjson'],
    ['packed', packed.subarray(0, packed.length - 100), 'application/gzip'],
  ])('that breaks off, %s, is 400, stores nothing and is not the server’s failure', async (_, bytes, type) => {
    expect(await sent(path, breaking(bytes), type)).toEqual({
      status: 400,
      type: problem,
      code: 'invalid_argument',
      total: 0,
      logged: [],
    });
  });

  it('that drips is 408, and stores nothing', { timeout: 15_000 }, async () => {
    expect(await sent(path, dripping(plain))).toEqual({
      status: 408,
      type: problem,
      code: 'limit_exceeded',
      total: 0,
      logged: [],
    });
  });
});

it('an import that arrives whole is stored', async () => {
  const { handler, trail } = connected();
  const init = { method: 'POST', body: packed, headers: { 'content-type': 'application/gzip' } };
  expect((await handler(new Request(`${origin}/archive/import-history`, init))).status).toBe(200);
  expect((await trail.policies()).total).toBe(1_200);
});

it('a sender of JSON that went away is not the server’s failure', async () => {
  expect(await sent('/versions', breaking(new TextEncoder().encode('{"policyId":')), 'application/json')).toMatchObject(
    {
      status: 400,
      code: 'invalid_argument',
      logged: [],
    },
  );
});
