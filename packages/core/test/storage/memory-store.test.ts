import { memoryStore } from '@policytrail/core';
import { aChain, aVersion, storing, storingNext } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';

describe('the store in memory', () => {
  it('hands out versions that nobody can change', async () => {
    const store = memoryStore();
    await store.append([storing(aVersion({ policyId: 'p', createdBy: { id: 'ana' }, changes: null }))]);
    const version = await store.readVersion('p', 1);
    expect(Object.isFrozen(version) && Object.isFrozen(version?.createdBy) && Object.isFrozen(version?.origin)).toBe(
      true,
    );
  });

  it('leaves the objects it is given as they are', async () => {
    const createdBy = { id: 'ana' };
    await memoryStore().append([storing(aVersion({ policyId: 'p', createdBy }))]);
    expect(Object.isFrozen(createdBy)).toBe(false);
  });

  it('refuses a version that answers another request', async () => {
    const store = memoryStore();
    const other = aVersion({ policyId: 'other', requestId: 'a' });
    for (const write of [storingNext('p', 'a'), storingNext('other', 'b')]) {
      await expect(store.append([{ ...write, decide: () => other }])).rejects.toMatchObject({ code: 'trail_corrupt' });
    }
    expect(await store.listPolicyIds()).toEqual([]);
  });

  it('gives each store a memory of its own', async () => {
    const [one, other] = [memoryStore(), memoryStore()];
    await one.append(aChain('p', 3).map(storing));
    expect(await other.listPolicyIds()).toEqual([]);
  });

  it('says that it is not durable', async () => {
    expect(await memoryStore().doctor()).toMatchObject({ store: 'memory', durable: false });
  });
});
