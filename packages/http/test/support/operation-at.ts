import { type RemoteOperation, remoteOperations, routes } from '../../src/operations/operations.js';

/** The operation that a client asks for. */
export function operationAt(url: string, { method }: RequestInit): RemoteOperation | undefined {
  const { pathname } = new URL(url);
  return remoteOperations.find((name) => routes[name].path === pathname && routes[name].method === method);
}
