import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright';

/** The same browser as that of the tests in `*.browser.ts`, driven from outside. */
export function launchChromium(): Promise<Browser> {
  const paths = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'];
  const executablePath = paths.find((path) => path !== undefined && existsSync(path));
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  return chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args });
}
