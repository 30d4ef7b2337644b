import { createPolicyTrail, isPolicytrailError, type PolicyTrail } from '@policytrail/core';
import { type DataLoss, type IndexedDbStore, openIndexedDbStore } from '@policytrail/indexeddb';
import { readChain, saboteurs } from '@policytrail/testing';
import { openDB } from 'idb';
import type { SaveTask } from './page-calls.js';

const heard: number[] = [];
let kept: PolicyTrail | undefined;

globalThis.policytrailTest = {
  save: (task) =>
    codeOf(async (trail) => {
      for (let number = 1; number <= task.saves; number++) {
        const { policyId, policy, requestId } = draftOf(task, number);
        const { version } = await trail.save(policyId, policy, { requestId });
        // Not awaited: what has left the page is acknowledged.
        void globalThis.policytrailAcknowledge?.({ requestId, version: version.version });
      }
    }, task),
  saveMany: (task) =>
    codeOf((trail) => trail.saveMany(Array.from({ length: task.saves }, (_, index) => draftOf(task, index + 1))), task),
  async watch(name, policyId) {
    const trail = createPolicyTrail({ store: await openIndexedDbStore(name) });
    trail.watch(policyId, ({ version }) => void heard.push(version));
  },
  heard: () => heard,
  async read(name, policyId) {
    let lost: string | undefined;
    const onDataLoss = ({ reason }: DataLoss) => {
      lost = reason;
    };
    const store = await openIndexedDbStore(name, { onDataLoss });
    const chain = await readChain(store, policyId);
    const isValid = chain.length === 0 || (await createPolicyTrail({ store }).verify(policyId)).valid;
    const losses = (await store.doctor()).checks.find(({ id }) => id === 'losses');
    await store.close();
    return { chain, isValid, lost, losses };
  },
  async makeStrange(name) {
    (await openDB(name)).close();
  },
  async keepOpen(name) {
    kept = createPolicyTrail({ store: await openIndexedDbStore(name) });
  },
  async saveInKept(policyId) {
    const { version } = (await kept?.save(policyId, { at: performance.now() })) ?? {};
    return version?.version ?? 0;
  },
  async persist(name) {
    const store = await openIndexedDbStore(name);
    return { isKept: await store.persist(), report: await store.doctor() };
  },
};

async function codeOf(work: (trail: PolicyTrail) => Promise<unknown>, { name, saboteur }: SaveTask): Promise<string> {
  const opened: IndexedDbStore = await openIndexedDbStore(name);
  const store = saboteurs.find(({ id }) => id === saboteur)?.wrap(opened) ?? opened;
  try {
    await work(createPolicyTrail({ store }));
    return 'done';
  } catch (error) {
    if (isPolicytrailError(error)) return error.code;
    throw error;
  } finally {
    await opened.close();
  }
}

function draftOf({ policyId, prefix, textLength = 0 }: SaveTask, number: number) {
  // Text that a file system does not make smaller.
  const text = Array.from({ length: Math.ceil(textLength / 36) }, () => crypto.randomUUID()).join('');
  return { policyId, policy: { prefix, number, text }, requestId: `${prefix}-${number}` };
}
