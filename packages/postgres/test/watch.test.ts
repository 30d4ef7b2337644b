import { storingNext } from '@policytrail/testing';
import { describe, expect, it, vi } from 'vitest';
import { type HeadChange, openPostgresStore } from '../src/index.js';
import { admin } from './support/database.js';
import { anOwnedStore } from './support/store.js';

describe('watching a policy', () => {
  it('tells of versions that another store has committed, not of those before', async () => {
    const { schema, store } = await anOwnedStore();
    const other = await openPostgresStore(admin, { schema });
    await other.append([storingNext('p', 'before')]);
    const told: HeadChange[] = [];
    const looks = vi.spyOn(admin, 'connect');
    const stop = store.watchHead('p', (change) => told.push(change), { intervalMilliseconds: 50 });
    await vi.waitFor(() => expect(looks.mock.calls.length).toBeGreaterThan(2), { timeout: 5_000 });
    looks.mockRestore();
    expect(told).toEqual([]);
    await other.append([storingNext('p', 'after'), storingNext('p', 'and after')]);
    await vi.waitFor(() => expect(told).toEqual([{ policyId: 'p', version: 3 }]), { timeout: 5_000 });
    stop();
  });

  it('goes on after a look that failed, and ends with the store', async () => {
    const { schema, sql } = await anOwnedStore();
    const store = await openPostgresStore(admin, { schema });
    const errors: unknown[] = [];
    await sql('ALTER TABLE t.heads RENAME TO hidden');
    store.watchHead('p', () => undefined, { intervalMilliseconds: 50, onError: (error) => errors.push(error) });
    await vi.waitFor(() => expect(errors.length).toBeGreaterThan(1), { timeout: 5_000 });
    expect(errors[0]).toMatchObject({ code: 'store_unavailable' });
    await store.close();
    const count = errors.length;
    await sql('SELECT 1 AS one');
    expect(errors).toHaveLength(count);
  });

  it.each([0, 49, 1.5, 3_600_001, Number.NaN])('refuses an interval of %s', async (intervalMilliseconds) => {
    const { store } = await anOwnedStore();
    expect(() => store.watchHead('p', () => undefined, { intervalMilliseconds })).toThrow(
      expect.objectContaining({ code: 'invalid_argument' }),
    );
  });
});
