import type { Actor } from '@policytrail/core';
import { addRoute, createRouter, findRoute } from 'rou3';
import { openApiDocument } from '../openapi/document.js';
import { documentPath, type RemoteOperation, remoteOperations, routes } from '../operations/operations.js';
import { failureResponse, isKnownError, jsonResponse, problemResponse, refusalResponse } from './answer.js';
import { boundTrails } from './bound-trails.js';
import { type AnyTrail, type HandlerOptions, type HandlerSettings, settingsOf } from './options.js';
import type { Host } from './perform/events.js';
import { openStreams } from './perform/open-streams.js';
import { type Endpoint, endpointOf, perform } from './perform/perform.js';
import { malformed, Refusal, tooMany, unknownActor } from './refusal.js';

/** Answers a request; never rejects. */
export type PolicyTrailHandler = (request: Request) => Promise<Response>;

type Router = ReturnType<typeof createRouter<Endpoint | 'document'>>;

/** What a handler has made ready. */
interface Serving extends Host {
  readonly router: Router;
  readonly bind: ReturnType<typeof boundTrails>;
}

/**
 * Serves a trail over HTTP, wherever a `Request` is answered by a `Response`. Every operation is done in the name of whom `actor`
 * says, so the trail's `authorize` decides on it. Throws `invalid_argument` where an option can't be.
 */
export function createPolicyTrailHandler(options: HandlerOptions): PolicyTrailHandler {
  const settings = settingsOf(options);
  const streams = openStreams(settings.maxStreams);
  const serving: Serving = { settings, streams, router: routerOf(settings), bind: boundTrails(settings.trail) };
  return async (request) => {
    try {
      const response = await answer(serving, request);
      return request.method === 'HEAD' ? await withoutBody(response) : response;
    } catch (error) {
      return failed(error, request, settings);
    }
  };
}

// A body that nobody reads would listen on, and hold what it has open.
async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel();
  return new Response(null, response);
}

function routerOf({ basePath }: HandlerSettings): Router {
  const router: Router = createRouter();
  for (const operation of remoteOperations) {
    const route = routes[operation];
    addRoute(router, route.method, basePath + route.path, endpointOf(operation, route));
  }
  addRoute(router, 'GET', basePath + documentPath, 'document');
  return router;
}

async function answer(serving: Serving, request: Request): Promise<Response> {
  const { settings } = serving;
  const url = new URL(request.url);
  const endpoint = endpointFor(serving.router, request, url);
  if (endpoint === 'document') return jsonResponse(openApiDocument({ server: settings.basePath || '/' }));
  const { operation } = endpoint;
  const { actor, trail } = await boundTrail(serving, request, operation);
  const seconds = await settings.rateLimit?.(request, { actor, operation });
  if (seconds !== undefined) throw tooMany(seconds);
  return perform(endpoint, trail, { request, url, actor }, serving);
}

function endpointFor(router: Router, request: Request, { pathname }: URL): Endpoint | 'document' {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const found = findRoute(router, method, pathname)?.data;
  if (found !== undefined) return found;
  const allowed = ['GET', 'POST'].filter((other) => findRoute(router, other, pathname) !== undefined);
  if (allowed.length === 0) throw malformed('path', `there is nothing at \`${pathname.slice(0, 200)}\``, 404);
  const { error } = malformed('method', `${pathname} answers to ${allowed.join(' and ')}`);
  throw new Refusal(405, error, { allow: allowed.join(', ') });
}

interface Bound {
  readonly actor: string | Actor;
  readonly trail: AnyTrail;
}

async function boundTrail({ settings, bind }: Serving, request: Request, operation: RemoteOperation): Promise<Bound> {
  try {
    const actor = await settings.actor(request);
    if (actor !== undefined && actor !== null) return { actor, trail: bind(actor) };
  } catch (error) {
    settings.onError?.(error, request);
  }
  throw unknownActor(operation);
}

function failed(error: unknown, request: Request, { onError }: HandlerSettings): Response {
  if (error instanceof Refusal) return refusalResponse(error);
  if (!isKnownError(error)) {
    onError?.(error, request);
    return failureResponse();
  }
  const isConditional = request.headers.has('if-match') || request.headers.has('if-none-match');
  if (error.code === 'version_conflict' && isConditional) return refusalResponse(new Refusal(412, error));
  const response = problemResponse(error);
  if (response.status >= 500) onError?.(error, request);
  return response;
}
