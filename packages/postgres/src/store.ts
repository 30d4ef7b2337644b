import { type PolicyStore, PolicytrailError } from '@policytrail/core';
import { examine } from './doctor/doctor.js';
import type { PostgresClient } from './driver/client.js';
import type { Connection } from './driver/connection.js';
import { toStoreError, verdictOf } from './driver/errors.js';
import { beginAttempts } from './driver/patience.js';
import { joinedSessions, type Session, type StatementKind } from './driver/session.js';
import { listVersions } from './read/history.js';
import { listPolicies, listPolicyIds } from './read/policies.js';
import { listEvaluations, readEvaluations, readReviewed } from './read/records/evaluations.js';
import {
  readHead,
  readHeadNumbers,
  readInForce,
  readLabelled,
  readPin,
  readPins,
  readSealedHead,
  readVersion,
  readVersions,
} from './read/versions.js';
import { listenTo } from './watch/listen.js';
import { createWatcher, type Watcher } from './watch/watcher.js';
import { createAppend } from './write/append.js';

/** A {@link PolicyStore} on Postgres. */
export interface PostgresStore extends PolicyStore {
  /**
   * The same store within a transaction that the application has open on this client: all it writes becomes a part of that,
   * and goes with it. Nothing is tried again there: what rejects with `store_unavailable` is for the whole transaction to be
   * tried again. Closing it closes nothing.
   */
  within(client: PostgresClient): PolicyStore;
}

/** How a store learns of what others have stored. */
export interface WatchOptions {
  /**
   * How often the heads of watched policies are looked at, 50 to 3,600,000. Default 1,000; with `notify` 30,000, in case a
   * notification is lost.
   */
  readonly intervalMilliseconds?: number;
  /**
   * Tells of each append, and hears of others' at once, by NOTIFY and LISTEN, which a distributed Postgres and poolers in
   * transaction mode lack. Takes one connection of the pool while a policy is watched. Default false.
   */
  readonly notify?: boolean;
  /** Told where a look or the listening failed; it goes on as usual. Default: nobody. */
  readonly onError?: (error: unknown) => void;
}

/** What a store is made of. */
export interface StoreParts {
  readonly connection: Connection;
  readonly statements: StatementKind;
  readonly watch: WatchOptions;
}

/** Runs one call of the port on a connection, unless the store is closed. */
type Ask = <T>(operation: string, work: (session: Session) => Promise<T>) => Promise<T>;

/** The store on a database that is set up. */
export function createStore({ connection, statements, watch }: StoreParts): PostgresStore {
  const within = (client: PostgresClient): PolicyStore => ({
    ...createPort({ ...connection, scope: 'joined', sessions: joinedSessions(client, statements) }),
    isWithinTransaction: true,
  });
  const port = createPort(connection);
  const watcher = watcherOn(connection, watch);
  return {
    ...port,
    append: (writes) => watcher.noting(port.append(writes)),
    within,
    watch: watcher.watch,
    async close() {
      await watcher.close();
      await port.close();
    },
  };
}

function watcherOn(
  { sessions, read, channel }: Connection,
  { intervalMilliseconds, onError = ignore }: WatchOptions,
): Watcher {
  return createWatcher({
    readHeads: (policyIds) => sessions.use((session) => readHeadNumbers(session, read, policyIds)),
    intervalMilliseconds: intervalMilliseconds ?? (channel === null ? 1_000 : 30_000),
    onError,
    listen: channel === null ? undefined : (heard) => listenTo({ sessions, channel, onError }, heard),
  });
}

function ignore(): void {}

function createPort(connection: Connection): PolicyStore {
  const doors = createDoors();
  const ask: Ask = (operation, work) => doors.enter(operation, () => askPatiently(connection, operation, work));
  const append = createAppend(connection);
  return {
    append: (writes) => doors.enter('append', () => append(writes)),
    ...versions(connection, ask),
    ...lists(connection, ask),
    ...records(connection, ask),
    doctor: () => ask('doctor', (session) => examine(connection, session)),
    close: () => doors.close(() => connection.sessions.close()),
  };
}

type Versions = Pick<
  PolicyStore,
  'readHead' | 'readSealedHead' | 'readVersion' | 'readLabelled' | 'readInForce' | 'readVersions' | 'readPin'
>;

function versions({ read }: Connection, ask: Ask): Versions {
  return {
    readHead: (policyId) => ask('readHead', (session) => readHead(session, read, policyId)),
    readSealedHead: (policyId) => ask('readSealedHead', (session) => readSealedHead(session, read, policyId)),
    readVersion: (policyId, version) => ask('readVersion', (session) => readVersion(session, read, policyId, version)),
    readLabelled: (policyId, label) => ask('readLabelled', (session) => readLabelled(session, read, policyId, label)),
    readInForce: (policyId, at) => ask('readInForce', (session) => readInForce(session, read, policyId, at)),
    readVersions: (query) => ask('readVersions', (session) => readVersions(session, read, query)),
    readPin: (policyId, subject) => ask('readPin', (session) => readPin(session, read, policyId, subject)),
  };
}

function lists(
  connection: Connection,
  ask: Ask,
): Pick<PolicyStore, 'listVersions' | 'listPolicies' | 'listPolicyIds' | 'readPins'> {
  return {
    listVersions: (query) => ask('listVersions', (session) => listVersions(connection, session, query)),
    listPolicies: (query) => ask('listPolicies', (session) => listPolicies(connection, session, query)),
    listPolicyIds: () => ask('listPolicyIds', (session) => listPolicyIds(connection, session)),
    readPins: (query) => ask('readPins', (session) => readPins(session, connection.read, query)),
  };
}

function records(
  connection: Connection,
  ask: Ask,
): Pick<PolicyStore, 'readEvaluation' | 'listEvaluations' | 'readEvaluations'> {
  const read = connection.read.records;
  return {
    readEvaluation: (policyId, id) => ask('readEvaluation', (session) => readReviewed(session, read, policyId, id)),
    listEvaluations: (query) => ask('listEvaluations', (session) => listEvaluations(connection, session, query)),
    readEvaluations: (query) => ask('readEvaluations', (session) => readEvaluations(session, read, query)),
  };
}

// A reader changes nothing, so it may ask again on another connection; not within the application's transaction.
async function askPatiently<T>(
  { sessions, scope, surroundings }: Connection,
  operation: string,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const nextAttempt = beginAttempts(surroundings);
  for (;;) {
    try {
      return await sessions.use(work);
    } catch (error) {
      const isWorthAnother = scope === 'own' && verdictOf(error) !== 'final';
      if (!isWorthAnother || !(await nextAttempt())) throw toStoreError(error, operation);
    }
  }
}

interface Doors {
  /** Refuses with `store_closed` once they are closing. */
  readonly enter: <T>(operation: string, work: () => Promise<T>) => Promise<T>;
  /** Waits until all who are inside have left. */
  readonly close: (last: () => Promise<void>) => Promise<void>;
}

function createDoors(): Doors {
  const inside = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;
  return {
    async enter(operation, work) {
      if (closing !== undefined) {
        throw new PolicytrailError('store_closed', `the store is closed, ${operation} came too late`, { operation });
      }
      const running = work();
      inside.add(running);
      try {
        return await running;
      } finally {
        inside.delete(running);
      }
    },
    close(last) {
      closing ??= Promise.allSettled(inside).then(last);
      return closing;
    },
  };
}
