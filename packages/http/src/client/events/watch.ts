import type { WatchEvent } from '@policytrail/core';
import { routes } from '../../operations/operations.js';
import type { Connection } from '../options.js';
import { isOfType } from '../request/answer.js';
import { queryText } from '../request/encode.js';
import { isRedirect } from '../request/failure.js';
import { urlOf } from '../request/send.js';
import { eventReader } from './event-reader.js';

const firstWaitMilliseconds = 250;
const longestWaitMilliseconds = 30_000;
/** Longer than a handler is silent: then the line is dead. */
const silenceMilliseconds = 45_000;

/**
 * Calls back for each version, as long as it is not ended: a lost connection is made again, and what was missed is told. Where the
 * server refuses, the listener is never called.
 */
export function watch(connection: Connection, policyId: string, listener: (event: WatchEvent) => void): () => void {
  const ended = new AbortController();
  const signal = AbortSignal.any([connection.signal, ended.signal]);
  const target = urlOf(connection, { route: routes.watch, query: queryText({ policyId }) });
  void follow({ ...connection, signal }, target, listener);
  return () => ended.abort();
}

async function follow(connection: Connection, target: string, listener: (event: WatchEvent) => void): Promise<void> {
  const { signal } = connection;
  let lastId: string | undefined;
  for (let failures = 0; !signal.aborted; ) {
    const reader = eventReader((event) => {
      lastId = event.id ?? lastId;
      if (event.data !== undefined && !signal.aborted) listener(JSON.parse(event.data) as WatchEvent);
    });
    const end = await streamOnce(connection, target, lastId, reader);
    if (end === 'refused') return;
    failures = end === 'over' ? 0 : failures + 1;
    const most = Math.min(firstWaitMilliseconds * 2 ** failures, longestWaitMilliseconds);
    await connection.wait(most * (0.5 + connection.random() / 2), signal).catch(() => undefined);
  }
}

/** `over`: it was listened to, and ended; `failed`: it may be better later; `refused`: it won't be. */
async function streamOnce(
  connection: Connection,
  target: string,
  lastId: string | undefined,
  read: (text: string) => void,
): Promise<'over' | 'failed' | 'refused'> {
  const silence = watchdog(silenceMilliseconds);
  try {
    const headers = await connection.headers();
    headers.set('accept', 'text/event-stream');
    if (lastId !== undefined) headers.set('last-event-id', lastId);
    const { credentials } = connection;
    const response = await connection.fetch(target, {
      headers,
      redirect: 'manual',
      signal: AbortSignal.any([connection.signal, silence.signal]),
      ...(credentials === undefined ? {} : { credentials }),
    });
    if (!response.ok || response.body === null || !isOfType(response, routes.watch)) {
      await response.body?.cancel();
      return isLasting(response.status) ? 'refused' : 'failed';
    }
    await readAll(response.body, read, silence.feed);
    return 'over';
  } catch {
    return 'failed';
  } finally {
    silence.stop();
  }
}

async function readAll(
  body: ReadableStream<Uint8Array>,
  read: (text: string) => void,
  onChunk: () => void,
): Promise<void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    onChunk();
    read(decoder.decode(next.value, { stream: true }));
  }
}

function isLasting(status: number): boolean {
  if (isRedirect(status)) return true;
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

interface Watchdog {
  readonly signal: AbortSignal;
  readonly feed: () => void;
  readonly stop: () => void;
}

function watchdog(milliseconds: number): Watchdog {
  const controller = new AbortController();
  const start = () => setTimeout(() => controller.abort(), milliseconds);
  let timer = start();
  const stop = (): void => clearTimeout(timer);
  const feed = (): void => {
    stop();
    timer = start();
  };
  return { signal: controller.signal, feed, stop };
}
