import * as z from 'zod';
import { type RemoteOperation, type Route, remoteOperations, routes } from '../operations/operations.js';
import { problemType } from '../operations/problem.js';
import { requests } from '../schemas/requests.js';
import { type JsonSchema, queryParameters } from './parameters.js';

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** The document of what a handler serves. `server`: the URL or path that its paths begin with. */
export function openApiDocument({ server }: { readonly server: string }): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of remoteOperations) {
    const route = routes[operation];
    const path = paths[route.path] ?? {};
    path[route.method.toLowerCase()] = operationOf(operation, route);
    paths[route.path] = path;
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Policytrail', version: '1', description: 'Versions of policies, what they decided, and why.' },
    servers: [{ url: server }],
    paths,
    components: { schemas: {} },
  };
}

function operationOf(operation: RemoteOperation, route: Route): Readonly<Record<string, unknown>> {
  const schema = requests[operation];
  const parameters = route.takes === 'json' ? [] : queryParameters(schema);
  return {
    operationId: operation,
    parameters: parameters.map(({ name, isRequired, schema: of }) => ({
      name,
      in: 'query',
      required: isRequired,
      schema: of,
    })),
    ...(route.takes === 'json' ? { requestBody: bodyOf('application/json', inputSchema(schema)) } : {}),
    responses: { 200: { description: 'the answer' }, default: { description: problemType } },
  };
}

function bodyOf(type: string, schema: JsonSchema): unknown {
  return { required: true, content: { [type]: { schema } } };
}

function inputSchema(schema: z.ZodObject): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}
