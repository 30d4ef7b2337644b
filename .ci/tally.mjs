/** Sums the reports of tests and checks: `node .ci/tally.mjs <folder of reports> <exit code so far>`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ passed: number, failed: number }} Count */

const [folder = '.', exitCode = '0'] = process.argv.slice(2);
const counts = [count('tests.json', countTests), count('checks.json', (checks) => checks)];
const passed = counts.reduce((sum, next) => sum + next.passed, 0);
const reported = counts.reduce((sum, next) => sum + next.failed, 0);
// Failures that no report names, such as an unhandled rejection, show in the exit code alone.
const failed = reported === 0 && exitCode !== '0' ? 1 : reported;
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${passed} passed, ${failed} failed`);

/**
 * A report that is not there or not whole counts as one failure: what should have written it broke down.
 * @template Report
 * @param {string} name
 * @param {(report: Report) => Count} read
 * @returns {Count}
 */
function count(name, read) {
  try {
    return read(JSON.parse(readFileSync(join(folder, name), 'utf8')));
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/**
 * A test file that fails as a whole, unable to load, counts as one.
 * @param {{ numPassedTests: number, numFailedTests: number, testResults: readonly TestFile[] }} report
 * @returns {Count}
 */
function countTests({ numPassedTests, numFailedTests, testResults }) {
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length };
}

/** @typedef {{ status: string, assertionResults: readonly { status: string }[] }} TestFile */
