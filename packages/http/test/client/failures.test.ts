import { isPolicytrailError } from '@policytrail/core';
import { type ConnectOptions, connectPolicyTrail } from '@policytrail/http/client';
import { describe, expect, it } from 'vitest';
import { connected, fetchFrom, origin } from '../support/connected.js';

type Fetch = NonNullable<ConnectOptions['fetch']>;

/** A client whose server says these things in turn, and what was sent and waited for. */
function scripted(...answers: readonly (() => Response | Promise<Response>)[]) {
  const sent: { url: string; init: RequestInit }[] = [];
  const waits: number[] = [];
  const fetch: Fetch = async (url, init) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)];
    sent.push({ url, init });
    if (answer === undefined) throw new Error('there is an answer');
    return answer();
  };
  const wait = async (milliseconds: number) => void waits.push(milliseconds);
  return { client: connectPolicyTrail(origin, { fetch, wait, random: () => 0 }), sent, waits };
}

const lost = () => Promise.reject(new TypeError('fetch failed'));
const page = (status: number) => () => new Response('<html>', { status, headers: { 'content-type': 'text/html' } });
const json = (value: unknown) => () => Response.json(value);
const problem =
  (status: number, code: string, headers: Record<string, string> = {}) =>
  () =>
    new Response(
      JSON.stringify({ type: '', title: '', status, detail: 'said so', code, details: { operation: 'x' } }),
      {
        status,
        headers: { 'content-type': 'application/problem+json', ...headers },
      },
    );
const cut = () =>
  new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"status":'));
        controller.error(new TypeError('terminated'));
      },
    }),
    { headers: { 'content-type': 'application/json' } },
  );

const bodies = (sent: readonly { init: RequestInit }[]) => sent.map(({ init }) => JSON.parse(String(init.body)));

describe('a request without an answer', () => {
  it('is sent again with the same id, later each time', async () => {
    const { client, sent, waits } = scripted(lost, cut, page(502), json({ status: 'saved' }));
    expect(await client.save('p', { a: 1 })).toEqual({ status: 'saved' });
    const [first, ...others] = bodies(sent);
    expect(first.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(others).toEqual([first, first, first]);
    expect(waits).toEqual([50, 100, 200]);
  });

  it('is given up after some attempts: nobody knows of a write, a read was none', async () => {
    const { client, sent } = scripted(lost);
    await expect(client.save('p', {})).rejects.toMatchObject({
      code: 'outcome_unknown',
      details: { operation: 'save' },
      cause: expect.any(TypeError),
    });
    expect(sent.length).toBe(4);
    await expect(client.current('p')).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect(client.save('p', {}, { dryRun: true })).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  it('names its id where it is given up, so that it can be asked for again', async () => {
    const { client, sent } = scripted(lost);
    const error = await client.save('p', {}).catch((thrown: unknown) => thrown);
    expect(isPolicytrailError(error) && error.message).toContain(bodies(sent)[0].requestId);
  });

  it.each(['evaluate', 'approve'] as const)('%s has an id of its own, too', async (name) => {
    const { client, sent } = scripted(lost, json({ status: 'already_x' }));
    const call = { evaluate: () => client.evaluate('p', {}), approve: () => client.approve('p', 'e') }[name];
    expect(await call()).toEqual({ status: 'x' });
    const [first, second] = bodies(sent);
    expect(first.id ?? first.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).toEqual(first);
  });

  it('of many has an id for each', async () => {
    const { client, sent } = scripted(lost, json([{ status: 'already_saved' }, { status: 'already_saved' }]));
    const drafts = [
      { policyId: 'p', policy: {} },
      { policyId: 'q', policy: {}, requestId: 'mine' },
    ];
    // What was first saved by this very call was not saved before it; of `mine` only the caller can say.
    expect(await client.saveMany(drafts)).toEqual([{ status: 'saved' }, { status: 'already_saved' }]);
    const [first, second] = bodies(sent);
    expect(first.drafts[1].requestId).toBe('mine');
    expect(second).toEqual(first);
  });
});

describe('what the server says', () => {
  it('is waited for as long as it asks', async () => {
    const limited = problem(429, 'limit_exceeded', { 'retry-after': '3' });
    const { client, waits } = scripted(limited, problem(503, 'store_unavailable'), json({ policies: [], total: 0 }));
    await client.policies();
    expect(waits).toEqual([3000, 100]);
  });

  it.each([
    [400, 'invalid_argument'],
    [403, 'forbidden'],
    [409, 'version_conflict'],
    [422, 'invalid_policy'],
    [507, 'storage_full'],
    [500, 'trail_corrupt'],
  ])('%i %s is asked once', async (status, code) => {
    const { client, sent } = scripted(problem(status, code));
    await expect(client.save('p', {})).rejects.toMatchObject({ code, message: 'said so', details: { operation: 'x' } });
    expect(sent.length).toBe(1);
  });

  it.each([
    [401, 'forbidden', 1],
    [403, 'forbidden', 1],
    [404, 'store_unavailable', 1],
    [413, 'store_unavailable', 1],
    [500, 'outcome_unknown', 4],
    [502, 'outcome_unknown', 4],
  ])('%i without a problem, from something in between, is %s', async (status, code, attempts) => {
    const { client, sent } = scripted(page(status));
    await expect(client.save('p', {})).rejects.toMatchObject({ code });
    expect(sent.length).toBe(attempts);
  });

  it.each([301, 302, 303, 307, 308])('%i is not followed, and asked once', async (status) => {
    const moved = () => new Response(null, { status, headers: { location: 'http://elsewhere.test/' } });
    const { client, sent } = scripted(moved);
    const told = { code: 'store_unavailable', message: expect.stringContaining('the url must be the handler') };
    await expect(client.save('p', {})).rejects.toMatchObject(told);
    await expect(client.policies()).rejects.toMatchObject(told);
    expect(sent.map(({ init }) => init.redirect)).toEqual(['manual', 'manual']);
  });

  it('a redirect is not followed in a page either, which can’t see its status', async () => {
    const opaque = () => Object.defineProperty(new Response(null), 'status', { value: 0 });
    const hidden = () => Object.defineProperty(opaque(), 'ok', { value: false });
    const { client, sent } = scripted(hidden);
    await expect(client.save('p', {})).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(sent.length).toBe(1);
  });

  it('of a later attempt does not make known what became of an earlier one', async () => {
    const moved = () => new Response(null, { status: 307, headers: { location: '/' } });
    await expect(scripted(lost, moved).client.save('p', {})).rejects.toMatchObject({ code: 'outcome_unknown' });
    await expect(scripted(lost, moved).client.policies()).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  it.each([
    ['null', json(null)],
    ['a list', json([])],
    ['nulls', json([null])],
    ['a number', json(1)],
    ['something else', json({ hello: 1 })],
    ['a page', page(200)],
    ['JSON that does not say so', () => new Response('{"status":"saved","policies":[],"contentHash":""}')],
    ['nothing', () => new Response(null, { status: 204 })],
  ])('%s with 200 is no answer', async (_, answer) => {
    const { client, sent } = scripted(answer);
    const unknown = { code: 'outcome_unknown' };
    await expect(client.save('p', {})).rejects.toMatchObject(unknown);
    await expect(client.evaluate('p', {})).rejects.toMatchObject(unknown);
    await expect(client.pin('p', { type: 'run', id: '1' })).rejects.toMatchObject(unknown);
    await expect(client.current('p')).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect(client.policies()).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(sent.length).toBe(5);
  });

  it.each([null, {}, [null], [1]])('%j is no answer where a list of objects is', async (value) => {
    const { client } = scripted(json(value));
    const drafts = [{ policyId: 'p', policy: {} }];
    await expect(client.saveMany(drafts)).rejects.toMatchObject({ code: 'outcome_unknown' });
    await expect(client.planned('p')).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  it('is no archive where it is a page', async () => {
    const reader = scripted(page(200)).client.exportArchive().getReader();
    await expect(reader.read()).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  it('404 is no answer but of a handler', async () => {
    await expect(scripted(page(404)).client.current('p')).rejects.toMatchObject({ code: 'store_unavailable' });
    await expect(scripted(problem(404, 'nonsense')).client.current('p')).rejects.toMatchObject({
      code: 'store_unavailable',
    });
    expect(await scripted(problem(404, 'not_found')).client.current('p')).toBeUndefined();
  });
});

describe('a client', () => {
  it('sends its headers, made anew for each attempt', async () => {
    const sent: (string | null)[] = [];
    let token = 0;
    const client = connectPolicyTrail(`${origin}/api/`, {
      headers: async () => ({ authorization: `Bearer ${++token}` }),
      credentials: 'include',
      wait: async () => undefined,
      fetch: async (url, init) => {
        sent.push(url, new Headers(init.headers).get('authorization'), init.credentials ?? null);
        return token === 1 ? lost() : Response.json({ policies: [], total: 0 });
      },
    });
    await client.policies({ prefix: 'a b/' });
    const url = `${origin}/api/policies?prefix=a+b%2F`;
    expect(sent).toEqual([url, 'Bearer 1', 'include', url, 'Bearer 2', 'include']);
  });

  it('gives up an attempt that takes too long', async () => {
    const fetch: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    const client = connectPolicyTrail(origin, {
      fetch,
      timeoutMilliseconds: 5,
      attempts: 2,
      wait: async () => undefined,
    });
    await expect(client.save('p', {})).rejects.toMatchObject({
      code: 'outcome_unknown',
      cause: { name: 'TimeoutError' },
    });
  });

  it('gives up an archive that has gone silent', async () => {
    let cancelled: unknown;
    const fetch: Fetch = async () => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new Uint8Array([1])),
        cancel: (reason) => {
          cancelled = reason;
        },
      });
      return new Response(body, { headers: { 'content-type': 'application/gzip' } });
    };
    const reader = connectPolicyTrail(origin, { fetch, timeoutMilliseconds: 20 }).exportArchive().getReader();
    expect((await reader.read()).value).toEqual(new Uint8Array([1]));
    const silent = { code: 'store_unavailable', cause: { name: 'TimeoutError' } };
    await expect(reader.read()).rejects.toMatchObject(silent);
    expect(cancelled).toMatchObject({ name: 'TimeoutError' });
  }, 5_000);

  it('ends with its signal, for the signal’s reason', async () => {
    const aborting = new AbortController();
    const reason = new Error('the page is gone');
    const fetch: Fetch = (_, { signal }) => {
      aborting.abort(reason);
      return Promise.reject(signal?.reason);
    };
    const client = connectPolicyTrail(origin, { fetch, signal: aborting.signal });
    await expect(client.policies()).rejects.toBe(reason);
    await expect(client.policies()).rejects.toBe(reason);
  });

  it('says that nobody knows what became of a write that was given up on under way', async () => {
    const client = connectPolicyTrail(origin, {
      fetch: (_, { signal }) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    });
    const saving = client.save('p', {}, { requestId: 'r-1' });
    const reading = client.policies();
    await new Promise((resolve) => setTimeout(resolve));
    await client.close();
    await expect(saving).rejects.toMatchObject({
      code: 'outcome_unknown',
      message: expect.stringContaining('`r-1`'),
      cause: { code: 'store_closed' },
    });
    await expect(reading).rejects.toMatchObject({ code: 'store_closed' });
    // Nothing was sent of it.
    await expect(client.save('p', {})).rejects.toMatchObject({ code: 'store_closed' });
  });

  it('says so, too, where it is given up on between two attempts', async () => {
    const aborting = new AbortController();
    const client = connectPolicyTrail(origin, {
      fetch: () => lost(),
      signal: aborting.signal,
      wait: () => Promise.reject(new Error('the page is gone')),
    });
    await expect(client.save('p', {})).rejects.toMatchObject({ code: 'outcome_unknown' });
    await expect(client.policies()).rejects.toThrow('the page is gone');
  });

  it('is closed without closing the store', async () => {
    const { client, connect } = connected();
    await client.save('p', {});
    const recorder = client.evaluationRecorder();
    await client.close();
    await expect(client.policies()).rejects.toMatchObject({ code: 'store_closed' });
    await expect(recorder.evaluate('p', {})).rejects.toMatchObject({ code: 'store_closed' });
    expect(await connect().policies()).toMatchObject({ total: 1 });
  });

  it('is not synchronous', () => {
    expect(() => connected().client.sync).toThrowError(/not synchronous/);
  });

  it('says who acts where it is bound', async () => {
    const { connect } = connected();
    const bens = connect({ headers: { 'x-actor': 'ben' } });
    expect((await bens.as('ben').save('p', {})).version.createdBy).toEqual({ id: 'ben' });
    await expect(bens.as('ana').save('p', { a: 1 })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(bens.as('ana').saveMany([{ policyId: 'p', policy: { a: 1 } }])).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it.each(['ftp://x', 'trail', 'http://', `${origin}?x=1`, '//evil'])('refuses %s as its url', (url) => {
    expect(() => connectPolicyTrail(url)).toThrowError(/url must be/);
  });

  it('may be at a path of its page', async () => {
    const urls: string[] = [];
    const fetch: Fetch = async (url) => {
      urls.push(url);
      return Response.json({ checks: [] });
    };
    await connectPolicyTrail('/api/trail', { fetch }).doctor();
    await connectPolicyTrail(new URL(`${origin}/`), { fetch }).doctor();
    expect(urls).toEqual(['/api/trail/doctor', `${origin}/doctor`]);
  });
});

describe('a recorder', () => {
  it('records each call, some at a time, and rejects one alone', async () => {
    let [atOnce, most] = [0, 0];
    const { connect, handler } = connected();
    const client = connect({
      async fetch(url, init) {
        most = Math.max(most, ++atOnce);
        const response = await fetchFrom(handler)(url, init);
        atOnce -= 1;
        return response;
      },
    });
    await client.save('p', {});
    const recorder = client.evaluationRecorder({ maxPending: 3 });
    const results = Array.from({ length: 20 }, (_, index) =>
      recorder.evaluate(index === 7 ? 'nowhere' : 'p', { index }).then(
        ({ status }) => status,
        ({ code }) => code as string,
      ),
    );
    await recorder.flush();
    expect(await Promise.all(results)).toEqual(
      Array.from({ length: 20 }, (_, i) => (i === 7 ? 'missing_version' : 'recorded')),
    );
    expect(most).toBe(3);
    expect((await client.evaluations('p')).total).toBe(19);
    await recorder.close();
    await expect(recorder.evaluate('p', {})).rejects.toMatchObject({ code: 'store_closed' });
  });

  it('refuses options that can’t be', () => {
    const { client } = connected();
    expect(() => client.evaluationRecorder({ maxPending: 0 })).toThrowError(/maxPending/);
    expect(() => client.evaluationRecorder({ maxPendign: 1 } as never)).toThrowError(/no option/);
  });
});
