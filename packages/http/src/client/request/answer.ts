import type { Route } from '../../operations/operations.js';

const json = /^application\/json *(;|$)/i;

const types: Readonly<Record<Route['gives'], RegExp>> = {
  json,
  found: json,
  bytes: /^application\/(gzip|x-ndjson) *(;|$)/i,
  events: /^text\/event-stream *(;|$)/i,
};

/** Whether a response has the media type that its route answers with: a page of something in between has another. */
export function isOfType({ headers }: Response, { gives }: Route): boolean {
  return types[gives].test(headers.get('content-type') ?? '');
}

/** Whether a value has what every answer of its route has. */
export function isAnswer(value: unknown, { holds }: Route): boolean {
  if (holds === undefined) return true;
  if (holds === '[]') return Array.isArray(value) && value.every(isObject);
  return isObject(value) && Object.hasOwn(value, holds);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
