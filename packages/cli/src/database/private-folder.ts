import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from '../host.js';
import { unwritable } from '../output/unwritable.js';

/** A folder that only this user can read. */
export interface PrivateFolder {
  readonly path: (name: string) => string;
  readonly remove: () => void;
}

/** Makes one among the temporary files; it is gone when it is removed, and after Ctrl-C, too. Throws as {@link unwritable} says. */
export function makePrivateFolder(host: Host): PrivateFolder {
  const folder = makeFolder(tmpdir());
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  host.once('exit', clear);
  const remove = (): void => {
    host.off('exit', clear);
    clear();
  };
  return { path: (name) => join(folder, name), remove };
}

function makeFolder(among: string): string {
  try {
    return mkdtempSync(join(among, 'policytrail-'));
  } catch (cause) {
    throw unwritable({ path: among, operation: 'open' }, cause);
  }
}
