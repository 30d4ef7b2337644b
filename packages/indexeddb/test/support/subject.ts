import type { PolicyStoreSubject } from '@policytrail/testing';
import { deleteDB } from 'idb';
import { openIndexedDbStore } from '../../src/index.js';
import { openFaulty } from './faults.js';
import { freshName } from './names.js';

/** The store in databases of its own, one for each scenario. */
export const indexedDbSubject: PolicyStoreSubject = {
  name: 'indexeddb',
  gaps: { 'reading/synchronously': 'IndexedDB answers with events only' },
  async prepare() {
    const name = freshName();
    return {
      open: () => openIndexedDbStore(name),
      openFaulty: (plan) => openFaulty(name, plan),
      dispose: () => deleteDB(name),
    };
  },
};
