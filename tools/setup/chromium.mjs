import { chromium } from 'playwright';
import { chromiumArguments, findChromium } from '../repo/chromium.mjs';
import { run, runTool } from '../repo/command.mjs';

/** How one gets a Chromium that is not there, in the order in which they are tried.
 * @type {readonly (readonly [way: string, install: () => Promise<string>])[]} */
const ways = [
  ['npx playwright install chromium', installByPlaywright],
  ['apt-get install chromium', installByApt],
];

/** Finds a Chromium or installs one, and starts it once. Returns what it did; throws advice. */
export async function prepareChromium() {
  const found = findChromium();
  if (found !== undefined) return `${await versionOf(found)} at ${found}`;
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted) throw new Error(`CHROMIUM_PATH says ${wanted}, where nothing is.`);
  const tried = [];
  for (const [way, install] of ways) {
    const problem = await install();
    const installed = findChromium();
    if (installed !== undefined) return `${await versionOf(installed)} at ${installed}, installed by \`${way}\``;
    tried.push(`\`${way}\` (${problem})`);
  }
  throw new Error(
    `none was found, nor could be installed by ${tried.join(' or ')}. Install Chromium or Chrome, or set CHROMIUM_PATH.`,
  );
}

async function installByPlaywright() {
  return problemOf(await runTool('playwright', ['install', 'chromium']));
}

async function installByApt() {
  if (process.getuid?.() !== 0) return 'not root';
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await run('apt-get', ['update'], { env });
  if (updated.exitCode !== 0) return problemOf(updated);
  return problemOf(await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env }));
}

/** @param {import('../repo/command.mjs').Outcome} outcome */
function problemOf({ exitCode, output }) {
  if (exitCode === 0) return 'no browser came of it';
  const said = output.split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
  return said.at(-1) ?? 'it failed';
}

/** @param {string} executablePath */
async function versionOf(executablePath) {
  const browser = await chromium.launch({ executablePath, args: chromiumArguments });
  const version = browser.version();
  await browser.close();
  return version;
}
