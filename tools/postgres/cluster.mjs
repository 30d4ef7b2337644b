import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findBinaries } from './binaries.mjs';

/** @typedef {import('./binaries.mjs').Binaries} Binaries */
/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/**
 * A throw-away server on loopback. `kill` is SIGKILL of it and of all its processes; `start` brings it up again on the same data.
 * @typedef {{ url: string, version: string, start(): Promise<void>, kill(): Promise<void>, stop(): Promise<void> }} Cluster
 */

/** What a data folder and its log may grow to before tests are done. */
const roomBytes = 2 ** 30;

/**
 * Makes a cluster in a folder of its own and starts it, with settings as a real one has. `disk`: where a crash of the machine
 * matters; else in memory where there is room, which makes each commit cheap.
 * @param {{ on?: 'memory' | 'disk', settings?: Readonly<Record<string, string>> }} [options] @returns {Promise<Cluster>} */
export async function startCluster({ on = 'memory', settings = {} } = {}) {
  const binaries = findBinaries();
  const folder = mkdtempSync(join(on === 'memory' ? scratchFolder() : tmpdir(), 'policytrail-postgres-'));
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  mkdirSync(data, 0o700);
  if (binaries.account !== undefined) chownSync(data, binaries.account.uid, binaries.account.gid);
  initialise(binaries, data);
  const port = await freePort();
  /** @type {ChildProcess | undefined} */
  let server;
  const endWithUs = () => void server?.kill('SIGQUIT');
  process.on('exit', endWithUs);
  // What was killed may hold its shared memory for a moment longer: on a busy machine for seconds.
  const start = async (attempts = 100) => {
    try {
      server = await startServer(binaries, data, { port: String(port), ...settings });
    } catch (error) {
      if (attempts === 0 || !String(error).includes('shared memory')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
      await start(attempts - 1);
    }
  };
  /** @param {NodeJS.Signals} signal */
  const end = async (signal) => {
    if (server === undefined) return;
    const ended = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : undefined;
    server.kill(signal);
    await ended;
    server = undefined;
  };
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    version: binaries.version,
    start: () => start(),
    async kill() {
      const processes = server?.pid === undefined ? [] : childrenOf(server.pid);
      await end('SIGKILL');
      for (const pid of processes) killIfThere(pid);
    },
    async stop() {
      await end('SIGQUIT');
      process.removeListener('exit', endWithUs);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a server has forked. @param {number} parent @returns {number[]} */
function childrenOf(parent) {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === parent)
    .map(Number);
}

// Of `pid (name) state parent …`; the name may hold spaces.
/** @param {string} pid */
function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function killIfThere(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It saw its server go, and went.
  }
}

function scratchFolder() {
  const memory = '/dev/shm';
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > roomBytes ? memory : tmpdir();
}

// A language's collation, where the server has it: order by code point must not come from the database by chance.
/** @param {Binaries} binaries @param {string} data */
function initialise(binaries, data) {
  const all = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  const tried = [
    [...all, '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'],
    [...all, '--locale=C'],
  ].map(
    (given) => () =>
      spawnSync(join(binaries.folder, 'initdb'), given, { encoding: 'utf8', cwd: '/', ...binaries.account }),
  );
  let said = '';
  for (const attempt of tried) {
    const { status, stderr, error } = attempt();
    if (status === 0) return;
    said = error?.message ?? stderr;
  }
  throw new Error(`initdb of ${binaries.folder} failed: ${said}`);
}

/** @param {Binaries} binaries @param {string} data @param {Readonly<Record<string, string>>} settings @returns {Promise<ChildProcess>} */
async function startServer({ folder, account }, data, settings) {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    max_wal_size: '256MB',
    ...settings,
  };
  const given = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(folder, 'postgres'), ['-D', data, ...given], {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: '/',
    ...account,
  });
  /** @type {string[]} */
  const log = [];
  await new Promise((resolve, reject) => {
    const lines = createInterface({ input: server.stderr });
    lines.on('line', (line) => {
      log.push(line);
      if (log.length > 50) log.shift();
      if (line.includes('ready to accept connections')) resolve(undefined);
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`the Postgres server did not start:\n${log.join('\n')}`)));
  });
  return server;
}

/** @returns {Promise<number>} */
async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
  return address.port;
}
