import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../../../tools/repo/chromium.mjs';
import { sees, visitAt } from '../e2e/demo.js';
import { aSqliteFile, runToEnd, startServer } from './running-server.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe('the trail', () => {
  it('is on the server or on the device, as one chooses, and neither sees the other’s versions', async () => {
    const { environment, remove } = aSqliteFile();
    const server = await startServer(environment);
    const { page, goTo, context, complaints } = await visitAt(browser, server.url);
    await goTo('/storage');
    await sees(page, /in a SQLite file; everybody who uses it sees the same/);
    expect(await page.getByRole('radio', { name: /On the server/ }).isChecked()).toBe(true);
    expect(await page.getByRole('button', { name: 'Delete everything…' }).count()).toBe(0);
    await page.getByRole('radio', { name: /On this device/ }).check();
    await page.getByRole('button', { name: 'Delete everything…' }).waitFor();
    expect(await page.getByLabel('Acting as').count()).toBe(0);
    await goTo('/policies/project-123');
    await page.getByLabel('Token budget').fill('1111');
    await page.getByRole('button', { name: 'Save as version 4' }).click();
    await sees(page, 'Current version: 4');
    await page.reload();
    await sees(page, 'Current version: 4');
    await goTo('/storage');
    await page.getByRole('radio', { name: /On the server/ }).check();
    await page.getByLabel('Acting as').waitFor();
    await goTo('/policies/project-123');
    await sees(page, 'Current version: 3');
    expect(complaints).toEqual([]);
    await context.close();
    expect(await server.stop()).toBe(0);
    await remove();
  });

  it('is not silently looked for elsewhere where its server is gone, and is there again when it is back', async () => {
    const { environment, remove } = aSqliteFile();
    const server = await startServer(environment);
    const { page, goTo, context } = await visitAt(browser, server.url);
    await goTo('/policies/project-123');
    await page.getByLabel('Token budget').fill('1234');
    await page.getByRole('button', { name: 'Save as version 4' }).click();
    await sees(page, 'Current version: 4');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await server.kill();
    await page.reload();
    await sees(page, 'The server that keeps the trail cannot be reached.');
    const again = await server.startAgain();
    await page.getByRole('button', { name: 'Try again' }).click();
    await sees(page, 'Current version: 4');
    await again.kill();
    await page.reload();
    await page.getByRole('button', { name: 'Use what is on this device' }).click();
    await sees(page, 'Current version: 3');
    await context.close();
    await remove();
  });
});

describe('the server', () => {
  it('says that its port is taken, and ends', async () => {
    const { environment, remove } = aSqliteFile();
    const server = await startServer(environment);
    const { code, said } = await runToEnd({ ...environment, PORT: server.port });
    expect([code, said]).toEqual([1, expect.stringContaining(`Port ${server.port} is taken`)]);
    expect(await server.stop()).toBe(0);
    await remove();
  });

  it.each([
    [{ PORT: 'many' }, /PORT must be a whole number/],
    [{ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, /The trail could not be opened/],
  ])('says what is wrong with %j, and ends', async (environment, words) => {
    const { code, said } = await runToEnd({ DATABASE_URL: '', ...environment });
    expect(code).toBe(1);
    expect(said).toMatch(words);
  });

  it('serves the API’s document, the page under a strict policy, and nothing to another host name', async () => {
    const { environment, remove } = aSqliteFile();
    const { url, stop } = await startServer(environment);
    const document = (await (await fetch(`${url}api/openapi.json`)).json()) as { openapi: string };
    expect(document.openapi).toMatch(/^3\.1/);
    const page = await fetch(url);
    expect(page.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
    expect(await page.text()).toContain('<demo-app>');
    expect(await misdirected(url)).toBe(421);
    expect(await stop()).toBe(0);
    await remove();
  });
});

// `fetch` sets the header by itself.
async function misdirected(url: string): Promise<number | undefined> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(url, { headers: { host: 'elsewhere.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}
