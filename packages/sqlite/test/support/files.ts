import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'policytrail-sqlite-'));
let made = 0;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A path that nothing is at yet; gone after the test file. */
export function freshPath(suffix = '.db'): string {
  made += 1;
  return join(folder, `${made}${suffix}`);
}
