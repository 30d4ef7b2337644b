import { createPolicyTrail, memoryStore, PolicytrailError } from '@policytrail/core';
import { createPolicyTrailHandler } from '@policytrail/http';
import { describe, expect, it } from 'vitest';
import { statusOf } from '../../src/operations/problem.js';
import { connected, origin } from '../support/connected.js';

type Sent = Omit<RequestInit, 'body'> & { readonly body?: unknown };

/** A handler on a trail with two versions of `p`, and how to ask it. */
async function asked() {
  const { handler, trail, store } = connected();
  await trail.save('p', { a: 1 }, { by: 'ana', label: 'one' });
  await trail.save('p', { a: 2 }, { by: 'ana' });
  const ask = (path: string, { body, ...init }: Sent = {}) =>
    handler(
      new Request(origin + path, {
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
        ...init,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...init.headers },
      }),
    );
  return { handler, trail, store, ask };
}

describe('a problem', () => {
  it('carries code, details and words', async () => {
    const { ask } = await asked();
    const response = await ask('/versions', { body: { policyId: 'p', policy: {}, expectedVersion: 1 } });
    expect(response.status).toBe(409);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      type: 'urn:policytrail:error:version_conflict',
      title: 'Conflict',
      status: 409,
      detail: '`p` is at version 2, not 1: read it again, then save on top of it',
      code: 'version_conflict',
      details: { policyId: 'p', expectedVersion: 1, headVersion: 2 },
    });
  });

  it.each([
    ['/versions', { policyId: 'p', policy: {}, label: 'one' }, 409, 'label_taken'],
    ['/versions', { policyId: 'p', policy: { rules: 1 } }, 422, 'invalid_policy'],
    ['/versions/restore', { policyId: 'p', version: 9 }, 404, 'not_found'],
    ['/evaluations', { policyId: 'nowhere', input: 1 }, 404, 'missing_version'],
    ['/explanations', { policyId: 'p', subject: { type: 'run', id: '1' } }, 404, 'missing_evaluation'],
    ['/pins', { policyId: 'p', subject: { type: 'run', id: '1' }, by: 'ben' }, 403, 'forbidden'],
    ['/versions', { policyId: 'p', policy: { a: 'x'.repeat(1_100_000) } }, 400, 'invalid_argument'],
  ])('of %s with %.60j is %i %s', async (path, body, status, code) => {
    const { ask } = await asked();
    const response = await ask(path, { body });
    expect([response.status, (await response.json()).code]).toEqual([status, code]);
  });

  it('is the server’s own where the store, or what it holds, is at fault', () => {
    const own = Object.entries(statusOf).filter(([, status]) => status >= 500);
    const codes = ['store_unavailable', 'outcome_unknown', 'store_closed', 'storage_full', 'trail_corrupt'];
    expect(own.map(([code]) => code).toSorted()).toEqual(codes.toSorted());
  });

  it('says nothing of what failed in the server, and its log everything', async () => {
    const logged: unknown[] = [];
    const failure = new RangeError('password=secret');
    const trail = createPolicyTrail({
      store: memoryStore(),
      authorize: () => {
        throw failure;
      },
    });
    const handler = createPolicyTrailHandler({ trail, actor: () => 'ana', onError: (error) => logged.push(error) });
    const response = await handler(new Request(`${origin}/policies`));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
    expect(logged).toEqual([failure]);
  });
});

describe('who asks', () => {
  it.each([() => undefined, () => null, () => '', () => 'x'.repeat(300), async () => Promise.reject(new Error('no'))])(
    'must be known (%#)',
    async (actor) => {
      const handler = createPolicyTrailHandler({ trail: createPolicyTrail({ store: memoryStore() }), actor });
      const response = await handler(new Request(`${origin}/policies`));
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await response.json()).toMatchObject({ code: 'forbidden', details: { operation: 'policies' } });
    },
  );
});

describe('what is asked too often', () => {
  it('is refused before its body is read, with the time to wait', async () => {
    const { handler } = connected({
      handler: { rateLimit: (_, { actor, operation }) => (actor === 'ana' && operation === 'save' ? 2.5 : undefined) },
    });
    const body = new ReadableStream({
      pull() {
        throw new Error('it was read');
      },
    });
    const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/json' } };
    const response = await handler(new Request(`${origin}/versions`, init as RequestInit));
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(await response.json()).toMatchObject({ code: 'limit_exceeded' });
    expect((await handler(new Request(`${origin}/policies`))).status).toBe(200);
  });
});

describe('paths', () => {
  it('that lead nowhere are 404', async () => {
    const { ask } = await asked();
    for (const path of ['/', '/nothing', '/versions/1', '//versions', '/VERSIONS', '/versions/..%2fdoctor']) {
      const response = await ask(path);
      expect([path, response.status]).toEqual([path, 404]);
      expect(await response.json()).toMatchObject({ code: 'invalid_argument' });
    }
  });

  it('say which methods they answer to', async () => {
    const { ask } = await asked();
    const response = await ask('/versions', { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect((await ask('/permissions', { method: 'POST' })).headers.get('allow')).toBe('GET');
  });

  it('may begin with a base path', async () => {
    const { handler } = connected({ handler: { basePath: '/api/trail/' } });
    expect((await handler(new Request(`${origin}/api/trail/policies`))).status).toBe(200);
    expect((await handler(new Request(`${origin}/policies`))).status).toBe(404);
  });

  it('answer HEAD as GET, without a body', async () => {
    const { ask } = await asked();
    const response = await ask('/versions?policyId=p', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(response.headers.get('etag')).toMatch(/^"v2-/);
  });
});

describe('a query', () => {
  it('brings a policy id as it is, escaped', async () => {
    const { ask, trail } = await asked();
    for (const policyId of ['a/b c', '..', '%2F', 'ü?&=#+', '日本']) {
      await trail.save(policyId, { its: policyId });
      const response = await ask(`/versions/current?policyId=${encodeURIComponent(policyId)}`);
      expect(await response.json()).toMatchObject({ policyId, policy: { its: policyId } });
    }
  });

  it.each([
    ['policyId=p&policyId=q', 'stands twice'],
    ['policyId=p&color=red', 'there is no `color`'],
    ['policyId=%ff', 'not UTF-8'],
    ['policyId=%ed%a0%80', 'not UTF-8'],
    ['policyId=', 'policyId'],
    ['', 'policyId'],
    ['policyId=p&limit=ten', 'limit'],
    ['policyId=p&limit=01', 'limit'],
    ['policyId=p&limit=9999', 'limit'],
    ['policyId=%00', 'U+0000'],
    ['policyId=p&filter.from=now', 'filter.from'],
    ['policyId=p&__proto__=1', 'there is no'],
    ['policyId=p&filter=1', 'there is no'],
  ])('%s is refused', async (query, message) => {
    const { ask } = await asked();
    const response = await ask(`/versions?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'invalid_argument',
      detail: expect.stringContaining(message),
    });
  });
});

describe('an ETag', () => {
  it('spares the body where nothing changed', async () => {
    const { ask, trail } = await asked();
    const etag = (await ask('/versions?policyId=p')).headers.get('etag') ?? '';
    const again = await ask('/versions?policyId=p', { headers: { 'if-none-match': `"x", W/${etag}` } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    await trail.save('p', { a: 3 });
    const changed = await ask('/versions?policyId=p', { headers: { 'if-none-match': etag } });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).toMatch(/^"v3-[0-9a-f]{16}"$/);
  });

  it('of a history says on which head to save', async () => {
    const { ask } = await asked();
    const etag = (await ask('/versions?policyId=p')).headers.get('etag') ?? '';
    const save = (headers: HeadersInit, body: object = {}) =>
      ask('/versions', { body: { policyId: 'p', policy: { a: 3 }, ...body }, headers: headers as never });
    expect((await save({ 'if-match': etag })).status).toBe(200);
    const late = await save({ 'if-match': etag });
    expect(late.status).toBe(412);
    expect(await late.json()).toMatchObject({ code: 'version_conflict', details: { headVersion: 3 } });
    expect((await save({ 'if-match': etag }, { expectedVersion: 3 })).status).toBe(400);
    expect((await save({ 'if-match': '*' })).status).toBe(400);
    expect((await save({ 'if-none-match': '*' })).status).toBe(412);
  });
});

describe('Idempotency-Key', () => {
  it.each(['key-1', '"key-1"'])('%s is the request id', async (key) => {
    const { ask } = await asked();
    const save = (policy: object, body: object = {}) =>
      ask('/versions', { body: { policyId: 'p', policy, ...body }, headers: { 'idempotency-key': key } });
    expect(await (await save({ a: 3 })).json()).toMatchObject({ status: 'saved', version: { requestId: 'key-1' } });
    expect(await (await save({ a: 3 })).json()).toMatchObject({ status: 'already_saved' });
    expect((await save({ a: 4 })).status).toBe(422);
    expect((await save({ a: 4 }, { requestId: 'key-2' })).status).toBe(400);
  });

  it('is the id of an evaluation', async () => {
    const { ask } = await asked();
    const body = { policyId: 'p', input: { x: 1 } };
    const evaluate = () => ask('/evaluations', { body, headers: { 'idempotency-key': 'e-1' } });
    expect(await (await evaluate()).json()).toMatchObject({ status: 'recorded', evaluation: { id: 'e-1' } });
    expect(await (await evaluate()).json()).toMatchObject({ status: 'already_recorded' });
  });
});

describe('a body', () => {
  const save = { policyId: 'p', policy: { a: 5 } };

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
    'of type `%s` is 415, so that no page of another origin can send one unasked',
    async (type) => {
      const { ask } = await asked();
      const response = await ask('/versions', { body: save, headers: { 'content-type': type } });
      expect(response.status).toBe(415);
    },
  );

  it('may name its encoding', async () => {
    const { ask } = await asked();
    const headers = { 'content-type': 'Application/JSON; charset=UTF-8' };
    expect((await ask('/versions', { body: save, headers })).status).toBe(200);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"policyId":'],
    ['a list', '[]'],
    ['a name twice', '{"policyId":"p","policyId":"q","policy":{}}'],
    ['a number a double would round', '{"policyId":"p","policy":{"a":9007199254740993}}'],
    ['what is not known', '{"policyId":"p","policy":{},"admin":true}'],
    ['a prototype', '{"policyId":"p","policy":{},"__proto__":{"admin":true}}'],
    ['a lone surrogate', '{"policyId":"p","policy":{"a":"\\ud800"}}'],
    ['great depth', `{"policyId":"p","policy":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
    ['depth in a list', `{"drafts":${'['.repeat(500_000)}`],
  ])('of %s is 400', async (_, text) => {
    const { handler, trail } = await asked();
    const init = { method: 'POST', body: text, headers: { 'content-type': 'application/json' } };
    const response = await handler(new Request(`${origin}/versions`, init));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_argument' });
    expect((await trail.history('p')).head).toBe(2);
  });

  it('that is not UTF-8 is 400', async () => {
    const { handler } = await asked();
    const init = {
      method: 'POST',
      body: new Uint8Array([0x7b, 0xff]),
      headers: { 'content-type': 'application/json' },
    };
    expect((await handler(new Request(`${origin}/versions`, init))).status).toBe(400);
  });
});

describe('a store', () => {
  it.each([
    ['store_unavailable', 503],
    ['outcome_unknown', 504],
    ['storage_full', 507],
  ] as const)('that answers %s is %i', async (code, status) => {
    const store = memoryStore();
    const failing = {
      ...store,
      append: () => Promise.reject(new PolicytrailError(code, 'no', { operation: 'append' })),
    };
    const { handler } = connected({ trail: { store: failing } });
    const body = JSON.stringify({ policyId: 'p', policy: {} });
    const headers = { 'content-type': 'application/json' };
    const response = await handler(new Request(`${origin}/versions`, { method: 'POST', body, headers }));
    expect([response.status, (await response.json()).code]).toEqual([status, code]);
  });

  it('that does not answer in time is not waited for', async () => {
    const never = new Promise<never>(() => undefined);
    const store = { ...memoryStore(), append: () => never, listPolicies: () => never };
    const { handler } = connected({ trail: { store }, handler: { timeoutMilliseconds: 5 } });
    const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const body = JSON.stringify({ policyId: 'p', policy: {} });
    const write = await handler(new Request(`${origin}/versions`, { ...post, body }));
    expect([write.status, (await write.json()).code]).toEqual([504, 'outcome_unknown']);
    const read = await handler(new Request(`${origin}/policies`));
    expect([read.status, (await read.json()).code]).toEqual([503, 'store_unavailable']);
  });
});

it.each([
  { trail: {} },
  { actor: 'ana' },
  { maxBodyBytes: 0 },
  { timeoutMilliseconds: 1.5 },
  { basePath: 'api' },
  { basePath: '/a b' },
])('options that can’t be are refused: %j', (options) => {
  const fit = { trail: createPolicyTrail({ store: memoryStore() }), actor: () => 'ana' };
  expect(() => createPolicyTrailHandler({ ...fit, ...options } as never)).toThrowError(/must be/);
});
