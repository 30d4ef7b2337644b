import { type PolicyStore, PolicytrailError, type SyncPolicyStore } from '@policytrail/core';
import { toStoredVersion } from '@policytrail/core/sql';
import { backUp } from './backup.js';
import { examine } from './doctor/doctor.js';
import type { Connection } from './driver/connection.js';
import { answered } from './driver/errors.js';
import { patiently } from './driver/patiently.js';
import { listVersions } from './read/history.js';
import { listPolicies, listPolicyIds } from './read/policies.js';
import { listEvaluations, readEvaluations, readReviewed } from './read/records/evaluations.js';
import { prepareReads, type ReadStatements } from './read/statements.js';
import { readHead, readInForce, readPin, readPins, readSealedHead, readVersions } from './read/versions.js';
import { type Append, assertOutsideTransaction, createAppend } from './write/append.js';
import { createScrubber } from './write/records/scrub.js';
import { prepareWrites } from './write/statements.js';

/** A {@link PolicyStore} on SQLite. */
export interface SqliteStore extends PolicyStore {
  /** Within the application's own transaction on the database it gave: `append` becomes a part of that transaction. */
  readonly sync: SyncPolicyStore;
  /**
   * Writes a consistent copy of the whole database, other tables included, to a new file while the store is in use, and
   * resolves once it is on disk. Rejects with `invalid_argument` where the file exists.
   */
  backup(path: string): Promise<void>;
}

/** Runs one call of the port, unless the store is closed. */
type Run = <T>(operation: string, work: () => T) => T;

/** The store on a database that is set up. */
export function createStore(connection: Connection): SqliteStore {
  let isOpen = true;
  const run: Run = (operation, work) => {
    if (!isOpen)
      throw new PolicytrailError('store_closed', `the store is closed, ${operation} came too late`, { operation });
    return work();
  };
  const ask: Run = (operation, work) => run(operation, () => answered(operation, work));
  const read = prepareReads(connection);
  const append = createAppend(connection, read, prepareWrites(connection));
  const scrubber = createScrubber(connection.database);
  const appendScrubbing: Append = (writes) => {
    const outcomes = append(writes);
    scrubber.after(outcomes);
    return outcomes;
  };
  const sync = syncStore(read, ask, (writes) => run('append', () => appendScrubbing(writes)));
  return {
    ...syncAsPromises(sync),
    ...lists(connection, read, ask),
    ...records(connection, read, ask),
    sync,
    append: (writes) =>
      patiently(() => {
        if (isOpen && connection.owner === 'host') assertOutsideTransaction(connection);
        return sync.append(writes);
      }),
    doctor: async () => ask('doctor', () => examine(connection)),
    backup: async (path) => ask('backup', () => backUp(connection.database, path)),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      scrubber.finish();
      if (connection.owner === 'store') answered('close', () => connection.database.close());
    },
  };
}

function syncStore(read: ReadStatements, ask: Run, append: Append): SyncPolicyStore {
  return {
    append,
    readHead: (policyId) => ask('readHead', () => readHead(read, policyId)),
    readVersion: (policyId, version) => ask('readVersion', () => toStoredVersion(read.version.get(policyId, version))),
    readInForce: (policyId, at) => ask('readInForce', () => readInForce(read, policyId, at)),
    readPin: (policyId, subject) => ask('readPin', () => readPin(read, policyId, subject)),
  };
}

function syncAsPromises(
  sync: SyncPolicyStore,
): Pick<PolicyStore, 'readHead' | 'readVersion' | 'readInForce' | 'readPin'> {
  return {
    readHead: async (policyId) => sync.readHead(policyId),
    readVersion: async (policyId, version) => sync.readVersion(policyId, version),
    readInForce: async (policyId, at) => sync.readInForce(policyId, at),
    readPin: async (policyId, subject) => sync.readPin(policyId, subject),
  };
}

type Lists = Pick<
  PolicyStore,
  'readSealedHead' | 'readLabelled' | 'readVersions' | 'listVersions' | 'listPolicies' | 'listPolicyIds' | 'readPins'
>;

function lists(connection: Connection, read: ReadStatements, ask: Run): Lists {
  return {
    readSealedHead: async (policyId) => ask('readSealedHead', () => readSealedHead(read, policyId)),
    readLabelled: async (policyId, label) =>
      ask('readLabelled', () => toStoredVersion(read.labelled.get(policyId, label))),
    readVersions: async (query) => ask('readVersions', () => readVersions(read, query)),
    listVersions: async (query) => ask('listVersions', () => listVersions(connection, read, query)),
    listPolicies: async (query) => ask('listPolicies', () => listPolicies(connection, query)),
    listPolicyIds: async () => ask('listPolicyIds', () => listPolicyIds(connection)),
    readPins: async (query) => ask('readPins', () => readPins(read, query)),
  };
}

function records(
  connection: Connection,
  { records: read }: ReadStatements,
  ask: Run,
): Pick<PolicyStore, 'readEvaluation' | 'listEvaluations' | 'readEvaluations'> {
  return {
    readEvaluation: async (policyId, id) => ask('readEvaluation', () => readReviewed(read, policyId, id)),
    listEvaluations: async (query) => ask('listEvaluations', () => listEvaluations(connection, read, query)),
    readEvaluations: async (query) => ask('readEvaluations', () => readEvaluations(read, query)),
  };
}
