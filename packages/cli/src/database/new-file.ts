import { existsSync, rmSync } from 'node:fs';
import type { PolicyStore } from '@policytrail/core';
import type { DatabasePlace } from './place.js';

/** A database that a command may have made. */
export interface NewFile {
  /** Closes the store after the command failed; where it made the file and nothing is stored in it, the file goes again. */
  readonly giveUp: (store: PolicyStore) => Promise<void>;
}

/** To be asked before the database is opened. */
export function newFile(place: DatabasePlace): NewFile {
  const path = place.kind === 'sqlite' && !existsSync(place.path) ? place.path : undefined;
  return {
    async giveUp(store) {
      const isEmpty = path !== undefined && (await isWithoutPolicies(store));
      await store.close();
      // The last connection takes the log with it: where there is one, another program has begun to use the file.
      if (isEmpty && !existsSync(`${path}-wal`)) rmSync(path, { force: true });
    },
  };
}

// Where even that fails, nobody knows: the file stays.
async function isWithoutPolicies(store: PolicyStore): Promise<boolean> {
  try {
    return (await store.listPolicies({ limit: 1, includeInternal: true })).total === 0;
  } catch {
    return false;
  }
}
