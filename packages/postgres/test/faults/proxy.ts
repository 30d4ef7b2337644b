import { startProxyTo } from '../../../../tools/repo/cutting-proxy.mjs';

/**
 * Where a connection is cut: before what commits reaches the server, as soon as it was sent, or once the server has answered it,
 * which nobody is told.
 */
export type Cut = 'before' | 'sent' | 'answered';

/** A proxy on loopback that passes bytes on, and cuts connections. */
export interface CuttingProxy {
  readonly url: string;
  /** Cuts the next connection that commits. */
  readonly arm: (cut: Cut) => void;
  /** How many were cut, and of those how many at a statement that commits by itself. */
  readonly cuts: () => { readonly all: number; readonly alone: number };
  readonly close: () => Promise<void>;
}

// The message Query (`Q`, its length, the text, 0), as it goes over the wire.
const commit = Buffer.from([0x51, 0, 0, 0, 11, ...Buffer.from('COMMIT'), 0]);

/** `alone`: the name of a prepared statement that is a transaction by itself. */
export async function startProxy(target: string, alone: string): Promise<CuttingProxy> {
  const url = new URL(target);
  let armed: Cut | undefined;
  let all = 0;
  let aloneCuts = 0;
  const proxy = await startProxyTo({ host: url.hostname, port: Number(url.port) }, (client, upstream) => {
    let isAnswerAwaited = false;
    const cut = (): void => {
      all += 1;
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (bytes) => {
      const isAlone = bytes.includes(alone);
      const how = isAlone || bytes.includes(commit) ? armed : undefined;
      if (how === undefined) return void upstream.write(bytes);
      armed = undefined;
      if (isAlone) aloneCuts += 1;
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
    cuts: () => ({ all, alone: aloneCuts }),
    close: proxy.close,
  };
}
