import type { WatchEvent } from '@policytrail/core';
import { describe, expect, it, vi } from 'vitest';
import { eventReader, type ServerEvent } from '../../src/client/events/event-reader.js';
import { connected, fetchFrom, origin } from '../support/connected.js';

/** What a listener hears, and how to wait until it has heard so many. */
function ear() {
  const heard: number[] = [];
  let onHeard = (): void => undefined;
  const listener = ({ version }: WatchEvent): void => {
    heard.push(version);
    onHeard();
  };
  const until = (count: number): Promise<readonly number[]> =>
    new Promise((resolve) => {
      onHeard = () => {
        if (heard.length >= count) resolve([...heard]);
      };
      onHeard();
    });
  return { heard, listener, until };
}

/** A client whose streams the test can cut, and which tells when one begins. */
function cuttable(options: Parameters<typeof connected>[0] = {}) {
  const stage = connected(options);
  const lastIds: (string | null)[] = [];
  let cut = (): void => undefined;
  let onBegin: (() => void) | undefined;
  const client = stage.connect({
    async fetch(url, init) {
      lastIds.push(new Headers(init.headers).get('last-event-id'));
      const cutting = new AbortController();
      const signal = AbortSignal.any([cutting.signal, ...(init.signal ? [init.signal] : [])]);
      const response = await fetchFrom(stage.handler)(url, { ...init, signal });
      const [first, second] = response.body?.tee() ?? [];
      const opened = first?.getReader();
      void opened?.read().then(
        () => onBegin?.(),
        () => undefined,
      );
      cut = () => cutting.abort();
      return new Response(second ?? null, response);
    },
  });
  const begun = () =>
    new Promise<void>((resolve) => {
      onBegin = resolve;
    });
  return { ...stage, client, lastIds, begun, cut: () => cut() };
}

describe('a watch over HTTP', () => {
  it('tells of each version, as in the same process', async () => {
    const { client, trail, begun } = cuttable();
    const { heard, listener, until } = ear();
    const ready = begun();
    const stop = client.watch('team/a b', listener);
    await ready;
    await trail.save('team/a b', { a: 1 });
    await trail.save('another', { a: 1 });
    await trail.saveMany([2, 3].map((a) => ({ policyId: 'team/a b', policy: { a } })));
    expect(await until(3)).toEqual([1, 2, 3]);
    stop();
    await trail.save('team/a b', { a: 4 });
    await client.policies();
    expect(heard).toEqual([1, 2, 3]);
  });

  it('tells after a lost connection what was missed, once', async () => {
    const { client, trail, begun, cut, lastIds } = cuttable();
    const { listener, until } = ear();
    await trail.save('p', { a: 0 });
    let ready = begun();
    const stop = client.watch('p', listener);
    await ready;
    await trail.save('p', { a: 1 });
    expect(await until(1)).toEqual([2]);
    ready = begun();
    cut();
    await trail.save('p', { a: 2 });
    await trail.save('p', { a: 3 });
    await ready;
    await trail.save('p', { a: 4 });
    expect(await until(4)).toEqual([2, 3, 4, 5]);
    expect(lastIds.slice(0, 2)).toEqual([null, '2']);
    stop();
  });

  it('begins again when the server ends the stream to ask who may watch', async () => {
    const { client, trail, lastIds, begun } = cuttable({ handler: { streamMilliseconds: 5 } });
    const { listener, until } = ear();
    const ready = begun();
    const stop = client.watch('p', listener);
    await ready;
    for (let a = 1; a <= 5; a += 1) {
      await trail.save('p', { a });
      expect(await until(a)).toEqual(Array.from({ length: a }, (_, index) => index + 1));
      await begun();
    }
    expect(lastIds.length).toBeGreaterThan(4);
    stop();
  });

  it('is over where the server refuses, and calls nobody', async () => {
    const { client, lastIds, trail } = cuttable({ trail: { authorize: ({ actor }) => actor?.id !== 'ana' } });
    const { heard, listener } = ear();
    client.watch('p', listener);
    await trail.as('root').save('p', {});
    await expect(client.policies()).rejects.toMatchObject({ code: 'forbidden' });
    await expect(client.policies()).rejects.toMatchObject({ code: 'forbidden' });
    expect(heard).toEqual([]);
    expect(lastIds.length).toBe(3);
  });

  it('takes one stream for all who watch a policy, until the last has ended', async () => {
    const { client, trail, begun, lastIds } = cuttable();
    const [one, other] = [ear(), ear()];
    const ready = begun();
    const stopOne = client.watch('p', one.listener);
    const stopOther = client.as('ana').watch('p', other.listener);
    await ready;
    await trail.save('p', { a: 1 });
    expect([await one.until(1), await other.until(1)]).toEqual([[1], [1]]);
    stopOne();
    stopOne();
    await trail.save('p', { a: 2 });
    expect(await other.until(2)).toEqual([1, 2]);
    expect([one.heard, lastIds.length]).toEqual([[1], 1]);
    stopOther();
    const again = begun();
    client.watch('p', one.listener);
    await again;
    expect(lastIds.length).toBe(2);
  });

  it('takes no page for a stream, and follows no redirect', async () => {
    const page = () => new Response('<html>', { headers: { 'content-type': 'text/html' } });
    const moved = () => new Response(null, { status: 307, headers: { location: 'http://elsewhere.test/' } });
    const answers = [page, page, page, moved];
    const [waits, redirects]: [number[], unknown[]] = [[], []];
    const client = connected().connect({
      random: () => 0,
      wait: (milliseconds) => (waits.push(milliseconds) <= 3 ? Promise.resolve() : new Promise(() => undefined)),
      fetch: async (_, { redirect }) => {
        redirects.push(redirect);
        return (answers.shift() ?? page)();
      },
    });
    client.watch('p', () => undefined);
    await vi.waitFor(() => expect(answers).toEqual([]));
    await expect(client.policies()).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(waits).toEqual([250, 500, 1_000]);
    expect(redirects).toEqual(Array.from({ length: 5 }, () => 'manual'));
  });

  it('refuses a policy id that can’t travel', () => {
    expect(() => connected().client.watch('\ud800', () => undefined)).toThrowError(/surrogate/);
  });

  it('ends with its client', async () => {
    const { client, begun, trail } = cuttable();
    const { heard, listener } = ear();
    const ready = begun();
    client.watch('p', listener);
    await ready;
    await client.close();
    await trail.save('p', {});
    await trail.current('p');
    expect(heard).toEqual([]);
  });
});

describe('a stream of events', () => {
  const read = async (response: Response, until: (text: string) => boolean): Promise<string> => {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (reader !== undefined && !until(text)) {
      const next = await reader.read();
      if (next.done) break;
      text += next.value;
    }
    await reader?.cancel();
    return text;
  };

  it('begins with the head, and says that it is alive', async () => {
    const { handler, trail } = connected({ handler: { heartbeatMilliseconds: 1 } });
    await trail.save('p', {});
    const response = await handler(new Request(`${origin}/events?policyId=p`));
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(await read(response, (text) => text.includes(':\n\n'))).toMatch(/^retry: 1000\nid: 1\n\n:\n\n/);
  });

  it('tells all that was missed, in as many streams as it takes', async () => {
    const { handler, trail } = connected();
    await trail.saveMany(Array.from({ length: 1_600 }, (_, a) => ({ policyId: 'p', policy: { a } })));
    const versions: number[] = [];
    let streams = 0;
    for (let lastId = '3'; lastId !== '1600'; streams += 1) {
      const response = await handler(
        new Request(`${origin}/events?policyId=p`, { headers: { 'last-event-id': lastId } }),
      );
      const text = await read(response, (so) => so.includes('id: 1600\n'));
      versions.push(...[...text.matchAll(/"version":(\d+)/g)].map(([, version]) => Number(version)));
      lastId = [...text.matchAll(/id: (\d+)\n/g)].at(-1)?.[1] ?? lastId;
    }
    expect(versions).toEqual(Array.from({ length: 1_597 }, (_, index) => index + 4));
    expect(streams).toBe(2);
  });

  it('names as its id no number that one below it is missing from', async () => {
    const { trail } = connected();
    await trail.save('p', {});
    let announce = (_: WatchEvent): void => undefined;
    const watched = {
      ...trail.as('ana'),
      watch: (_: string, listener: typeof announce) => {
        announce = listener;
        return () => undefined;
      },
    };
    const { handler } = connected({ handler: { trail: { as: () => watched } as never } });
    const response = await handler(new Request(`${origin}/events?policyId=p`));
    await trail.current('p');
    for (const version of [3, 4, 2, 4, 6, 5]) announce({ type: 'versions', policyId: 'p', version });
    const text = await read(response, (so) => so.includes('"version":5'));
    const told = [...text.matchAll(/id: (\d+)\ndata: .*"version":(\d)/g)].map(
      ([, id, version]) => `${version} as ${id}`,
    );
    expect(told).toEqual(['3 as 1', '4 as 1', '2 as 4', '4 as 4', '6 as 4', '5 as 6']);
  });

  /** A handler, and how many listen to its trail, whose histories are read only from a time on. */
  function counting(options: Parameters<typeof connected>[0] = {}, until = Promise.resolve()) {
    let listening = 0;
    const bound = connected().trail.as('ana');
    const counted = {
      ...bound,
      history: async (...given: Parameters<typeof bound.history>) => {
        await until;
        return bound.history(...given);
      },
      watch: (policyId: string, listener: (event: WatchEvent) => void) => {
        const stop = bound.watch(policyId, listener);
        listening += 1;
        return () => {
          listening -= 1;
          stop();
        };
      },
    };
    const { handler } = connected({ handler: { ...options.handler, trail: { as: () => counted } as never } });
    const open = (init: RequestInit = {}) => handler(new Request(`${origin}/events?policyId=p`, init));
    return { open, listening: () => listening };
  }

  it('lets go of the trail when nobody listens any more', async () => {
    const { open, listening } = counting();
    const aborting = new AbortController();
    const [first] = await Promise.all([open(), open({ signal: aborting.signal })]);
    expect(listening()).toBe(2);
    await first?.body?.cancel();
    aborting.abort();
    expect(listening()).toBe(0);
  });

  it('is not left open by HEAD', async () => {
    const { open, listening } = counting({ handler: { maxStreams: 1 } });
    for (let times = 0; times < 3; times += 1) {
      const response = await open({ method: 'HEAD' });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
      expect(listening()).toBe(0);
    }
  });

  it('is refused where too many are open, until one ends', async () => {
    const { open, listening } = counting({ handler: { maxStreams: 2 } });
    const aborting = new AbortController();
    const [first] = await Promise.all([open(), open({ signal: aborting.signal })]);
    const refused = await open();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5']);
    expect(await refused.json()).toMatchObject({ code: 'limit_exceeded', details: { limit: 2 } });
    aborting.abort();
    expect((await open()).status).toBe(200);
    expect((await open()).status).toBe(429);
    await first?.body?.cancel();
    expect((await open()).status).toBe(200);
    expect(listening()).toBe(2);
  });

  it('is not left open where it opens too late', async () => {
    let read = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      read = resolve;
    });
    const { open, listening } = counting({ handler: { timeoutMilliseconds: 5, maxStreams: 1 } }, late);
    expect((await open()).status).toBe(503);
    expect((await open()).status).toBe(429);
    read();
    await vi.waitFor(async () => expect((await open({ method: 'HEAD' })).status).toBe(200));
    expect(listening()).toBe(0);
  });

  it('takes no place where it is refused', async () => {
    const { handler } = connected({ trail: { authorize: () => false }, handler: { maxStreams: 1 } });
    for (let times = 0; times < 3; times += 1) {
      expect((await handler(new Request(`${origin}/events?policyId=p`))).status).toBe(403);
    }
  });
});

it('reads events however their text is cut', () => {
  const text = 'retry: 5\nid: 3\n\n:\n\nid: 4\ndata: {"a":\ndata: 1}\n\r\n\r\ndata:x\r\n\r\n';
  const whole: ServerEvent[] = [];
  eventReader((event) => whole.push(event))(text);
  expect(whole).toEqual([{ id: '3' }, {}, { id: '4', data: '{"a":\n1}' }, {}, { data: 'x' }].filter((_, i) => i !== 3));
  const pieces: ServerEvent[] = [];
  const read = eventReader((event) => pieces.push(event));
  for (const character of text) read(character);
  expect(pieces.filter(({ id, data }) => id ?? data)).toEqual(whole.filter(({ id, data }) => id ?? data));
});
