import { constants, statSync } from 'node:fs';
import { chmod, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { isPolicytrailError, PolicytrailError } from '@policytrail/core';
import type { Host } from '../host.js';
import { unwritable } from '../output/unwritable.js';
import { makePrivateFolder } from './private-folder.js';

/** A copy of a SQLite database among this user's temporary files. */
export interface PrivateCopy {
  readonly path: string;
  readonly remove: () => void;
}

// What SQLite keeps of a database beside its shared memory: the file, its write-ahead log, its rollback journal.
const endings = ['', '-wal', '-journal'];
const attempts = 20;
// Longer than the step of any file system's clock: a later write shows in the time.
const quietMilliseconds = 100;

/**
 * Copies a database that can be read and not written, with what is not yet in its main file. Rejects with `store_unavailable`
 * where it is written to all the while, with `storage_full` where there is no room.
 */
export async function copyPrivately(path: string, host: Host): Promise<PrivateCopy> {
  const folder = makePrivateFolder(host);
  try {
    const copy = folder.path('policies.db');
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const before = stateOf(path);
      await delay(quietMilliseconds);
      if (stateOf(path) !== before) continue;
      await copyFiles(path, copy);
      if (stateOf(path) === before) return { path: copy, remove: folder.remove };
    }
    const message = `\`${path}\` can only be read here, and it is written to all the while: try again later`;
    throw new PolicytrailError('store_unavailable', message, { operation: 'open' });
  } catch (error) {
    folder.remove();
    throw copyFailure(path, error);
  }
}

function copyFailure(path: string, cause: unknown): unknown {
  const failure = unwritable({ path: tmpdir(), operation: 'open' }, cause);
  if (!isPolicytrailError(failure, 'invalid_argument')) return failure;
  const message = `\`${path}\` can only be read here, and no copy of it can be made: ${reasonOf(cause)}`;
  return new PolicytrailError('store_unavailable', message, { operation: 'open' }, { cause });
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

async function copyFiles(path: string, copy: string): Promise<void> {
  for (const ending of endings.filter((each) => stateOfFile(path + each) !== '')) {
    await copyFile(path + ending, copy + ending, constants.COPYFILE_FICLONE);
    await chmod(copy + ending, 0o600);
  }
}

function stateOf(path: string): string {
  return endings.map((ending) => stateOfFile(path + ending)).join(' ');
}

function stateOfFile(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino}:${found.size}:${found.mtimeNs}`;
}
