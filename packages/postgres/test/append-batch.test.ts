import type { PolicyStore, VersionWrite } from '@policytrail/core';
import { chainProblems, readChain, storingNext } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { aNotedStore } from './support/noted-store.js';

/** A save whose request id was made for it, as the trail makes them. */
const saving = (policyId: string, requestId: string): VersionWrite => ({
  ...storingNext(policyId, requestId),
  isNewRequest: true,
});

const versionsOf = async (store: PolicyStore, policyId: string): Promise<readonly number[]> =>
  (await readChain(store, policyId)).map(({ version }) => version);

const isReadingVersions = (text: string): boolean => /^\s*(SELECT|WITH)/.test(text) && text.includes('policy_json');

describe('a batch of versions', () => {
  it('reads neither heads that are as the store saw them last, nor requests that were made for it', async () => {
    const { store, sent } = await aNotedStore();
    await store.append([saving('p', 'p1'), saving('q', 'q1')]);
    expect(sent.filter(isReadingVersions)).not.toEqual([]);
    sent.length = 0;
    await store.append([saving('p', 'p2'), saving('q', 'q2'), saving('p', 'p3')]);
    expect(sent.filter(isReadingVersions)).toEqual([]);
    for (const [policyId, numbers] of [
      ['p', [1, 2, 3]],
      ['q', [1, 2]],
    ] as const) {
      expect(await versionsOf(store, policyId)).toEqual(numbers);
      expect(chainProblems(await readChain(store, policyId))).toEqual([]);
    }
  });

  it('continues what a rival has stored meanwhile, and makes what is not there', async () => {
    const { store, rival } = await aNotedStore();
    await store.append([saving('p', 'p1'), saving('q', 'q1')]);
    await rival.append([saving('p', 'p2'), saving('r', 'r1')]);
    await store.append(['p', 'q', 'r', 's'].map((policyId) => saving(policyId, `${policyId}-mine`)));
    expect(await versionsOf(store, 'p')).toEqual([1, 2, 3]);
    expect(await versionsOf(store, 'q')).toEqual([1, 2]);
    expect(await versionsOf(store, 'r')).toEqual([1, 2]);
    expect(await versionsOf(store, 's')).toEqual([1]);
    for (const policyId of ['p', 'q', 'r', 's']) expect(chainProblems(await readChain(store, policyId))).toEqual([]);
  });

  it('finds what is stored of a request all the same, where it was not made for it', async () => {
    const { store, rival } = await aNotedStore();
    await store.append([saving('p', 'p1'), saving('q', 'q1')]);
    await rival.append([saving('p', 'p2')]);
    const outcomes = await store.append([saving('p', 'p2'), saving('q', 'q2'), storingNext('q', 'q1')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['already_stored', 'appended', 'already_stored']);
    expect([await versionsOf(store, 'p'), await versionsOf(store, 'q')]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
});
