import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connectPolicyTrail } from '@policytrail/http/client';
import { afterEach, expect, it } from 'vitest';

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }
});

/** A server on loopback that answers all the same way, and what it was asked. */
async function answering(status: number, headers: Record<string, string>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end('{"status":"saved","policies":[]}');
  });
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  return { asked, url: `http://127.0.0.1:${address.port}` };
}

it.each([301, 302, 303, 307, 308])('a client tells another origin nothing by a redirect %i', async (status) => {
  const elsewhere = await answering(200, {});
  const moved = await answering(status, { location: `${elsewhere.url}/versions` });
  const client = connectPolicyTrail(moved.url, { headers: { 'x-token': 'secret' } });
  await expect(client.save('p', {})).rejects.toMatchObject({ code: 'store_unavailable' });
  await expect(client.policies()).rejects.toMatchObject({ code: 'store_unavailable' });
  expect([moved.asked, elsewhere.asked]).toEqual([['POST /versions', 'GET /policies'], []]);
});
