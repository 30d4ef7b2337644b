import type { PolicyStore } from '@policytrail/core';
import type { Announcements } from './announcements.js';
import type { Connection } from './database/connection.js';
import type { Reading } from './database/tables.js';
import { reading } from './database/transaction.js';
import { examine } from './doctor/doctor.js';
import { listVersions } from './read/history.js';
import { readPin, readPins } from './read/pins.js';
import { listPolicies, listPolicyIds } from './read/policies.js';
import { readEvaluations, readReviewed } from './read/records/evaluations.js';
import { listEvaluations } from './read/records/list.js';
import { readHead, readInForce, readLabelled, readSealedHead, readVersion, readVersions } from './read/versions.js';
import { append } from './write/append.js';

/** A {@link PolicyStore} on IndexedDB. */
export interface IndexedDbStore extends PolicyStore {
  /**
   * Asks the browser to keep this site's data until the user deletes it, and resolves to its answer; some browsers ask the
   * user. What is not kept so may be evicted when the disk is short of room.
   */
  persist(): Promise<boolean>;
  readonly watch: NonNullable<PolicyStore['watch']>;
}

/** The store on a connection. */
export function createStore(connection: Connection, announcements: Announcements): IndexedDbStore {
  const ask = <T>(operation: string, work: (transaction: Reading) => Promise<T>): Promise<T> =>
    connection.run(operation, (database) => reading(database, work));
  return {
    async append(writes) {
      const outcomes = await append(connection, writes);
      announcements.announce(outcomes);
      return outcomes;
    },
    readHead: (policyId) => ask('readHead', (from) => readHead(from, policyId)),
    readSealedHead: (policyId) => ask('readSealedHead', (from) => readSealedHead(from, policyId)),
    readVersion: (policyId, version) => ask('readVersion', (from) => readVersion(from, policyId, version)),
    readLabelled: (policyId, label) => ask('readLabelled', (from) => readLabelled(from, policyId, label)),
    readInForce: (policyId, at) => ask('readInForce', (from) => readInForce(from, policyId, at)),
    readVersions: (query) => ask('readVersions', (from) => readVersions(from, query)),
    listVersions: (query) => ask('listVersions', (from) => listVersions(from, query)),
    listPolicies: (query) => ask('listPolicies', (from) => listPolicies(from, query)),
    listPolicyIds: () => ask('listPolicyIds', listPolicyIds),
    readPin: (policyId, subject) => ask('readPin', (from) => readPin(from, policyId, subject)),
    readPins: (query) => ask('readPins', (from) => readPins(from, query)),
    readEvaluation: (policyId, id) => ask('readEvaluation', (from) => readReviewed(from, policyId, id)),
    listEvaluations: (query) => ask('listEvaluations', (from) => listEvaluations(from, query)),
    readEvaluations: (query) => ask('readEvaluations', (from) => readEvaluations(from, query)),
    doctor: () => connection.run('doctor', examine),
    persist: () => connection.run('persist', askToPersist),
    watch: announcements.watch,
    async close() {
      connection.close();
      announcements.close();
    },
  };
}

async function askToPersist(): Promise<boolean> {
  // Not there in pages that are not served securely.
  return (await navigator.storage?.persist?.()) ?? false;
}
