import { createPolicyTrail, type WatchEvent } from '@policytrail/core';
import { storingNext } from '@policytrail/testing';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { openPostgresStore, type WatchOptions } from '../src/index.js';
import { admin, url } from './support/database.js';
import { anOwnedStore } from './support/store.js';

const anHour = 3_600_000;
const soon = { timeout: 5_000 };

/** The versions of `p` that a trail on the store is told of, in order. */
function watching(store: Awaited<ReturnType<typeof openPostgresStore>>) {
  const told: number[] = [];
  const trail = createPolicyTrail({ store });
  const stop = trail.watch('p', ({ version }: WatchEvent) => void told.push(version));
  return { trail, told, stop };
}

async function aWatchedStore(watch: WatchOptions) {
  const { schema, store: other, sql } = await anOwnedStore();
  const store = await openPostgresStore(admin, { schema, watch });
  return { schema, store, other, sql };
}

/** Saves by another store, again and again, until the watcher hears of it: from then on it is watching. */
async function awaken(
  other: { append: (writes: never) => Promise<unknown> },
  told: readonly number[],
): Promise<number> {
  let saves = 0;
  await vi.waitFor(async () => {
    await other.append([storingNext('p', `wake ${++saves}`)] as never);
    expect(told.length).toBeGreaterThan(0);
  }, soon);
  await vi.waitFor(() => expect(told).toContain(saves), soon);
  return saves;
}

describe.each([
  ['by looking', { intervalMilliseconds: 50 }],
  ['by notifications', { intervalMilliseconds: anHour, notify: true }],
])('watching a policy %s', (_way, watch) => {
  it('tells of each version that another store has committed, and of its own once', async () => {
    const { schema, store, other } = await aWatchedStore(watch);
    const teller = await openPostgresStore(admin, { schema, watch });
    const { trail, told, stop } = watching(store);
    const before = await awaken(teller, told);
    told.length = 0;

    await teller.append([storingNext('p', 'a'), storingNext('q', 'b'), storingNext('p', 'c')]);
    await vi.waitFor(() => expect(told).toEqual([before + 1, before + 2]), soon);
    await Promise.all([1, 2, 3].map((budgetTokens) => trail.save('p', { budgetTokens })));
    await teller.append([storingNext('p', 'd')]);
    await vi.waitFor(() => expect(told).toContain(before + 6), soon);
    expect(told.toSorted((one, next) => one - next)).toEqual([1, 2, 3, 4, 5, 6].map((step) => before + step));

    stop();
    await teller.append([storingNext('p', 'e')]);
    await trail.history('p');
    expect(told).toHaveLength(6);
    await Promise.all([store.close(), other.close(), teller.close()]);
  });
});

describe('watching by notifications', () => {
  it('listens anew where the connection was cut, and misses nothing', async () => {
    const { schema } = await anOwnedStore();
    const pool = new pg.Pool({ connectionString: url, application_name: `listener_${schema}` });
    pool.on('error', () => undefined);
    const errors: unknown[] = [];
    const watch = { notify: true, intervalMilliseconds: anHour, onError: (error: unknown) => errors.push(error) };
    const store = await openPostgresStore(pool, { schema, watch });
    const teller = await openPostgresStore(admin, { schema, watch: { notify: true } });
    const { told } = watching(store);
    const before = await awaken(teller, told);

    const cut = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1';
    await admin.query(cut, [`listener_${schema}`]);
    await teller.append([storingNext('p', 'while nobody listens')]);
    await vi.waitFor(() => expect(told).toContain(before + 1), soon);
    const { length } = errors;
    expect(length).toBeGreaterThan(0);

    await store.close();
    await pool.end();
    expect(errors).toHaveLength(length);
  });

  it('needs a Pool, as one Client would do nothing else', async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await expect(openPostgresStore(client, { watch: { notify: true } })).rejects.toMatchObject({
      code: 'invalid_argument',
      details: { argument: 'watch.notify' },
    });
    await client.end();
  });
});

describe('watching by looking', () => {
  it('tells nothing of what was there before, of a policy that is watched while a look is under way', async () => {
    const { store, other } = await aWatchedStore({ intervalMilliseconds: 50 });
    await other.append(['a', 'b', 'c'].map((request) => storingNext('q', request)));
    const told: string[] = [];
    const trail = createPolicyTrail({ store });
    for (const policyId of ['p', 'q']) trail.watch(policyId, ({ version }) => void told.push(`${policyId} ${version}`));
    await vi.waitFor(async () => {
      await other.append([storingNext('p', `wake ${told.length} ${Math.random()}`)]);
      expect(told.length).toBeGreaterThan(0);
    }, soon);
    expect(told.filter((event) => event.startsWith('q'))).toEqual([]);
    await store.close();
  });

  it('goes on after a look that failed, and ends with the store', async () => {
    const errors: unknown[] = [];
    const { store, sql } = await aWatchedStore({
      intervalMilliseconds: 50,
      onError: (error) => void errors.push(error),
    });
    await sql('ALTER TABLE t.heads RENAME TO hidden');
    watching(store);
    await vi.waitFor(() => expect(errors.length).toBeGreaterThan(1), soon);
    await store.close();
    const count = errors.length;
    await sql('SELECT 1 AS one');
    expect(errors).toHaveLength(count);
  });

  it.each([0, 49, 1.5, 3_600_001, Number.NaN])('refuses an interval of %s', async (intervalMilliseconds) => {
    await expect(openPostgresStore(url, { watch: { intervalMilliseconds } })).rejects.toMatchObject({
      code: 'invalid_argument',
    });
  });
});
