import {
  checkPolicyStore,
  delegateTo,
  type PolicyStoreSubject,
  type Saboteur,
  saboteurs,
  scenarios,
} from '@policytrail/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { keptMemory } from './kept-memory.js';

const caught: string[] = [];

/** Large and random ones are costly: only those that a saboteur has to be caught by. */
async function failuresOf(saboteur: Pick<Saboteur, 'id' | 'wrap' | 'caughtBy'>): Promise<readonly string[]> {
  const chosen = scenarios.filter(
    ({ id, group }) =>
      (group !== 'size' && group !== 'record-size' && group !== 'model') || saboteur.caughtBy.includes(id),
  );
  const results = await checkPolicyStore(sabotaged(saboteur), { scenarios: chosen, modelRuns: 20 });
  return results.filter(({ status }) => status !== 'passed').map(({ id }) => id);
}

function sabotaged({ id, wrap }: Pick<Saboteur, 'id' | 'wrap'>): PolicyStoreSubject {
  return {
    name: id,
    async prepare() {
      const place = await keptMemory.prepare();
      return {
        ...place,
        open: async () => wrap(await place.open()),
        openFaulty: async (plan) => {
          const faulty = await place.openFaulty?.(plan);
          if (faulty === undefined) throw new Error('kept memory has a driver that can fail');
          return { ...faulty, store: wrap(faulty.store) };
        },
      };
    },
  };
}

describe('the scenarios', () => {
  it('pass where nothing is sabotaged', async () => {
    expect(
      await failuresOf({
        id: 'none',
        wrap: delegateTo,
        caughtBy: ['model/agrees-with-memory', 'size/a-large-batch-is-one', 'size/one-mebibyte'],
      }),
    ).toEqual([]);
  });

  for (const saboteur of saboteurs) {
    it(`catch ${saboteur.id}, which ${saboteur.breaks}`, async () => {
      const failures = await failuresOf(saboteur);
      caught.push(`${saboteur.id} (${failures.length}): ${failures.join(', ') || 'NOT CAUGHT'}`);
      expect(failures).toEqual(expect.arrayContaining([...saboteur.caughtBy]));
      expect(saboteur.caughtBy.length).toBeGreaterThan(0);
    });
  }
});

describe('the saboteurs', () => {
  it('are caught by scenarios that exist, under ids of their own', () => {
    const known = scenarios.map(({ id }) => id);
    expect(saboteurs.flatMap(({ caughtBy }) => caughtBy).filter((id) => !known.includes(id))).toEqual([]);
    expect(new Set(saboteurs.map(({ id }) => id)).size).toBe(saboteurs.length);
    expect(new Set(known).size).toBe(known.length);
  });
});

afterAll(() => console.info(['caught by:', ...caught].join('\n  ')));
