import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { PolicyTrailHandler } from '@policytrail/http';

/** A handler behind a real socket on loopback. */
export interface TestServer {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

export async function serve(handler: PolicyTrailHandler): Promise<TestServer> {
  const server = createServer(getRequestListener(handler, { overrideGlobalObjects: false }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  return address.port;
}
