import './zod-settings.js';
import './app/demo-app.js';
import type { DemoApp, Failure } from './app/demo-app.js';
import { failureText } from './app/failure-text.js';
import './pages/decisions-page.js';
import './pages/history-page.js';
import './pages/missing-policy.js';
import './pages/policy-page.js';
import './pages/storage-page.js';
import { keepPerson, keepPlace, readPerson, readPlace } from './place/choices.js';
import { openOnDevice, watchResets } from './place/open-device.js';
import { type FoundServer, findServer } from './place/server-info.js';
import type { Session } from './place/session.js';
import { registerServiceWorker } from './service-worker.js';

const app = document.querySelector('demo-app') as DemoApp;
const unreachable: Failure = { text: 'The server that keeps the trail cannot be reached.', isUnreachable: true };

async function start(): Promise<void> {
  const before = app.session;
  Object.assign(app, { session: undefined, failure: undefined, isOutdated: false });
  try {
    await before?.close();
    app.server = await findServer();
    const opened = await open(app.server);
    if (opened === 'unreachable') app.failure = unreachable;
    else app.session = opened;
  } catch (error) {
    app.failure = { text: failureText(error), isUnreachable: false };
  }
  if (before !== undefined) app.focusContent();
}

/** On the server where there is one, unless this device was chosen; and never elsewhere unasked than the last time. */
async function open(server: FoundServer): Promise<Session | 'unreachable'> {
  const chosen = readPlace();
  if (server === 'unreachable' && chosen === 'server') return 'unreachable';
  if (typeof server === 'string' || chosen === 'device') return openOnDevice();
  keepPlace('server');
  // A page that keeps its trail on the device does not load the client.
  const { openOnServer } = await import('./place/open-server.js');
  return openOnServer(server, readPerson());
}

app.actions = {
  reopen: start,
  async usePlace(place) {
    keepPlace(place);
    await start();
  },
  async actAs(person) {
    keepPerson(person);
    await start();
  },
  async reset() {
    const { session } = app;
    if (session?.place !== 'device') return;
    app.session = undefined;
    await session.reset();
    await start();
    app.focusContent();
  },
};
watchResets(() => {
  app.isOutdated = app.session?.place === 'device';
});
await start();
registerServiceWorker();
