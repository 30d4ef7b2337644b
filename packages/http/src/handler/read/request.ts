import type { z } from 'zod';
import { type QueryParameter, queryParameters } from '../../openapi/parameters.js';
import type { Named, RemoteOperation, Route } from '../../operations/operations.js';
import { requests } from '../../schemas/asked/requests.js';
import type { HandlerSettings } from '../options.js';
import { malformed, type Refusal } from '../refusal.js';
import { readBytes, readJson } from './body.js';
import { readQuery } from './query.js';

/** Reads what a request asks of an operation; throws a refusal where that can't be. */
export type RequestReader = (request: Request, url: URL, settings: HandlerSettings) => Promise<Named>;

/** The reader of an operation's requests. */
export function requestReader(operation: RemoteOperation, route: Route): RequestReader {
  const schema = requests[operation];
  const parameters = route.takes === 'json' ? noParameters : parametersOf(schema);
  return async (request, url, settings) => {
    const query = readQuery(url.search, parameters);
    const body = route.takes === 'json' ? await readJson(request, bodyLimits(settings)) : query;
    const asked = checked(schema, withHeaders(route, request, body));
    if (route.takes !== 'bytes') return asked;
    const maxBytes = Math.min(Number(asked['maxBytes'] ?? Number.POSITIVE_INFINITY), settings.maxUnpackedBytes);
    return { ...asked, maxBytes, source: readBytes(request, archiveLimits(settings)) };
  };
}

const noParameters: ReadonlyMap<string, QueryParameter> = new Map();

function parametersOf(schema: z.ZodObject): ReadonlyMap<string, QueryParameter> {
  return new Map(queryParameters(schema).map((parameter) => [parameter.name, parameter]));
}

function bodyLimits({ maxBodyBytes, bodyTimeoutMilliseconds }: HandlerSettings) {
  return { maxBytes: maxBodyBytes, timeoutMilliseconds: bodyTimeoutMilliseconds };
}

function archiveLimits({ maxArchiveBytes, bodyTimeoutMilliseconds }: HandlerSettings) {
  return { maxBytes: maxArchiveBytes, timeoutMilliseconds: bodyTimeoutMilliseconds };
}

function checked(schema: z.ZodObject, value: Named): Named {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw unfit(result.error.issues);
}

function unfit([issue]: readonly z.core.$ZodIssue[]): Refusal {
  const path = [...(issue?.path ?? []).map(String), ...(issue?.code === 'unrecognized_keys' ? issue.keys : [])];
  const argument = path.slice(0, 8).join('.').slice(0, 200);
  if (issue?.code === 'unrecognized_keys') return malformed(argument, `there is no \`${argument}\` to ask for`);
  return malformed(argument, `${argument} does not fit: ${issue?.message ?? 'it is not what is asked for'}`);
}

/** The same with what the headers say: Idempotency-Key and If-Match. */
function withHeaders(route: Route, request: Request, asked: Named): Named {
  const key = route.retryId !== undefined && route.each === undefined ? keyOf(request) : undefined;
  const expected = route.conditional ? expectedOf(request) : undefined;
  return {
    ...asked,
    ...(key === undefined || route.retryId === undefined ? {} : said(asked, route.retryId, key)),
    ...(expected === undefined ? {} : said(asked, 'expectedVersion', expected)),
  };
}

function said(asked: Named, name: string, value: string | number): Named {
  const inBody = asked[name];
  if (inBody === undefined || inBody === value) return { [name]: value };
  throw malformed(name, `${name} in the body is not what the header says`);
}

// A structured field's string, or the same without its quotes.
function keyOf(request: Request): string | undefined {
  return request.headers.get('idempotency-key')?.replace(/^"(.*)"$/, '$1');
}

function expectedOf(request: Request): number | undefined {
  if (request.headers.get('if-none-match') === '*') return 0;
  const tag = request.headers.get('if-match');
  if (tag === null) return undefined;
  const version = /^"v(\d{1,15})(?:-[0-9a-f]+)?"$/.exec(tag)?.[1];
  if (version !== undefined) return Number(version);
  throw malformed('if-match', 'If-Match must be the ETag of a history or of a version, such as "v3"');
}
