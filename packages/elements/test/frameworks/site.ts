import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright';

const strictPolicy = "default-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html";
const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '': 'text/html' };

/** What of a page the developer sees, and what its policy refused. */
export interface Visit {
  readonly page: Page;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

export interface Site {
  /** Path and text; `/` is the page. */
  readonly files: Readonly<Record<string, string>>;
  /** Default: the strict one. */
  readonly policy?: string;
  /** Files that are served once this resolves, by what their paths begin with. */
  readonly held?: { readonly path: string; readonly until: Promise<void> };
}

/** The strict policy, for pages that have two copies of Lit: they share the name of its Trusted Types policy. */
export const policyForTwoCopies = `${strictPolicy} 'allow-duplicates'`;

/** The strict policy, for a page of Vue, which has a Trusted Types policy of its own. */
export const policyForVue = `${strictPolicy} vue`;

/** Serves files under a content security policy while a page of them is visited. */
export async function visit(
  browser: Browser,
  { files, policy, held }: Site,
  use: (visit: Visit) => Promise<void>,
): Promise<void> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (held !== undefined && pathname.startsWith(held.path)) await held.until;
    const text = pathname === '/favicon.ico' ? '' : files[pathname];
    const type = `${types[extname(pathname)] ?? 'text/plain'}; charset=utf-8`;
    const headers = { 'content-type': type, 'content-security-policy': policy ?? strictPolicy };
    response.writeHead(text === undefined ? 404 : 200, headers).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const [errors, warnings]: [string[], string[]] = [[], []];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      // Chromium tells what the policy refused as an error of the console.
      if (message.type() === 'error') errors.push(message.text());
      if (message.type() === 'warning') warnings.push(message.text());
    });
    const address = server.address();
    await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`);
    await use({ page, errors, warnings });
  } finally {
    await context.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A page whose scripts are modules, in this order. */
export function pageOf(body: string, scripts: readonly string[]): string {
  const tags = scripts.map((script) => `<script type="module" src="${script}"></script>`);
  return `<!doctype html><html lang="en-US"><title>Page</title><body>${body}${tags.join('')}</body></html>`;
}

/** Bundles a script as an application does: its own copies of all that it imports. */
export async function bundle(contents: string): Promise<string> {
  const stdin = { contents, resolveDir: import.meta.dirname, loader: 'ts' } as const;
  return bundled({ stdin });
}

/** As `bundle`, of a file beside this one. */
export function bundleFile(name: string): Promise<string> {
  return bundled({ entryPoints: [join(import.meta.dirname, name)] });
}

/** Bundles a script as `/application.js`, and what it loads later as files of their own. `conditions`: which builds of packages it takes. */
export async function bundleSplit(
  contents: string,
  conditions: string[] = [],
): Promise<Readonly<Record<string, string>>> {
  const { outputFiles } = await build({
    ...options,
    stdin: { contents, resolveDir: import.meta.dirname, sourcefile: 'application.js' },
    conditions,
    splitting: true,
    minify: true,
    outdir: '/',
    entryNames: 'application',
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [path, text]));
}

const options = {
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2023',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'silent',
} as const;

async function bundled(input: Pick<Parameters<typeof build>[0], 'stdin' | 'entryPoints'>): Promise<string> {
  const { outputFiles } = await build({ ...options, ...input });
  return outputFiles[0]?.text ?? '';
}
