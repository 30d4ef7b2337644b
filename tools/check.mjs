/** Runs every check of the repository. Where CHECK_REPORT names a file, the counts go there: `{ "passed": 8, "failed": 0 }`. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, runTool } from './repo/command.mjs';

/** @typedef {import('./repo/command.mjs').Outcome} Outcome */

/** @type {readonly (readonly [name: string, start: () => Promise<Outcome>])[]} */
const checks = [
  ['build', () => runTool('turbo', ['run', 'build', '--output-logs=errors-only'])],
  ['types', () => runTool('tsc', ['-p', 'tsconfig.json', '--noEmit'])],
  ['types of the demo', () => runTool('tsc', ['-p', 'apps/demo'])],
  ['types of tools', () => runTool('tsc', ['-p', 'tools/tsconfig.json'])],
  ['syntax', parseScripts],
  ['lint', () => runTool('biome', ['ci', '.', '--error-on-warnings'])],
  ['layers', () => runScript('tools/layers.mjs')],
  ['exports', () => runScript('tools/exports.mjs')],
  ['sizes', () => runTool('size-limit', [])],
  ['first load', () => runScript('tools/first-load.mjs')],
  ['load of the elements', () => runScript('tools/element-load.mjs')],
  ['examples', () => runScript('tools/examples.mjs')],
  ['newcomer', () => runScript('tools/newcomer.mjs')],
  ['API reference', () => runTool('typedoc', ['--emit', 'none'])],
  ['changesets', () => runScript('tools/changesets.mjs')],
];

let failed = 0;
for (const [name, start] of checks) {
  const { exitCode, output, seconds } = await start();
  console.log(`${exitCode === 0 ? 'PASS' : 'FAIL'}  ${name}  ${seconds.toFixed(1)} s`);
  if (exitCode !== 0) {
    failed += 1;
    console.log(output.trimEnd().replaceAll(/^/gm, '      '));
  }
}
const report = process.env['CHECK_REPORT'];
if (report !== undefined) writeFileSync(report, JSON.stringify({ passed: checks.length - failed, failed }));
process.exitCode = failed === 0 ? 0 : 1;

/** @param {string} script */
function runScript(script) {
  return run(process.execPath, [script]);
}

/** Parses what no compiler reads: the scripts of the examples and benchmarks. @returns {Promise<Outcome>} */
async function parseScripts() {
  const startedAt = performance.now();
  const scripts = ['examples', 'bench'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.m?js$/.test(name) && !name.includes('node_modules'))
      .map((name) => join(root, folder, name)),
  );
  const outcomes = await Promise.all(scripts.map((script) => run(process.execPath, ['--check', script])));
  return {
    exitCode: outcomes.some(({ exitCode }) => exitCode !== 0) ? 1 : 0,
    output: outcomes.map(({ output }) => output).join(''),
    seconds: (performance.now() - startedAt) / 1000,
  };
}
