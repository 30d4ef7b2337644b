import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** @typedef {{ exitCode: number, output: string, seconds: number }} Outcome `output`: stdout and stderr as they came. */

/**
 * Runs a command to its end. A signal, a timeout and a command that cannot start end with exit code 1 and say so.
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMilliseconds?: number }} options
 * @returns {Promise<Outcome>}
 */
export function run(command, parameters, { cwd = root, env = {}, timeoutMilliseconds = 600_000 } = {}) {
  const startedAt = performance.now();
  const child = spawn(command, parameters, {
    cwd,
    env: { ...process.env, NO_COLOR: '1', TURBO_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMilliseconds,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    const finish = (/** @type {number | null} */ code, /** @type {string} */ reason) => {
      const seconds = (performance.now() - startedAt) / 1000;
      resolve({ exitCode: code ?? 1, output: code === null ? `${output}\n${command} ${reason}\n` : output, seconds });
    };
    child.on('error', (error) => finish(null, `did not start: ${error.message}`));
    child.on('close', (code, signal) => finish(code, `was ended by ${signal}`));
  });
}

/**
 * Runs a tool from the root's `node_modules`.
 * @param {string} name
 * @param {readonly string[]} parameters
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runTool(name, parameters, options) {
  return run(join(root, 'node_modules/.bin', name), parameters, options);
}

/** True where the module is the script that was started, not one that was imported.
 * @param {string} moduleUrl */
export function isStarted(moduleUrl) {
  return process.argv[1] === fileURLToPath(moduleUrl);
}
