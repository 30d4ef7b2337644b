import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Acknowledgement } from '@policytrail/testing';
import type { SqliteDriver } from '../../src/index.js';

/** What a writing process is told to do. */
export interface WriterTask {
  readonly path: string;
  readonly driver: SqliteDriver;
  readonly policyId: string;
  /** Its request ids are `<name>-1`, `<name>-2` … */
  readonly name: string;
  readonly saves: number;
  /** The saboteur to put around its store. */
  readonly saboteur?: string;
}

/** When to kill a process: some time after it printed so many acknowledgements. */
export interface KillMoment {
  readonly acknowledgements: number;
  readonly milliseconds: number;
}

/** A process that has its store open and waits to begin. */
export interface Writer {
  /** Lets it write to its end. Rejects where it fails. */
  readonly finish: () => Promise<readonly Acknowledgement[]>;
  /** Lets it write and kills it, done or not; gives back what it printed until then. */
  readonly killAt: (moment: KillMoment) => Promise<readonly Acknowledgement[]>;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

const script = fileURLToPath(new URL('writer.mjs', import.meta.url));

/** Starts a process that runs the built packages. */
export async function startWriter(task: WriterTask): Promise<Writer> {
  const child: Child = spawn(process.execPath, [script, JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const errors: string[] = [];
  child.stderr.on('data', (text) => errors.push(String(text)));
  const running: Running = { child, lines: createInterface({ input: child.stdout }), ended: once(child, 'close') };
  await Promise.race([once(running.lines, 'line'), running.ended]);
  return {
    async finish() {
      const acknowledged = await write(running, undefined);
      if (child.exitCode !== 0) throw new Error(`writer ${task.name} failed: ${errors.join('')}`);
      return acknowledged;
    },
    async killAt(moment) {
      const acknowledged = await write(running, moment);
      if (child.signalCode !== 'SIGKILL') throw new Error(`writer ${task.name} was not killed: ${errors.join('')}`);
      return acknowledged;
    },
  };
}

interface Running {
  readonly child: Child;
  readonly lines: Interface;
  readonly ended: Promise<unknown>;
}

async function write(
  { child, lines, ended }: Running,
  killAt: KillMoment | undefined,
): Promise<readonly Acknowledgement[]> {
  const acknowledged: Acknowledgement[] = [];
  const killWhenDue = () => {
    if (killAt?.acknowledgements === acknowledged.length) setTimeout(() => child.kill('SIGKILL'), killAt.milliseconds);
  };
  lines.on('line', (line) => {
    acknowledged.push(parseAcknowledgement(line));
    killWhenDue();
  });
  // A process that has failed takes no input; how it ended tells.
  child.stdin.on('error', () => undefined).write('go\n');
  if (killAt === undefined) child.stdin.end();
  killWhenDue();
  await ended;
  return acknowledged;
}

function parseAcknowledgement(line: string): Acknowledgement {
  const { requestId, version, startedAt, endedAt } = JSON.parse(line);
  return { requestId, version, startedAt: BigInt(startedAt), endedAt: BigInt(endedAt) };
}
