import { remoteOperations, routes } from '../operations/operations.js';
import { componentSchemas } from './components.js';
import { operationObject } from './operation.js';

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
    path[route.method.toLowerCase()] = operationObject(operation, route);
    paths[route.path] = path;
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Policytrail', version: '1', description: 'Versions of policies, what they decided, and why.' },
    servers: [{ url: server }],
    paths,
    components: { schemas: componentSchemas() },
  };
}
