import { type Browser, chromium } from 'playwright';
import { chromiumArguments, findChromium } from '../../../../tools/repo/chromium.mjs';

/** The Chromium that all tests use. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ ...(executablePath !== undefined && { executablePath }), args: chromiumArguments });
}
