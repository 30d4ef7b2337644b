// Takes the screenshots in docs/screenshots/ of the built demo: each page wide, narrow, dark and in forced colours; and two of the server's.
// usage: npm run build && node apps/demo/screenshots.mjs
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { preview } from 'vite';
import { launchChromium } from '../../tools/repo/chromium.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const pages = {
  policy: '/policies/project-123',
  history: '/policies/project-123/history/3',
  decisions: '/policies/pricing/decisions/seed:Q-123',
  storage: '/storage',
};
// With a server behind them: a route, and who looks at it.
const served = {
  'server-storage': ['/storage', 'ana'],
  'server-viewer': ['/policies/project-123', 'mia'],
};
const looks = {
  wide: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  narrow: { viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  forced: { viewport: { width: 1280, height: 900 }, forcedColors: 'active' },
};

mkdirSync(folder, { recursive: true });
const server = await preview({ root, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const browser = await launchChromium();
for (const [look, options] of Object.entries(looks)) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  for (const [name, route] of Object.entries(pages)) {
    await shoot(page, `${server.resolvedUrls?.local[0]}#${route}`, `${name}-${look}`);
  }
  await context.close();
}
await server.close();
await shootServed();
await browser.close();

async function shoot(page, url, name) {
  await page.goto(url);
  await page.getByText(/^Opening the/).waitFor({ state: 'detached' });
  // The first look at a comparison loads what compares; streams of events keep the network busy.
  await page.waitForTimeout(1500);
  await page.screenshot({ path: `${folder}${name}.png` });
  console.log(`docs/screenshots/${name}.png`);
}

async function shootServed() {
  const data = mkdtempSync(join(tmpdir(), 'policytrail-screenshots-'));
  const environment = { ...process.env, PORT: '0', DATABASE_URL: '', SQLITE_FILE: join(data, 'trail.db') };
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [, url] = await firstLine(child.stdout, /^Policytrail is at (\S+\/),/);
  for (const look of ['wide', 'narrow', 'dark']) {
    for (const [name, [route, person]] of Object.entries(served)) {
      const context = await browser.newContext(looks[look]);
      const page = await context.newPage();
      await page.addInitScript((id) => localStorage.setItem('policytrail-demo:person', id), person);
      await shoot(page, `${url}#${route}`, `${name}-${look}`);
      await context.close();
    }
  }
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  rmSync(data, { recursive: true });
}

async function firstLine(output, pattern) {
  for await (const line of createInterface(output)) {
    const match = pattern.exec(line);
    if (match !== null) return match;
  }
  throw new Error('the server did not say where it is');
}
