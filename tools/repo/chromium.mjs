import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
];

/** The Chromium that the tests use: `CHROMIUM_PATH`, one of the system's, or Playwright's own. `undefined` where there is none. */
export function findChromium() {
  const wanted = process.env['CHROMIUM_PATH'];
  const candidates = wanted === undefined || wanted === '' ? [...places, chromium.executablePath()] : [wanted];
  return candidates.find((path) => existsSync(path));
}

/** Nothing is fetched or reported in the background; a sandbox can't be had as root and in most containers. */
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium that the tests use. Where there is none, Playwright says so. @returns {Promise<import('playwright').Browser>} */
export function launchChromium() {
  return chromium.launch({ executablePath: findChromium() ?? '/usr/bin/chromium', args: chromiumArguments });
}
