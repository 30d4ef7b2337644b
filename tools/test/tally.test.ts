import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { plant, type Tree } from './tree.js';

const script = fileURLToPath(new URL('../../.ci/tally.mjs', import.meta.url));

const tests = JSON.stringify({
  numPassedTests: 7,
  numFailedTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
});
const failingTests = JSON.stringify({
  numPassedTests: 7,
  numFailedTests: 1,
  testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }],
});
const brokenFile = JSON.stringify({
  numPassedTests: 7,
  numFailedTests: 0,
  testResults: [{ status: 'failed', assertionResults: [] }],
});
const checks = '{ "passed": 2, "failed": 0 }';

it.each<readonly [title: string, reports: Tree, exitCode: number, line: string, status: number]>([
  ['all is well', { 'tests.json': tests, 'checks.json': checks }, 0, '9 passed, 0 failed', 0],
  ['a test fails', { 'tests.json': failingTests, 'checks.json': checks }, 1, '9 passed, 1 failed', 1],
  ['a test file does not load', { 'tests.json': brokenFile, 'checks.json': checks }, 1, '9 passed, 1 failed', 1],
  ['a check fails', { 'tests.json': tests, 'checks.json': '{ "passed": 1, "failed": 1 }' }, 1, '8 passed, 1 failed', 1],
  ['only the exit code tells', { 'tests.json': tests, 'checks.json': checks }, 1, '9 passed, 1 failed', 1],
  ['the tests wrote no report', { 'checks.json': checks }, 1, '2 passed, 1 failed', 1],
  ['a report was cut off', { 'tests.json': tests.slice(0, 20), 'checks.json': checks }, 1, '2 passed, 1 failed', 1],
  ['nothing ran', {}, 1, '0 passed, 2 failed', 1],
])('counts where %s', (_, reports, exitCode, line, status) => {
  const outcome = spawnSync(process.execPath, [script, plant(reports), String(exitCode)], { encoding: 'utf8' });
  expect(outcome.stdout).toBe(`${line}\n`);
  expect(outcome.status).toBe(status);
});
