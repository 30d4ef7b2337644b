import { checkPolicyStore, type PolicyStoreSubject, type Saboteur, saboteurs, scenarios } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { indexedDbSubject } from './support/subject.js';

// What takes long is played against memory; and this store gets over a failing call by itself, so that no saboteur sees it fail.
const leftOut = ['recovery', 'model'];

function sabotaged({ id, wrap }: Saboteur): PolicyStoreSubject {
  return {
    name: id,
    async prepare() {
      const { open, dispose } = await indexedDbSubject.prepare();
      return { open: async () => wrap(await open()), dispose };
    },
  };
}

const chosen = saboteurs.flatMap((saboteur) => {
  const catching = scenarios.filter(({ id, group }) => saboteur.caughtBy.includes(id) && !leftOut.includes(group));
  return catching.length === 0 ? [] : [{ saboteur, catching }];
});

describe('on IndexedDB the scenarios', () => {
  for (const { saboteur, catching } of chosen) {
    it(`catch ${saboteur.id}, which ${saboteur.breaks}`, async () => {
      const results = await checkPolicyStore(sabotaged(saboteur), { scenarios: catching });
      expect(results.filter(({ status }) => status !== 'failed').map(({ id }) => id)).toEqual([]);
    });
  }

  it('catch all saboteurs but those that wait for a failure', () => {
    const missed = saboteurs.filter(({ id }) => !chosen.some(({ saboteur }) => saboteur.id === id));
    expect(missed.map(({ id }) => id)).toEqual([
      'retries-under-a-new-id',
      'acknowledges-a-failure',
      'never-recovers',
      'takes-a-failed-read-for-nothing',
      'lets-driver-errors-out',
    ]);
  });
});
