import type { Route } from '../../operations/operations.js';

const types: Readonly<Record<Route['gives'], readonly string[]>> = {
  json: ['application/json'],
  found: ['application/json'],
  bytes: ['application/gzip', 'application/x-ndjson'],
  events: ['text/event-stream'],
};

/** Whether a response has the media type that its route answers with: a page of something in between has another. */
export function isOfType({ headers }: Response, { gives }: Route): boolean {
  const [type = ''] = (headers.get('content-type') ?? '').split(';');
  return types[gives].includes(type.trim().toLowerCase());
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
