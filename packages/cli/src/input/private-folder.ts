import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from '../host.js';

/** A folder that only this user can read. */
export interface PrivateFolder {
  readonly path: (name: string) => string;
  readonly remove: () => void;
}

/** Makes one among the temporary files; it is gone when it is removed, and after Ctrl-C, too. */
export function makePrivateFolder(host: Host): PrivateFolder {
  const folder = mkdtempSync(join(tmpdir(), 'policytrail-'));
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  host.once('exit', clear);
  const remove = (): void => {
    host.off('exit', clear);
    clear();
  };
  return { path: (name) => join(folder, name), remove };
}
