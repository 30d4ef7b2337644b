import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** @typedef {import('node:net').Socket} Socket */

/**
 * A proxy on loopback. `pass` is handed both ends of each connection, and has to pass their bytes on; where one end breaks or closes,
 * the other is destroyed.
 * @param {{ host: string, port: number }} target
 * @param {(client: Socket, upstream: Socket) => void} pass
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function startProxyTo({ host, port }, pass) {
  /** @type {Set<Socket>} */
  const open = new Set();
  const server = createServer((client) => {
    const upstream = connect(port, host);
    pass(client, upstream);
    tie(client, upstream, open);
    tie(upstream, client, open);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  return {
    port: address.port,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** @param {Socket} socket @param {Socket} other @param {Set<Socket>} open */
function tie(socket, other, open) {
  open.add(socket);
  socket.on('error', () => other.destroy());
  socket.on('close', () => {
    open.delete(socket);
    other.destroy();
  });
}
