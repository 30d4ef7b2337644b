import type { Actor, History, PolicyVersion } from '@policytrail/core';
import { PolicytrailError } from '@policytrail/core';
import type { Named, RemoteOperation, Route } from '../../operations/operations.js';
import { bytesResponse, jsonResponse, taggedResponse } from '../answer.js';
import { type AnyTrail, type HandlerSettings, longestTimer } from '../options.js';
import { importMilliseconds } from '../read/body.js';
import { type RequestReader, requestReader } from '../read/request.js';
import { eventsResponse, type Host } from './events.js';
import { inTime, invoke, methodsOf } from './invoke.js';
import { inOwnName } from './own-name.js';

/** An operation that is ready to be asked for. */
export interface Endpoint {
  readonly operation: RemoteOperation;
  readonly route: Route;
  readonly read: RequestReader;
}

export interface Call {
  readonly request: Request;
  readonly url: URL;
  readonly actor: string | Actor;
}

const longWork: readonly RemoteOperation[] = ['verifyAll', 'importArchive', 'importHistory'];

export function endpointOf(operation: RemoteOperation, route: Route): Endpoint {
  return { operation, route, read: requestReader(operation, route) };
}

/** Reads what is asked, has the trail do it in the name of the actor, and answers. Throws refusals, and what the trail throws. */
export async function perform(
  { operation, route, read }: Endpoint,
  trail: AnyTrail,
  { request, url, actor }: Call,
  host: Host,
): Promise<Response> {
  const { settings } = host;
  const asked = inOwnName(operation, route, await read(request, url, settings), actor);
  const milliseconds = patienceOf(operation, route, settings);
  const timed = <Value>(work: Promise<Value>) =>
    inTime(work, operation, { isRead: isRead(route, asked), milliseconds });
  if (route.gives === 'events') {
    const opened = eventsResponse(trail, String(asked['policyId']), request, host);
    return timed(opened).catch((error: unknown) => closeLate(opened, error));
  }
  const answer = invoke(methodsOf(trail), operation, route, asked);
  if (route.gives === 'bytes') return timed(archiveResponse(answer as ReadableStream<Uint8Array>, asked));
  return answerOf(route, asked, await timed(Promise.resolve(answer)), request);
}

// What comes as bytes is read within the operation: its time is added, so that a slow sender is told that it is slow.
function patienceOf(operation: RemoteOperation, { takes }: Route, settings: HandlerSettings): number {
  const work = settings.timeoutMilliseconds * (longWork.includes(operation) ? 6 : 1);
  const body = importMilliseconds({ timeoutMilliseconds: settings.bodyTimeoutMilliseconds });
  return takes === 'bytes' ? Math.min(work + body, longestTimer) : work;
}

// A stream that opens when it was answered that it does not would listen on, unread.
function closeLate(opened: Promise<Response>, error: unknown): never {
  opened.then(({ body }) => body?.cancel()).catch(() => undefined);
  throw error;
}

/** True where nothing can have changed, whatever became of it. */
function isRead({ method, isRead }: Route, asked: Named): boolean {
  return method === 'GET' || isRead === true || asked['dryRun'] === true;
}

function answerOf({ gives, tagged }: Route, asked: Named, answer: unknown, request: Request): Response {
  if (gives === 'found' && answer === undefined) throw nothing(asked);
  return tagged ? taggedResponse(answer, numberOf(answer as History | PolicyVersion), request) : jsonResponse(answer);
}

/** The head of a history, or the number of a version. */
function numberOf(answer: History | PolicyVersion): number {
  return 'versions' in answer ? (answer.head ?? 0) : answer.version;
}

function nothing({ policyId, schema, version, label }: Named): PolicytrailError<'not_found'> {
  const name = (schema as { readonly name?: unknown } | undefined)?.name;
  return new PolicytrailError('not_found', 'there is nothing like that', {
    policyId: policyId === undefined ? `~schema/${name}` : String(policyId),
    ...(typeof version === 'number' ? { version } : {}),
    ...(typeof label === 'string' ? { label } : {}),
  });
}

/** The first bytes are waited for: until then it may still be refused. */
async function archiveResponse(archive: ReadableStream<Uint8Array>, { gzip }: Named): Promise<Response> {
  const reader = archive.getReader();
  let first: ReadableStreamReadResult<Uint8Array> | undefined = await reader.read();
  const bytes = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = first ?? (await reader.read());
      first = undefined;
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return bytesResponse(bytes, gzip === false ? 'application/x-ndjson' : 'application/gzip');
}
