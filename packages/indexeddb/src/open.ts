import { type DoctorReport, isPolicytrailError, memoryStore } from '@policytrail/core';
import { createAnnouncements } from './announcements.js';
import { createConnection } from './database/connection.js';
import { isRefusal, unavailable } from './database/errors.js';
import { migrations } from './database/migrations.js';
import { openDatabase } from './database/open-database.js';
import { checkedOptions, type IndexedDbOptions } from './options.js';
import { createStore, type IndexedDbStore } from './store.js';

/**
 * Opens a store in an IndexedDB database of its own, which is made where it is missing. Any number of tabs and workers of
 * one origin can have it open at once. Another tab that upgrades or deletes the database is let through: the store closes
 * its handle, and opens it again when it is next used.
 *
 * Rejects with `invalid_argument` for options that can't be, and with `store_unavailable` where the browser offers no
 * IndexedDB (unless `whenUnavailable` says otherwise), where another tab stands in the way for too long, and where the
 * database is of a newer release or not one of Policytrail's.
 */
export async function openIndexedDbStore(name: string, options: IndexedDbOptions = {}): Promise<IndexedDbStore> {
  const { whenUnavailable, ...timing } = checkedOptions(name, options);
  const connection = createConnection((onLost) => openDatabase(name, { migrations, ...timing }, onLost));
  try {
    if (globalThis.indexedDB === undefined) throw unavailable('open', 'there is no IndexedDB here');
    await connection.run('open', async () => undefined);
  } catch (error) {
    connection.close();
    if (whenUnavailable === 'memory' && !isOffered(error)) return forgetfulStore();
    throw error;
  }
  return createStore(connection, createAnnouncements(name));
}

// A database that is there and can't be opened now must not be hidden behind an empty one.
function isOffered(error: unknown): boolean {
  if (globalThis.indexedDB === undefined) return false;
  return !(isPolicytrailError(error) && isRefusal(error.cause));
}

function forgetfulStore(): IndexedDbStore {
  const { sync: _sync, ...store } = memoryStore();
  return {
    ...store,
    watch: () => () => undefined,
    persist: async () => false,
    async doctor(): Promise<DoctorReport> {
      const message = 'the browser offers no IndexedDB here: all is kept in memory and forgotten with the page';
      const report = await store.doctor();
      return { ...report, checks: [...report.checks, { id: 'fallback', status: 'warning', message }] };
    },
  };
}
