import { isPolicytrailError, type PolicytrailError, sha256Hex } from '@policytrail/core';
import { type Problem, problemType, statusOf } from '../operations/problem.js';
import type { Refusal } from './refusal.js';

const always = { 'x-content-type-options': 'nosniff' } as const;

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  507: 'Insufficient Storage',
};

/** What was asked for, never to be kept by anything in between. */
export function jsonResponse(value: unknown): Response {
  return new Response(JSON.stringify(value), {
    headers: { ...always, 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

/**
 * The same with an ETag, `"v<number>-<hash of the body>"`: the number is what `If-Match` takes. 304 where the asker has it. It may be kept,
 * to be asked for again each time.
 */
export function taggedResponse(value: unknown, version: number, request: Request): Response {
  const body = JSON.stringify(value);
  const etag = `"v${version}-${sha256Hex(body).slice(0, 16)}"`;
  const headers = { ...always, etag, 'cache-control': 'private, no-cache' };
  const known = request.headers.get('if-none-match');
  if (known?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(body, { headers: { ...headers, 'content-type': 'application/json' } });
}

/** Bytes as they come. */
export function bytesResponse(bytes: ReadableStream<Uint8Array>, contentType: string): Response {
  return new Response(bytes, { headers: { ...always, 'content-type': contentType, 'cache-control': 'no-store' } });
}

/** An error of the trail, in the words of HTTP. */
export function problemResponse(error: PolicytrailError): Response {
  const status = statusOf[error.code] ?? 500;
  return problem(status, error, status === 503 ? { 'retry-after': '1' } : {});
}

/** An error of the trail, or a refusal before it was asked. */
export function refusalResponse({ status, error, headers }: Refusal): Response {
  return problem(status, error, headers);
}

/** What is no error of ours says nothing about itself: it is the server's own. */
export function failureResponse(): Response {
  const body = {
    type: 'about:blank',
    title: titles[500],
    status: 500,
    detail: 'the server failed; its log says why',
  };
  return new Response(JSON.stringify(body), { status: 500, headers: problemHeaders({}) });
}

/** True for what {@link problemResponse} takes, and HTTP has a status for. */
export function isKnownError(error: unknown): error is PolicytrailError {
  return isPolicytrailError(error) && Object.hasOwn(statusOf, error.code);
}

function problem(status: number, error: PolicytrailError, headers: Readonly<Record<string, string>>): Response {
  const { code, message, details } = error;
  const body: Problem = {
    type: `urn:policytrail:error:${code}`,
    title: titles[status] ?? 'Error',
    status,
    detail: message,
    code,
    details,
  };
  return new Response(JSON.stringify(body), { status, headers: problemHeaders(headers) });
}

function problemHeaders(more: Readonly<Record<string, string>>): Record<string, string> {
  return { ...always, 'content-type': problemType, 'cache-control': 'no-store', ...more };
}
