import type { WatchEvent } from '@policytrail/core';
import type { AnyTrail, HandlerSettings } from '../options.js';
import { type OpenStreams, once } from './open-streams.js';

type WatchedTrail = Pick<AnyTrail, 'watch' | 'history'>;

const pageSize = 500;
/** Events that wait to be read before a stream ends: its reader comes back and is told what it missed. */
const mostWaiting = 1_000;
const retryMilliseconds = 1_000;

/** What a handler lends to every stream. */
export interface Host {
  readonly settings: HandlerSettings;
  readonly streams: OpenStreams;
}

/**
 * The versions of a policy as server-sent events, from when it is asked on; the id of each is the highest number with none missing below it,
 * so that a reader who comes back with `Last-Event-ID` is told what it missed, and perhaps again what overtook it. Rejects with `forbidden`, or with a
 * refusal where too many are open, before anything is sent.
 */
export async function eventsResponse(
  trail: WatchedTrail,
  policyId: string,
  request: Request,
  { settings, streams }: Host,
): Promise<Response> {
  const leave = streams.take();
  const from = await startOf(trail, policyId, request).catch((error: unknown) => {
    leave();
    throw error;
  });
  const stream = eventStream(trail, policyId, { from, signal: request.signal, leave }, settings);
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // Proxies that hold answers back until they are whole would hold this one for ever.
      'x-accel-buffering': 'no',
    },
  });
}

async function startOf(trail: WatchedTrail, policyId: string, request: Request): Promise<number> {
  const { head = 0 } = await trail.history(policyId, { limit: 1 });
  return lastIdOf(request) ?? head;
}

interface Listening {
  /** The last number that was heard. */
  readonly from: number;
  readonly signal: AbortSignal;
  /** Called when the stream ends, however it does. */
  readonly leave: () => void;
}

function eventStream(
  trail: WatchedTrail,
  policyId: string,
  { from, signal, leave }: Listening,
  { heartbeatMilliseconds, streamMilliseconds }: HandlerSettings,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let end = (): void => undefined;
  return new ReadableStream<Uint8Array>(
    {
      async start(controller) {
        const numbered = lastWithoutGap(from);
        let early: WatchEvent[] | undefined = [];
        const write = (text: string): void => {
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) < 0) end();
        };
        const tell = (event: WatchEvent): void => {
          write(`id: ${numbered(event.version)}\ndata: ${JSON.stringify(event)}\n\n`);
        };
        const stop = trail.watch(policyId, (event) => (early === undefined ? tell(event) : void early.push(event)));
        const heartbeat = setInterval(() => write(':\n\n'), heartbeatMilliseconds);
        const life = setTimeout(() => end(), streamMilliseconds);
        end = once(() => {
          leave();
          stop();
          clearInterval(heartbeat);
          clearTimeout(life);
          signal.removeEventListener('abort', end);
          close(controller);
        });
        signal.addEventListener('abort', end);
        if (signal.aborted) return end();
        write(`retry: ${retryMilliseconds}\nid: ${from}\n\n`);
        // Where that fails the stream ends, and its reader comes back.
        const told = await tellMissed(trail, policyId, from, tell).catch(end);
        if (told === undefined) return;
        for (const event of early.filter(({ version }) => version > told)) tell(event);
        early = undefined;
      },
      cancel: () => end(),
    },
    { highWaterMark: mostWaiting },
  );
}

/** Takes numbers in any order: a save made here overtakes one made elsewhere. Returns the last of those from `from` on that leave no gap. */
function lastWithoutGap(from: number): (version: number) => number {
  const ahead = new Set<number>();
  let last = from;
  return (version) => {
    if (version > last) ahead.add(version);
    while (ahead.delete(last + 1)) last += 1;
    return last;
  };
}

/** Tells of all versions above a number; returns the last of them. */
async function tellMissed(
  trail: WatchedTrail,
  policyId: string,
  from: number,
  tell: (event: WatchEvent) => void,
): Promise<number> {
  for (let after = from; ; ) {
    const { versions } = await trail.history(policyId, { after, limit: pageSize });
    for (const { version } of versions.toReversed()) tell({ type: 'versions', policyId, version });
    after = versions[0]?.version ?? after;
    if (versions.length < pageSize) return after;
  }
}

function lastIdOf(request: Request): number | undefined {
  const id = request.headers.get('last-event-id');
  return id !== null && /^\d{1,15}$/.test(id) ? Number(id) : undefined;
}

// A stream that was cancelled is closed already.
function close(controller: ReadableStreamDefaultController): void {
  try {
    controller.close();
  } catch {}
}
