import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * Where a connection is cut: before COMMIT reaches the server, as soon as it was sent, or once the server has answered it, which
 * nobody is told.
 */
export type Cut = 'before' | 'sent' | 'answered';

/** A proxy on loopback that passes bytes on, and cuts connections. */
export interface CuttingProxy {
  readonly url: string;
  /** Cuts the next connection that commits. */
  readonly arm: (cut: Cut) => void;
  /** How many were cut. */
  readonly cuts: () => number;
  readonly close: () => Promise<void>;
}

// The message Query (`Q`, its length, the text, 0), as it goes over the wire.
const commit = Buffer.from([0x51, 0, 0, 0, 11, ...Buffer.from('COMMIT'), 0]);

export async function startProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  let armed: Cut | undefined;
  let cuts = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let isAnswerAwaited = false;
    const cut = (): void => {
      cuts += 1;
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (bytes) => {
      const isCommit = bytes.includes(commit);
      const how = isCommit ? armed : undefined;
      if (how === undefined) return void upstream.write(bytes);
      armed = undefined;
      if (how === 'before') return cut();
      if (how === 'answered') isAnswerAwaited = true;
      upstream.write(bytes, () => {
        if (how === 'sent') cut();
      });
    });
    upstream.on('data', (bytes) => (isAnswerAwaited ? cut() : void client.write(bytes)));
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.href,
    arm(cut) {
      armed = cut;
    },
    cuts: () => cuts,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
