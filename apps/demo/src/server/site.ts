import { serveStatic } from '@hono/node-server/serve-static';
import type { PolicyTrail } from '@policytrail/core';
import { createPolicyTrailHandler } from '@policytrail/http';
import { Hono, type MiddlewareHandler } from 'hono';
import { findPerson, personHeader } from '../people/people.js';
import { type ServerInfo, serverInfoFile } from '../place/server-info.js';

const api = '/api';

const filePolicy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
// As in the page itself. A service worker takes the policy of its own file, and its scripts are no trusted types.
const pagePolicy = `${filePolicy}; style-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html policytrail-demo`;

export interface SiteOptions {
  /** Its `authorize` decides what each person may do. */
  readonly trail: PolicyTrail;
  /** The folder of the built page. */
  readonly page: string;
  readonly store: ServerInfo['store'];
  /** Names that the site is asked for by; undefined: any. */
  readonly hostNames: readonly string[] | undefined;
  readonly onError: (error: unknown, request: Request) => void;
}

/** The page, what it is told of its server, and the API. */
export function createSite({ trail, page, store, hostNames, onError }: SiteOptions): Hono {
  const handle = createPolicyTrailHandler({
    trail,
    basePath: api,
    actor: (request) => {
      const person = findPerson(request.headers.get(personHeader));
      return person === undefined ? undefined : { id: person.id, name: person.name };
    },
    onError,
  });
  const site = new Hono();
  if (hostNames !== undefined) site.use(onlyFor(hostNames));
  site.use(withHeaders);
  site.get(`/${serverInfoFile}`, (context) => context.json({ api, store } satisfies ServerInfo));
  site.all(`${api}/*`, (context) => handle(context.req.raw));
  site.use(serveStatic({ root: page, onFound: setCaching }));
  return site;
}

// A name that somebody else has pointed here must not let their page in.
function onlyFor(hostNames: readonly string[]): MiddlewareHandler {
  return async (context, next) => {
    const { hostname } = new URL(context.req.url);
    if (hostNames.includes(hostname)) return next();
    return context.text('This server answers to this machine alone.', 421);
  };
}

const withHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const isPage = context.res.headers.get('Content-Type')?.startsWith('text/html') === true;
  context.header('Content-Security-Policy', isPage ? pagePolicy : filePolicy);
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('Referrer-Policy', 'no-referrer');
  context.header('Cross-Origin-Opener-Policy', 'same-origin');
};

// The names of built files change with what is in them; those of the others don't.
const setCaching: NonNullable<NonNullable<Parameters<typeof serveStatic>[0]>['onFound']> = (path, context) => {
  context.header('Cache-Control', /[/\\]assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
};
