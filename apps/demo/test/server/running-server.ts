import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));

/** The built server in a process of its own. */
export interface RunningServer {
  /** With a slash at its end. */
  readonly url: string;
  readonly port: string;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, as of a crash. */
  kill(): Promise<void>;
  /** Again, on the same port and data. */
  startAgain(): Promise<RunningServer>;
}

export type ServerEnvironment = Readonly<Record<string, string>>;

/** Runs it until it ends by itself; what it said, and how it ended. */
export async function runToEnd(environment: ServerEnvironment): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [main], { env: { ...process.env, ...environment } });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => said.push(text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said: said.join('') };
}

/** On a free port unless told otherwise. Rejects with what it said where it ends before it listens. */
export async function startServer(environment: ServerEnvironment): Promise<RunningServer> {
  const child = spawn(process.execPath, [main], { env: { ...process.env, PORT: '0', ...environment } });
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.on('exit', endWithUs);
  const ended = once(child, 'exit').then(([code]) => {
    process.off('exit', endWithUs);
    return code as number | null;
  });
  const complaints: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text) => complaints.push(text));
  const url = await Promise.race([
    urlSaid(child.stdout),
    ended.then((code) => Promise.reject(new Error(`the server ended with ${code}: ${complaints.join('')}`))),
  ]);
  const { port } = new URL(url);
  const end = (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return {
    url,
    port,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    startAgain: () => startServer({ ...environment, PORT: port }),
  };
}

async function urlSaid(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) {
    const [, url] = /^Policytrail is at (\S+\/),/.exec(line) ?? [];
    if (url !== undefined) return url;
  }
  throw new Error('the server did not say where it is');
}

/** The environment of a server on a file of its own, and what takes the file away. */
export function aSqliteFile(): { readonly environment: ServerEnvironment; readonly remove: () => Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'policytrail-demo-'));
  return {
    environment: { SQLITE_FILE: join(folder, 'trail.db'), DATABASE_URL: '' },
    remove: async () => rmSync(folder, { recursive: true }),
  };
}
