import { isPolicytrailError } from '@policytrail/core';
import { aTrail, budget } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { openSqliteStore, type SqliteDatabase } from '../src/index.js';
import { firstValue, presentDrivers } from './support/drivers.js';
import { freshPath } from './support/files.js';

const run = { type: 'run', id: 'run-1' };

async function anApplication(open: (path: string) => SqliteDatabase) {
  const database = open(freshPath());
  database.exec('CREATE TABLE runs (id TEXT PRIMARY KEY, policy_version INTEGER NOT NULL)');
  const store = await openSqliteStore(database);
  const { trail } = aTrail(store);
  /** What the application does when a run starts, all in its own transaction. */
  const startRun = (budgetTokens: number, end: 'COMMIT' | 'ROLLBACK') => {
    database.exec('BEGIN IMMEDIATE');
    const { version } = trail.sync.save('p', { budgetTokens }, { by: 'ana' });
    const { pin } = trail.sync.pin('p', run);
    database.prepare('INSERT INTO runs VALUES (?, ?)').run('run-1', pin.policyVersion);
    const current = trail.sync.current('p');
    database.exec(end);
    return { version, pin, current };
  };
  return { database, store, trail, startRun };
}

async function failureOf(operation: () => unknown): Promise<unknown> {
  try {
    await operation();
  } catch (error) {
    return isPolicytrailError(error) ? error.code : error;
  }
  return 'it did not fail';
}

describe.each(presentDrivers)("a trail in the application's own transaction, on $name", ({ open }) => {
  it('commits a version, a pin and a row of the application together', async () => {
    const { database, store, trail, startRun } = await anApplication(open);
    const { version, pin, current } = startRun(1, 'COMMIT');
    expect(current).toEqual(version);
    expect(await trail.pinned('p', run)).toEqual({ pin, version });
    expect(firstValue(database, "SELECT policy_version FROM runs WHERE id = 'run-1'")).toBe(1);
    expect(await store.listPolicyIds()).toEqual(['p', '~schema/budget']);
    expect((await trail.verifyAll()).problems).toEqual([]);
  });

  it('takes them back together', async () => {
    const { database, store, trail, startRun } = await anApplication(open);
    const { version, pin } = startRun(1, 'ROLLBACK');
    expect([version.version, pin.policyVersion]).toEqual([1, 1]);
    expect(await store.listPolicyIds()).toEqual([]);
    expect([await trail.current('p'), await trail.pinned('p', run)]).toEqual([undefined, undefined]);
    expect(firstValue(database, 'SELECT count(*) FROM runs')).toBe(0);
  });

  it('writes the definition again after it was taken back, by either trail', async () => {
    for (const again of ['sync', 'async'] as const) {
      const { trail, startRun } = await anApplication(open);
      startRun(1, 'ROLLBACK');
      const save = again === 'sync' ? trail.sync.save : trail.save;
      const { version } = await save('p', { budgetTokens: 2 });
      expect(await trail.definitionOf(version)).toEqual(budget.document);
      expect((await trail.verifyAll()).problems).toEqual([]);
    }
  });

  it('writes the definition once where it is committed', async () => {
    const { trail, startRun } = await anApplication(open);
    startRun(1, 'COMMIT');
    trail.sync.save('p', { budgetTokens: 2 });
    await trail.save('p', { budgetTokens: 3 });
    trail.sync.save('p', { budgetTokens: 4 });
    expect((await trail.history('~schema/budget')).total).toBe(1);
  });

  it('knows a request again, and refuses the same with another content', async () => {
    const { trail, startRun } = await anApplication(open);
    const { version } = startRun(1, 'COMMIT');
    const { requestId } = version;
    const again = trail.sync.save('p', { budgetTokens: 1 }, { by: 'ana', requestId });
    expect([again.status, again.version]).toEqual(['already_saved', version]);
    expect(await failureOf(() => trail.sync.save('p', { budgetTokens: 9 }, { by: 'ana', requestId }))).toBe(
      'idempotency_mismatch',
    );
  });

  it('leaves the transaction as it was where a save is refused', async () => {
    const { database, trail, startRun } = await anApplication(open);
    startRun(1, 'COMMIT');
    database.exec("BEGIN; INSERT INTO runs VALUES ('run-2', 1)");
    expect(await failureOf(() => trail.sync.save('p', { budgetTokens: 2 }, { expectedVersion: 0 }))).toBe(
      'version_conflict',
    );
    expect(await failureOf(() => trail.sync.pin('q', run))).toBe('missing_version');
    trail.sync.save('p', { budgetTokens: 2 }, { expectedVersion: 1 });
    database.exec('COMMIT');
    expect(firstValue(database, 'SELECT count(*) FROM runs')).toBe(2);
    expect((await trail.current('p'))?.version).toBe(2);
  });

  it('keeps the promise of the trail itself: what cannot be durable yet is refused, not acknowledged', async () => {
    const { database, store, trail } = await anApplication(open);
    database.exec('BEGIN');
    expect(await failureOf(() => trail.save('p', { budgetTokens: 1 }))).toBe('store_unavailable');
    expect(await failureOf(() => trail.pin('p', run))).toBe('store_unavailable');
    database.exec('ROLLBACK');
    expect(await store.listPolicyIds()).toEqual([]);
  });

  it('tells no watcher of what the application may still take back', async () => {
    const { trail, startRun } = await anApplication(open);
    const heard: number[] = [];
    trail.watch('p', ({ version }) => void heard.push(version));
    startRun(1, 'ROLLBACK');
    await trail.save('p', { budgetTokens: 2 });
    await Promise.resolve();
    expect(heard).toEqual([1]);
  });

  it('refuses a schema that answers later', async () => {
    const { store } = await anApplication(open);
    const late = {
      '~standard': { version: 1, vendor: 'test', validate: async (value: unknown) => ({ value }) },
    } as const;
    const { trail } = aTrail(store);
    const lateTrail = trail.of({ ...budget, policy: late });
    expect(await failureOf(() => lateTrail.sync.save('p', { budgetTokens: 1 }))).toBe('invalid_argument');
    expect(await store.listPolicyIds()).toEqual([]);
  });
});
