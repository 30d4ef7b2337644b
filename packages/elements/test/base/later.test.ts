import { expect, it } from 'vitest';
import { Later } from '../../src/base/body/later.js';

it('code is loaded once when it is needed, and again where it could not be had', async () => {
  const code = { name: 'parts' };
  const tries: (() => Promise<typeof code>)[] = [() => Promise.reject(new Error('offline')), async () => code];
  const came: unknown[] = [];
  const later = new Later(
    () => tries.shift()?.() ?? Promise.reject(new Error('asked too often')),
    (loaded) => came.push(loaded),
  );
  await expect(later.load()).rejects.toThrow('offline');
  expect([later.hasFailed, later.loaded]).toEqual([true, undefined]);

  const again = later.load();
  expect(later.hasFailed).toBe(false);
  expect(await Promise.all([again, later.load()])).toEqual([code, code]);
  expect(await later.load()).toBe(code);
  expect([later.hasFailed, later.loaded, came]).toEqual([false, code, [code]]);
});

it('code that comes and can’t be taken in counts as failed, and is asked for again', async () => {
  let isFit = false;
  const later = new Later(
    async () => 'code',
    () => {
      if (!isFit) throw new Error('unfit');
    },
  );
  await expect(later.load()).rejects.toThrow('unfit');
  expect([later.hasFailed, later.loaded]).toEqual([true, undefined]);
  isFit = true;
  expect(await later.load()).toBe('code');
});
