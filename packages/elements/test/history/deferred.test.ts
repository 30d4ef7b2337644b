import { expect, it } from 'vitest';
import { DeferredParts } from '../../src/history/deferred/load.js';

type Parts = NonNullable<DeferredParts['loaded']>;

it('what is loaded after the list is loaded once, and again where it could not be had', async () => {
  const parts = {} as Parts;
  const tries: (() => Promise<Parts>)[] = [() => Promise.reject(new Error('offline')), async () => parts];
  const came: Parts[] = [];
  const deferred = new DeferredParts(
    {} as Element,
    (loaded) => came.push(loaded),
    () => tries.shift()?.() ?? Promise.reject(new Error('asked too often')),
  );

  await expect(deferred.load()).rejects.toThrow('offline');
  expect([deferred.hasFailed, deferred.loaded]).toEqual([true, undefined]);

  expect(await Promise.all([deferred.load(), deferred.load()])).toEqual([parts, parts]);
  expect(await deferred.load()).toBe(parts);
  expect([deferred.hasFailed, deferred.loaded, came]).toEqual([false, parts, [parts]]);
});
