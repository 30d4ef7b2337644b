import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs `work` with the path of a database in a folder of its own, which is gone afterwards. */
export async function withFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'policytrail-bench-'));
  try {
    return await work(join(folder, 'trail.db'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The first SQLite driver that is installed. */
export async function firstDriver() {
  for (const name of ['better-sqlite3', '@photostructure/sqlite']) {
    try {
      await import(name);
      return name;
    } catch {}
  }
  throw new Error('install better-sqlite3 or @photostructure/sqlite');
}

/** What opens a database of a driver at a path. */
export async function driverOpener(name) {
  if (name === 'better-sqlite3') {
    const { default: Database } = await import('better-sqlite3');
    return (path) => new Database(path);
  }
  const { DatabaseSync } = await import(name);
  return (path) => new DatabaseSync(path);
}

export const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
