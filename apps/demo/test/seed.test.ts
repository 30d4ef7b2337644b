import { createPolicyTrail, memoryStore } from '@policytrail/core';
import { expect, it } from 'vitest';
import { definitions } from '../src/policies/kind.js';
import { seed } from '../src/seed/seed.js';

it('tells both stories once, and what they tell verifies', async () => {
  const store = memoryStore();
  await seed(store);
  const trail = createPolicyTrail({ store, definitions, clock: () => '2026-11-30T00:00:00.000Z' });
  const counts = async (): Promise<readonly number[]> => {
    const ids = ['project-123', 'pricing'];
    const histories = await Promise.all(ids.map((id) => trail.history(id)));
    const lists = await Promise.all(ids.map((id) => trail.evaluations(id)));
    return [...histories.map(({ total }) => total), ...lists.map(({ total }) => total)];
  };
  expect(await counts()).toEqual([3, 12, 6, 30]);
  await seed(store);
  expect(await counts()).toEqual([3, 12, 6, 30]);
  expect((await trail.verifyAll()).problems).toEqual([]);
  const explained = await trail.explain('pricing', { type: 'quote', id: 'Q-123', version: 3 });
  expect(explained.then.decision?.violations[0]).toMatchObject({ thresholdValue: '20.00', actualValue: '25.00' });
  const monday = await trail.explain('pricing', { type: 'quote', id: 'Q-118' });
  expect([monday.effective.then.status, monday.effective.now?.status]).toEqual(['approved', 'violation']);
  const run = await trail.explain('project-123', { type: 'run', id: 'run-x' });
  expect([run.then.version.version, run.effective.then.status, run.effective.now?.status]).toEqual([
    2,
    'approved',
    'violation',
  ]);
});

it('goes on with a story that was broken off', async () => {
  const store = memoryStore();
  let writes = 0;
  const breaking = {
    ...store,
    append: async (...all: Parameters<typeof store.append>) => {
      if (++writes === 20) throw new Error('the page was closed');
      return store.append(...all);
    },
  };
  await expect(seed(breaking)).rejects.toThrow('closed');
  await seed(store);
  const trail = createPolicyTrail({ store, definitions });
  expect((await trail.evaluations('pricing')).total).toBe(30);
  expect((await trail.verifyAll()).problems).toEqual([]);
});

it('comes out the same each time, so that one browser reads the archive of another', async () => {
  const [one, other] = [memoryStore(), memoryStore()];
  await seed(one);
  await seed(other);
  const archive = createPolicyTrail({ store: one, definitions }).exportArchive();
  const { versions, evaluations } = await createPolicyTrail({ store: other, definitions }).importArchive(archive);
  expect([versions.appended, evaluations.appended, evaluations.alreadyStored]).toEqual([0, 0, 36]);
});
