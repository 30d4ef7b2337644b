import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SqliteDriver, SqliteJournal } from '../../src/index.js';
import { type DiskCall, parseTrace, tracedCalls } from './calls.js';

/** What a writing process is told to do. */
export interface RecordingTask {
  readonly driver: SqliteDriver;
  readonly journal: SqliteJournal;
  readonly saves: number;
  /** How often it opens its store and closes it again. */
  readonly sessions: number;
  /** Set behind the store's back. */
  readonly synchronous?: 'NORMAL' | 'FULL';
}

export interface Recording {
  readonly calls: readonly DiskCall[];
  /** The files that the process left, by name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The policy that the process saves, in the database of this name. */
export const recorded = { policyId: 'project-123', name: 'trail.db' } as const;

const script = fileURLToPath(new URL('writer.mjs', import.meta.url));

/** Runs the built packages under strace, on a disk, and gives back what they asked of it. */
export function record(task: RecordingTask): Recording {
  const place = mkdtempSync(join(tmpdir(), 'policytrail-power-loss-'));
  const [folder, logs] = [join(place, 'database'), join(place, 'logs')];
  for (const each of [folder, logs]) mkdirSync(each);
  try {
    trace(join(logs, 'thread'), { ...task, policyId: recorded.policyId, path: join(folder, recorded.name) });
    // SQLite is synchronous: all it does is in the log of the one thread that prints.
    const threads = readdirSync(logs).map((name) => parseTrace(readFileSync(join(logs, name), 'latin1'), folder));
    const writing = threads.filter((calls) => calls.some(({ kind }) => kind === 'write'));
    if (writing.length !== 1 || writing[0] === undefined) throw new Error(`${writing.length} threads wrote, not one`);
    return { calls: writing[0], files: readFiles(folder) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function trace(log: string, task: object): void {
  const options = ['-ff', '-y', '-xx', '-s', '70000', '-e', `trace=?${tracedCalls.join(',?')}`, '-o', log];
  const { status, stderr, error } = spawnSync('strace', [...options, process.execPath, script, JSON.stringify(task)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the writer failed: ${error?.message ?? stderr}`);
}

function readFiles(folder: string): ReadonlyMap<string, Uint8Array> {
  return new Map(readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]));
}
