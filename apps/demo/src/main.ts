import './zod-settings.js';
import './app/demo-app.js';
import type { DemoApp } from './app/demo-app.js';
import { failureText } from './app/failure-text.js';
import { openTrail, watchResets } from './open-trail.js';
import './pages/decisions-page.js';
import './pages/history-page.js';
import './pages/missing-policy.js';
import './pages/policy-page.js';
import './pages/storage-page.js';
import { registerServiceWorker } from './service-worker.js';

const app = document.querySelector('demo-app') as DemoApp;

async function start(): Promise<void> {
  const before = app.trail;
  app.trail = undefined;
  app.failure = undefined;
  app.isOutdated = false;
  try {
    await before?.close();
    const { trail, reset } = await openTrail();
    app.trail = trail;
    app.reset = async () => {
      app.trail = undefined;
      await reset();
      await start();
    };
  } catch (error) {
    app.failure = failureText(error);
  }
}

app.reopen = start;
watchResets(() => {
  app.isOutdated = true;
});
await start();
registerServiceWorker();
