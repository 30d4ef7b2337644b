import { createServer } from 'node:http';
import { launchChromium } from '../../tools/repo/chromium.mjs';
import { root } from '../../tools/repo/command.mjs';
import { splitBundle } from '../../tools/sizes/split-bundle.mjs';
import { median } from '../databases.mjs';

const pages = 5;

/**
 * Runs a function in five pages, nothing cached, of an application that registers an element and is bundled and split: what the element
 * loads later comes over loopback.
 * @template Given, Figures
 * @param {string} module A module of the elements, `define/policy-history`.
 * @param {(given: Given) => Promise<Figures>} measure
 * @param {Given} given
 * @returns {Promise<Figures[]>}
 */
export async function measureInPages(module, measure, given) {
  const application = await serve(module);
  const browser = await launchChromium();
  const figures = [];
  for (let run = 0; run < pages; run += 1) {
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
    const page = await context.newPage();
    await page.goto(application.url);
    figures.push(await page.evaluate(measure, given));
    await context.close();
  }
  await browser.close();
  application.close();
  return figures;
}

/** The median and the most of some figures, beside their goal. @param {string} goal @param {number[]} figures */
export function figureRow(goal, figures, digits = 0) {
  return { goal, median: median(figures).toFixed(digits), most: Math.max(...figures).toFixed(digits) };
}

/** @param {string} module */
async function serve(module) {
  const { first, later } = await splitBundle(`import './packages/elements/dist/${module}.js';`, root);
  const files = new Map([...first, ...later].map(({ path, text }) => [`/${path}`, text]));
  const page = `<!doctype html><html lang="en-US"><title>${module}</title><body><main></main><script type="module" src="/stdin.js"></script>`;
  const server = createServer(({ url = '/' }, response) => {
    const script = files.get(url);
    response.writeHead(200, { 'content-type': script === undefined ? 'text/html' : 'text/javascript' });
    response.end(script ?? page);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
