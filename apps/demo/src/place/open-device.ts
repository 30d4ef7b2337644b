import { createPolicyTrail } from '@policytrail/core';
import { openIndexedDbStore } from '@policytrail/indexeddb';
import { me } from '../people/people.js';
import { definitions } from '../policies/kind.js';
import { seed } from '../seed/seed.js';
import type { DeviceSession } from './session.js';

const databaseName = 'policytrail-demo';
const resets = globalThis.BroadcastChannel && new BroadcastChannel(`${databaseName}:resets`);

/** The trail in this browser, with the stories it begins with. */
export async function openOnDevice(): Promise<DeviceSession> {
  const store = await openIndexedDbStore(databaseName);
  await seed(store);
  const trail = createPolicyTrail({ store, definitions });
  return {
    place: 'device',
    trail: trail.as(me),
    close: () => trail.close(),
    reset: async () => {
      await trail.close();
      await deleteDatabase();
      resets?.postMessage('reset');
    },
  };
}

/** Calls back whenever another tab has deleted the database. */
export function watchResets(listener: () => void): void {
  resets?.addEventListener('message', listener);
}

function deleteDatabase(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(databaseName);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('the database could not be deleted'));
    request.onblocked = () => reject(new Error('another tab has the database open: close it, then try again'));
  });
}
