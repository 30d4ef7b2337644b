import { createPolicyTrail } from '@policytrail/core';
import { storingNext } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { type IndexedDbOptions, openIndexedDbStore } from '../src/index.js';

describe('where there is no IndexedDB, as in Node', () => {
  it('the package can be imported, and opening says what is missing', async () => {
    await expect(openIndexedDbStore('policies')).rejects.toMatchObject({
      code: 'store_unavailable',
      message: 'open failed: there is no IndexedDB here',
    });
  });

  it('a store in memory is opened only if that was asked for, and its doctor says so', async () => {
    const store = await openIndexedDbStore('policies', { whenUnavailable: 'memory' });
    await createPolicyTrail({ store }).save('p', { budgetTokens: 1000 });
    expect((await store.readHead('p'))?.latest.version).toBe(1);
    const { durable, checks } = await store.doctor();
    expect(durable).toBe(false);
    expect(checks.find(({ id }) => id === 'fallback')).toMatchObject({ status: 'warning' });
    expect([await store.persist(), 'sync' in store]).toEqual([false, false]);
    await store.close();
    await expect(store.append([storingNext('p', 'late')])).rejects.toMatchObject({ code: 'store_closed' });
  });

  const refused: readonly (readonly [string, unknown, string])[] = [
    ['an option that nobody knows', { onBlock: () => undefined }, 'onBlock'],
    ['a timeout that is no time', { openTimeoutMilliseconds: 0 }, 'openTimeoutMilliseconds'],
    ['a timeout without end', { openTimeoutMilliseconds: Number.POSITIVE_INFINITY }, 'openTimeoutMilliseconds'],
    ['a callback that is none', { onBlocked: 'warn' }, 'onBlocked'],
    ['a fallback that is none', { whenUnavailable: 'localStorage' }, 'whenUnavailable'],
    ['options that are none', null, 'options'],
  ];
  it.each(refused)('%s is refused by name', async (_, options, argument) => {
    await expect(openIndexedDbStore('policies', options as IndexedDbOptions)).rejects.toMatchObject({
      code: 'invalid_argument',
      details: { argument },
    });
  });

  it('a database without a name is refused', async () => {
    await expect(openIndexedDbStore('')).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});
