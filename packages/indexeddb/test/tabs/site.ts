import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** An origin whose one page can do what `page-calls.ts` says. */
export interface Site {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

const packages = fileURLToPath(new URL('../../..', import.meta.url));

/** Serves the page on a free port, made from the sources. */
export async function startSite(): Promise<Site> {
  const script = await bundle();
  const server = createServer(({ url }, response) => {
    const isScript = url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>tab</title><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function bundle(): Promise<string> {
  const alias = Object.fromEntries(
    ['core', 'indexeddb', 'testing'].map((name) => [`@policytrail/${name}`, `${packages}${name}/src/index.ts`]),
  );
  const entryPoints = [fileURLToPath(new URL('page.ts', import.meta.url))];
  const { outputFiles } = await build({ entryPoints, alias, bundle: true, write: false, format: 'iife' });
  return outputFiles[0]?.text ?? '';
}
