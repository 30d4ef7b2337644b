import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SqliteDatabase } from './driver/database.js';
import { invalidArgument } from './driver/errors.js';

/** Copies the whole database to a new file, as it is at one moment, and onto the disk. */
export function backUp(database: SqliteDatabase, path: string): void {
  createEmpty(path);
  try {
    database.prepare('VACUUM INTO ?').run(path);
    flush(path, 'r+');
    // Windows has no way to flush a folder.
    if (process.platform !== 'win32') flush(dirname(path), 'r');
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

// `wx` refuses an existing file, whoever makes it at the same moment; VACUUM INTO takes an empty one.
function createEmpty(path: string): void {
  try {
    closeSync(openSync(path, 'wx'));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
    throw invalidArgument(`\`${path}\` exists: a backup overwrites nothing`, 'path');
  }
}

function flush(path: string, mode: 'r' | 'r+'): void {
  const file = openSync(path, mode);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
