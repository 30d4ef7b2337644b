/** Serves the gallery and the built bundle under the strict policy. Started by hand, it prints its address. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decisionRecords, pricing } from './decision-records.mjs';

export const contentSecurityPolicy =
  "default-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";

const folder = new URL('.', import.meta.url);
const dist = new URL('../../dist/', import.meta.url);
const built = ['/policytrail-elements.js', '/locales/ar.js', '/locales/de.js'];
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const files = [
  '/index.html',
  '/gallery.js',
  '/samples.js',
  '/body-samples.js',
  '/history-samples.js',
  '/settings-samples.js',
  '/decision-samples.js',
  '/gallery.css',
];

/** Resolves with the address of a server on a free port, and what ends it.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} */
export async function serveGallery() {
  const decisions = JSON.stringify({ schema: pricing.document, records: await decisionRecords() });
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/decisions.json') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(decisions);
      return;
    }
    const name = pathname === '/' ? '/index.html' : pathname;
    const file = new URL(`.${name}`, built.includes(name) ? dist : folder);
    if (!built.includes(name) && !files.includes(name)) {
      response.writeHead(404).end();
      return;
    }
    const type = types[/** @type {keyof typeof types} */ (extname(name))];
    response.writeHead(200, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': contentSecurityPolicy,
    });
    response.end(await readFile(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await serveGallery()).url);
