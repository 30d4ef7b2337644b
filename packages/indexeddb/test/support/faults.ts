import type { FaultPlan, FaultyStore } from '@policytrail/testing';
import { openIndexedDbStore } from '../../src/index.js';

/** What the browser says when its own storage fails. */
function outage(): DOMException {
  return new DOMException('an internal error, on purpose', 'UnknownError');
}

/**
 * The calls that the store makes of IndexedDB. Not `abort`, which is how it takes a failure back; nor `open`, whose request
 * would go on with nobody to upgrade the database; nor a cursor's `continue`, which idb has to find as it was.
 */
const calls: readonly (readonly [owner: object, names: readonly string[]])[] = [
  [IDBDatabase.prototype, ['transaction', 'createObjectStore']],
  [
    IDBObjectStore.prototype,
    ['add', 'put', 'delete', 'get', 'getKey', 'getAll', 'getAllKeys', 'getAllRecords', 'count', 'openCursor'],
  ],
  [IDBObjectStore.prototype, ['openKeyCursor', 'createIndex']],
  [IDBIndex.prototype, ['get', 'getKey', 'getAll', 'getAllKeys', 'getAllRecords', 'count', 'openCursor']],
];

/**
 * Runs work in which calls of IndexedDB pass by `decide`, which says whether one fails and when. Calls of others that run
 * in between pass by as well, so nothing else may run.
 */
export async function withFaults<T>(decide: () => FaultPlan['moment'] | undefined, work: () => Promise<T>): Promise<T> {
  const undo = calls.flatMap(([owner, names]) => names.map((name) => intercept(owner, name, decide)));
  try {
    return await work();
  } finally {
    for (const restore of undo) restore();
  }
}

/** A store of which one call fails: the planned one while it opens, or of those it makes afterwards. */
export async function openFaulty(name: string, plan: FaultPlan): Promise<FaultyStore> {
  let count = 0;
  const fail = (): FaultPlan['moment'] | undefined => {
    count += 1;
    return count === plan.call ? plan.moment : undefined;
  };
  const opening = () => openIndexedDbStore(name);
  const store = await (plan.during === 'opening' ? withFaults(fail, opening) : opening());
  const hasFailed = (): boolean => count >= plan.call;
  if (plan.during === 'opening') return { store, hasFailed };
  const faulty = Object.entries(store).map(([operation, method]) => [
    operation,
    (...given: readonly unknown[]) => withFaults(fail, async () => Reflect.apply(method, store, given)),
  ]);
  return { store: { ...store, ...Object.fromEntries(faulty) }, hasFailed };
}

function intercept(owner: object, name: string, decide: () => FaultPlan['moment'] | undefined): () => void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') throw new Error(`this browser has no ${name}`);
  Reflect.set(owner, name, function faulty(this: object, ...given: readonly unknown[]): unknown {
    const moment = decide();
    if (moment === 'before') throw outage();
    const answer = Reflect.apply(original, this, given);
    if (moment === 'after') throw outage();
    return answer;
  });
  return () => void Reflect.set(owner, name, original);
}
