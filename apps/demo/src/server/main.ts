import { fileURLToPath } from 'node:url';
import { type ServerType, serve } from '@hono/node-server';
import { createPolicyTrail, isPolicytrailError, type PolicyTrail } from '@policytrail/core';
import { authorize } from '../people/access.js';
import { definitions } from '../policies/kind.js';
import { seed } from '../seed/seed.js';
import { openStore, storeText } from './open-store.js';
import { isLoopback, readSettings, type ServerSettings } from './settings.js';
import { createSite } from './site.js';

// Beside this file's own folder in the build.
const page = fileURLToPath(new URL('../page', import.meta.url));

async function start(settings: ServerSettings): Promise<void> {
  const store = await openStore(settings.store);
  await seed(store);
  const trail: PolicyTrail = createPolicyTrail({ store, definitions, authorize });
  const isOpen = !isLoopback(settings.host);
  const site = createSite({
    trail,
    page,
    store: settings.store.kind,
    hostNames: isOpen ? undefined : ['127.0.0.1', '[::1]', 'localhost'],
    onError: (error, { method, url }) => console.error(`${method} ${new URL(url).pathname}:`, error),
  });
  const server = serve({ fetch: site.fetch, port: settings.port, hostname: settings.host }, ({ port }) => {
    const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
    console.log(`Policytrail is at http://${host}:${port}/, its API at /api/openapi.json`);
    console.log(`The trail is kept in ${storeText(settings.store)}`);
    if (isOpen) console.warn('There is no sign-in: whoever reaches this address can act as anybody.');
  });
  server.on('error', (error) => void trail.close().then(() => fail(listenText(error, settings))));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop(server, trail));
}

/** Ends once what is being answered is answered; streams of events end at once. */
function stop(server: ServerType, trail: PolicyTrail): void {
  server.close(() => void trail.close());
  if ('closeAllConnections' in server) setTimeout(() => server.closeAllConnections(), graceMilliseconds).unref();
}

const graceMilliseconds = 1_000;

function listenText(error: NodeJS.ErrnoException, { port, host }: ServerSettings): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is taken: stop what uses it, or choose another, such as PORT=${port + 1} npm run start:server`;
  }
  if (error.code === 'EACCES') return `Port ${port} may not be used by this account: choose one above 1023 with PORT`;
  return `The server could not listen on ${host}, port ${port}: ${error.message}`;
}

/** What the database or the network said, which names no password. */
function causeText({ cause }: Error): string {
  return cause instanceof Error && cause.message !== '' ? `: ${cause.message}` : '';
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

try {
  await start(readSettings(process.env));
} catch (error) {
  if (!(error instanceof Error)) throw error;
  fail(
    isPolicytrailError(error) ? `The trail could not be opened: ${error.message}${causeText(error)}` : error.message,
  );
}
