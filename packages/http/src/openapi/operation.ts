import * as z from 'zod';
import type { RemoteOperation, Route } from '../operations/operations.js';
import { problemType } from '../operations/problem.js';
import { answers, problem } from '../schemas/answers/answers.js';
import { requests } from '../schemas/asked/requests.js';
import { referenceTo } from './components.js';
import { type JsonSchema, queryParameters } from './parameters.js';
import { summaries } from './summaries.js';

type Part = Readonly<Record<string, unknown>>;

const archiveTypes = ['application/gzip', 'application/x-ndjson', 'application/octet-stream'];

/** The operation object of a route. */
export function operationObject(operation: RemoteOperation, route: Route): Part {
  return {
    operationId: operation,
    summary: summaries[operation],
    parameters: [...queryOf(operation, route), ...headersOf(route)],
    ...bodyOf(operation, route),
    responses: responsesOf(operation, route),
  };
}

function queryOf(operation: RemoteOperation, { takes }: Route): readonly Part[] {
  if (takes === 'json') return [];
  return queryParameters(requests[operation]).map(({ name, isRequired, schema }) => ({
    name,
    in: 'query',
    required: isRequired,
    schema,
  }));
}

function headersOf({ retryId, each, conditional, tagged, gives }: Route): readonly Part[] {
  const header = (name: string, description: string): Part => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  });
  return [
    ...(retryId !== undefined && each === undefined
      ? [header('Idempotency-Key', `The same as \`${retryId}\`: makes a retry safe`)]
      : []),
    ...(conditional ? [header('If-Match', 'An ETag: the same as `expectedVersion`')] : []),
    ...(tagged ? [header('If-None-Match', 'An ETag: 304 where nothing changed')] : []),
    ...(gives === 'events'
      ? [header('Last-Event-ID', 'The last event that was heard: what came after it is told')]
      : []),
  ];
}

function bodyOf(operation: RemoteOperation, { takes }: Route): Part {
  if (takes === 'query') return {};
  const content =
    takes === 'json'
      ? { 'application/json': { schema: inputSchema(requests[operation]) } }
      : Object.fromEntries(archiveTypes.map((type) => [type, {}]));
  return { requestBody: { required: true, content } };
}

function responsesOf(operation: RemoteOperation, { gives, tagged }: Route): Part {
  const answer = answers[operation];
  const schema = answer === null ? undefined : referenceTo(answer);
  const etag = { headers: { ETag: { description: '`"v<number>-…"`', schema: { type: 'string' } } } };
  return {
    200: { description: summaries[operation], ...(tagged ? etag : {}), content: contentOf(gives, schema) },
    ...(tagged ? { 304: { description: 'As it was' } } : {}),
    ...(gives === 'found' ? { 404: problemObject('There is nothing like that') } : {}),
    default: problemObject('What went wrong'),
  };
}

function contentOf(gives: Route['gives'], schema: Part | undefined): Part {
  if (gives === 'bytes') return { 'application/gzip': {}, 'application/x-ndjson': {} };
  if (gives === 'events') return { 'text/event-stream': { schema: { type: 'string' } } };
  return { 'application/json': { schema } };
}

function problemObject(description: string): Part {
  return { description, content: { [problemType]: { schema: referenceTo(problem) } } };
}

function inputSchema(schema: z.ZodObject): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}
