import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Host } from '../src/host.js';
import { main } from '../src/program.js';
import { onServer } from './database.js';

/** The built command; `npm run build` makes it. */
export const program = fileURLToPath(new URL('../dist/policytrail.js', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Of the terminal; without it the output is none. */
  readonly columns?: number;
}

/** A folder of this test file's own, gone after it. */
export function temporaryFolder(): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'policytrail-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name) => join(folder, name);
}

/** Runs the built command in a process of its own. */
export async function policytrail(
  args: readonly string[],
  { stdin = '', env = {} }: RunOptions = {},
): Promise<Outcome> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [program, ...(await onServer(args))], { env: { PATH, HOME, ...env } });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      output[stream] += chunk;
    });
  }
  // A command that refuses its arguments does not read what it is sent.
  child.stdin.on('error', () => undefined).end(stdin);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code, ...output }));
  });
}

/** Runs the sources in this process: the same command without a child's start, for what does not touch the process. */
export async function run(
  args: readonly string[],
  {
    stdin = '',
    env = {},
    columns,
  }: Omit<RunOptions, 'stdin'> & { readonly stdin?: string | Uint8Array | Readable } = {},
): Promise<Outcome> {
  const output = { stdout: '', stderr: '' };
  const screen = (name: keyof typeof output): Writable =>
    new Writable({
      write(chunk, _, done) {
        output[name] += chunk;
        done();
      },
    });
  const { hrtime, pid } = process;
  const events = new EventEmitter();
  const world = {
    env,
    hrtime,
    pid,
    stdout: Object.assign(screen('stdout'), columns === undefined ? {} : { columns }),
    stderr: screen('stderr'),
    stdin: stdin instanceof Readable ? stdin : Readable.from([Buffer.from(stdin)]),
  };
  const host = Object.assign(events, world, { argv: ['node', 'policytrail', ...(await onServer(args))], exitCode: 0 });
  await main(host as unknown as Host);
  return { code: host.exitCode, ...output };
}

/** The JSON document a command printed; fails unless it is the only thing it printed. */
export async function runJson<T>(args: readonly string[], options?: RunOptions): Promise<T> {
  return documentOf(await run([...args, '--json'], options));
}

/** The same, of a run that is over. */
export function documentOf<T>({ code, stdout, stderr }: Outcome): T {
  if (code !== 0 || stderr !== '') throw new Error(`exit ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

/** The AI-run budget: three versions of `project-123`. */
export const budgetHistory = [
  ['2025-10-01T10:00:00.000Z', 'system', 1000, '1.00', 'Initial policy'],
  ['2025-10-02T14:30:00.000Z', 'user', 5000, '10.00', 'Increased for production'],
  ['2025-10-03T09:15:00.000Z', 'user', 2000, '5.00', 'Reduced after budget review'],
] as const;

export function budgetPolicy(budgetTokens: number, budgetUsd: string) {
  return { allowNetwork: true, budgetTokens, budgetUsd, budgetNatureCost: '100.0' };
}

/** The budget as a plain history, one JSON line a version. */
export function budgetLines(): string {
  return budgetHistory
    .map(([createdAt, createdBy, tokens, usd, changeNotes]) =>
      JSON.stringify({ policyId: 'project-123', policy: budgetPolicy(tokens, usd), createdAt, createdBy, changeNotes }),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** A database that holds the budget. */
export async function budgetDatabase(db: string): Promise<string> {
  const file = `${db}.ndjson`;
  writeFileSync(file, budgetLines());
  const { code, stderr } = await run(['import', file, '--db', db]);
  if (code !== 0) throw new Error(stderr);
  return db;
}
