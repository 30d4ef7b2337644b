import { startProxyTo } from '../../../../tools/repo/cutting-proxy.mjs';

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
  const url = new URL(target);
  let armed: Cut | undefined;
  let cuts = 0;
  const proxy = await startProxyTo({ host: url.hostname, port: Number(url.port) }, (client, upstream) => {
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
  });
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  return {
    url: url.href,
    arm(cut) {
      armed = cut;
    },
    cuts: () => cuts,
    close: proxy.close,
  };
}
