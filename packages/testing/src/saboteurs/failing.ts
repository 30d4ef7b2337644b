import {
  isPolicytrailError,
  type PolicyStore,
  PolicytrailError,
  type Write,
  type WriteOutcome,
} from '@policytrail/core';
import { altering, asNewRequests, delegateTo, pretend, type Saboteur } from './saboteur.js';

/** What goes wrong only once something has failed, or is over. */
export const failingSaboteurs: readonly Saboteur[] = [
  {
    id: 'retries-under-a-new-id',
    breaks: 'sends a failed append once more, as a new request',
    caughtBy: ['recovery/retry-after-reopening'],
    wrap: (store) => ({
      ...delegateTo(store),
      append: (writes) =>
        store
          .append(writes)
          .catch((error: unknown) => (isOutage(error) ? appendAsNew(store, writes) : Promise.reject(error))),
    }),
  },
  {
    id: 'acknowledges-a-failure',
    breaks: 'takes an append that failed for stored',
    caughtBy: ['recovery/retry-after-reopening', 'recovery/retry-at-once'],
    wrap: (store) => ({
      ...delegateTo(store),
      append: (writes) =>
        store
          .append(writes)
          .catch((error: unknown) => (isOutage(error) ? pretend(store, writes) : Promise.reject(error))),
    }),
  },
  {
    id: 'never-recovers',
    breaks: 'refuses every append once one has failed',
    caughtBy: ['recovery/retry-at-once'],
    wrap(store) {
      let failure: unknown;
      const append = async (writes: readonly Write[]) => {
        if (failure !== undefined) throw failure;
        return store.append(writes).catch((error: unknown) => {
          if (isOutage(error)) failure = error;
          throw error;
        });
      };
      return { ...delegateTo(store), append };
    },
  },
  {
    id: 'takes-a-failed-read-for-nothing',
    breaks: 'answers that there is nothing where reading failed',
    caughtBy: ['recovery/reading'],
    wrap: (store) => ({
      ...delegateTo(store),
      readPins: (query) =>
        store.readPins(query).catch((error: unknown) => (isOutage(error) ? [] : Promise.reject(error))),
    }),
  },
  {
    id: 'lets-driver-errors-out',
    breaks: "throws the driver's error as it is",
    caughtBy: ['recovery/retry-after-reopening', 'recovery/reading'],
    wrap: (store) => ({
      ...delegateTo(store),
      append: (writes) => store.append(writes).catch(bare),
      readHead: (policyId) => store.readHead(policyId).catch(bare),
    }),
  },
  {
    id: 'answers-after-closing',
    breaks: 'goes on reading once it is closed',
    caughtBy: ['lifecycle/closed-readVersion'],
    wrap: (store) => ({
      ...delegateTo(store),
      readVersion: (policyId, version) =>
        store
          .readVersion(policyId, version)
          .catch((error: unknown) => (isPolicytrailError(error, 'store_closed') ? undefined : Promise.reject(error))),
    }),
  },
  {
    id: 'closes-once-only',
    breaks: 'throws when it is closed again',
    caughtBy: ['lifecycle/closes-twice'],
    wrap(store) {
      let isClosed = false;
      const close = async () => {
        if (isClosed) throw new PolicytrailError('store_closed', 'closed already', { operation: 'close' });
        isClosed = true;
        await store.close();
      };
      return { ...delegateTo(store), close };
    },
  },
  {
    id: 'stores-pins-on-closing',
    breaks: 'keeps pins back until it is closed',
    caughtBy: ['concurrency/connections-see-each-other'],
    wrap: (store) => writingOnClose(store),
  },
];

/** Keeps pins back until the store is closed; reads its own. */
function writingOnClose(store: PolicyStore): PolicyStore {
  const held: Write[] = [];
  return {
    ...delegateTo(store),
    async append(writes) {
      if (!writes.some(({ kind }) => kind === 'pin')) return store.append(writes);
      held.push(...writes);
      return pretend(store, writes);
    },
    async close() {
      await store.append(held.splice(0));
      await store.close();
    },
  };
}

function isOutage(error: unknown): boolean {
  return isPolicytrailError(error, 'store_unavailable') || isPolicytrailError(error, 'outcome_unknown');
}

function bare(error: unknown): never {
  throw isOutage(error) && error instanceof Error ? (error.cause ?? new Error(error.message)) : error;
}

async function appendAsNew(store: PolicyStore, writes: readonly Write[]): Promise<readonly WriteOutcome[]> {
  return store.append(altering(await asNewRequests(store, writes), () => ({ label: null })));
}
