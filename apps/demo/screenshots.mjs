// Takes the screenshots in docs/screenshots/ of the built demo: each page wide, narrow, dark and in forced colours.
// usage: npm run build && node apps/demo/screenshots.mjs
import { mkdirSync } from 'node:fs';
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
    await page.goto(`${server.resolvedUrls?.local[0]}#${route}`);
    await page.getByText('Opening the trail').waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle');
    // The first look at a comparison loads what compares.
    await page.waitForTimeout(1000);
    await page.screenshot({ path: `${folder}${name}-${look}.png` });
    console.log(`docs/screenshots/${name}-${look}.png`);
  }
  await context.close();
}
await browser.close();
await server.close();
