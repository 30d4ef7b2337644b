import { aChain, pinningHead, storing, storingNext } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { indexedPath } from '../src/write/rows/indexed-path.js';
import { anOwnedStore } from './support/store.js';

describe('an append', () => {
  it('names who has a label, also where that version was inserted earlier in the same batch', async () => {
    const { store } = await anOwnedStore();
    const subject = { type: 'run', id: 'run-1', version: '' };
    const labelled = (requestId: string) => storingNext('p', requestId, () => ({ label: 'v1' }));
    const batch = [labelled('a'), pinningHead('p', { subject }), labelled('b')];
    const details = { policyId: 'p', label: 'v1', version: 1 };
    await expect(store.append(batch)).rejects.toMatchObject({ code: 'label_taken', details });
    await store.append([labelled('a')]);
    const again = [labelled('a'), storingNext('p', 'c'), labelled('b')];
    await expect(store.append(again)).rejects.toMatchObject({ code: 'label_taken', details });
  });

  it('keeps no head row of a policy that nothing was stored of', async () => {
    const { store, sql } = await anOwnedStore();
    const declined = { ...storingNext('p', 'a'), decide: () => undefined };
    expect(await store.append([declined])).toMatchObject([{ status: 'declined', head: undefined }]);
    expect(await sql('SELECT * FROM t.heads')).toEqual([]);
  });

  it('finds versions by changed fields whose paths are too long for a key', async () => {
    const { store } = await anOwnedStore();
    const long = `/${'😀'.repeat(400)}/deeper`;
    const chain = aChain('p', 3, (version) => ({
      changes: version === 1 ? null : { total: 1, fields: [version === 2 ? long : '/short'], first: [] },
    }));
    await store.append(chain.map(storing));
    const numbersOf = async (field: string) => {
      const page = await store.listVersions({ policyId: 'p', limit: 9, order: 'oldest', filter: { field } });
      return page.versions.map(({ version }) => version);
    };
    expect(await numbersOf(long)).toEqual([2]);
    expect(await numbersOf(`${long}/below`)).toEqual([2]);
    expect(await numbersOf('/short')).toEqual([3]);
    const { checks } = await store.doctor();
    expect(checks.find(({ id }) => id === 'changes_index')?.status).toBe('ok');
  });
});

describe('a path in the index of changed fields', () => {
  it.each([
    ['/a/b', '/a/b'],
    [`/a/${'b'.repeat(999)}`, '/a'],
    [`/${'a'.repeat(1_000)}`, ''],
    [`/${'ä'.repeat(490)}/${'ä'.repeat(20)}`, `/${'ä'.repeat(490)}`],
  ])('of %s is cut to a place above it that fits', (path, indexed) => {
    expect(indexedPath(path)).toBe(indexed);
  });
});
