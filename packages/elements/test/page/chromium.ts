import { type Browser, chromium } from 'playwright';

/** The Chromium that all tests use, as the root's Vitest config found it. */
export function launchChromium(): Promise<Browser> {
  const { CHROMIUM_PATH: executablePath = '/usr/bin/chromium', CHROMIUM_ARGUMENTS: args = '--no-sandbox' } =
    process.env;
  return chromium.launch({ executablePath, args: args.split(' ') });
}
