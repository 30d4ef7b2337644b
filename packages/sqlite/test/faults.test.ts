import { isPolicytrailError, type PolicytrailError } from '@policytrail/core';
import { aPin, pinning, storing } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { openSqliteStore, type SqliteDatabase, type SqliteStore } from '../src/index.js';
import { firstValue, presentDrivers } from './support/drivers.js';
import { withFaults } from './support/faults.js';
import { aChain } from './support/rows.js';

interface Faulty {
  readonly database: SqliteDatabase;
  readonly store: SqliteStore;
  /** Lets the `nth` call from now on fail, once. */
  readonly failAt: (nth: number, when: 'before' | 'after') => void;
  /** How many calls there were since then. */
  readonly calls: () => number;
}

type Open = (path: string) => SqliteDatabase;

async function aFaultyStore(open: Open): Promise<Faulty> {
  const database = open(':memory:');
  let calls = 0;
  let planned: { readonly nth: number; readonly when: 'before' | 'after' } | undefined;
  const faulty = withFaults(database, () => {
    calls += 1;
    return calls === planned?.nth ? planned.when : undefined;
  });
  const store = await openSqliteStore(faulty);
  const failAt: Faulty['failAt'] = (nth, when) => {
    calls = 0;
    planned = { nth, when };
  };
  return { database, store, failAt, calls: () => calls };
}

const chain = aChain(3, (version) => ({
  changes: version === 1 ? null : { total: 1, fields: ['/budget'], first: [] },
}));
const writes = [...chain.map(storing), ...chain.slice(0, 1).map((version) => pinning(aPin(version)))];

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'stored',
    (error: unknown) => (isPolicytrailError(error) ? (error as PolicytrailError).code : `not ours: ${error}`),
  );
}

function counts(database: SqliteDatabase): readonly unknown[] {
  return ['versions', 'pins', 'heads', 'changes'].map((table) =>
    firstValue(database, `SELECT count(*) FROM policytrail_${table}`),
  );
}

const everything = [3, 1, 1, 2];
const nothing = [0, 0, 0, 0];

describe.each(presentDrivers)('a driver call that fails once on $name', ({ open }) => {
  it.each(['before', 'after'] as const)(
    'never leaves half a batch or an open transaction (failing %s its effect)',
    async (when) => {
      const trial = await aFaultyStore(open);
      trial.failAt(0, when);
      await trial.store.append(writes);
      const calls = trial.calls();
      expect(calls).toBeGreaterThan(12);
      for (let nth = 1; nth <= calls; nth += 1) {
        const { database, store, failAt } = await aFaultyStore(open);
        failAt(nth, when);
        const code = await codeOf(store.append(writes));
        expect(database.inTransaction ?? database.isTransaction, `call ${nth}`).toBe(false);
        expect([code, counts(database)], `call ${nth}`).toEqual(
          code === 'stored' ? ['stored', everything] : ['store_unavailable', nothing],
        );
        expect(await codeOf(store.append(writes)), `call ${nth}`).toBe('stored');
        expect(counts(database), `call ${nth}`).toEqual(everything);
        database.close();
      }
    },
  );

  it.each(['before', 'after'] as const)(
    'is answered by what a lookup finds when it was COMMIT (failing %s its effect)',
    async (when) => {
      const database = open(':memory:');
      let isArmed = false;
      const store = await openSqliteStore(
        withFaults(database, (call) => (isArmed && call === 'exec COMMIT' ? when : undefined)),
      );
      isArmed = true;
      expect(await codeOf(store.append(writes))).toBe(when === 'after' ? 'stored' : 'store_unavailable');
      expect(counts(database)).toEqual(when === 'after' ? everything : nothing);
      database.close();
    },
  );

  it.each(['before', 'after'] as const)(
    'is followed by a second ROLLBACK when the first fails (%s its effect)',
    async (when) => {
      const database = open(':memory:');
      const faults = new Set<string>();
      const store = await openSqliteStore(
        withFaults(database, (call) => {
          const fault = [...faults].find((name) => call.startsWith(name));
          return fault !== undefined && faults.delete(fault) ? when : undefined;
        }),
      );
      faults.add('run INSERT').add('exec ROLLBACK');
      expect(await codeOf(store.append(writes))).toBe('store_unavailable');
      expect(faults.size).toBe(0);
      expect(database.inTransaction ?? database.isTransaction).toBe(false);
      expect(await codeOf(store.append(writes))).toBe('stored');
      database.close();
    },
  );

  it('leaves the outcome open where COMMIT failed and nothing can be looked up', async () => {
    const database = open(':memory:');
    let isArmed = false;
    let isBroken = false;
    const store = await openSqliteStore(
      withFaults(database, (call) => {
        if (isBroken) return 'before';
        isBroken = isArmed && call === 'exec COMMIT';
        return isBroken ? 'after' : undefined;
      }),
    );
    isArmed = true;
    expect(await codeOf(store.append(writes))).toBe('outcome_unknown');
    expect(counts(database)).toEqual(everything);
    database.close();
  });

  it('leaves no half-made tables behind when it happens while opening', async () => {
    let calls = 0;
    const trial = open(':memory:');
    await openSqliteStore(
      withFaults(trial, (_, count) => {
        calls = count;
        return undefined;
      }),
    );
    for (let nth = 1; nth <= calls; nth += 1) {
      const database = open(':memory:');
      const code = await codeOf(
        openSqliteStore(withFaults(database, (_, count) => (count === nth ? 'after' : undefined))),
      );
      expect(['stored', 'store_unavailable'], `call ${nth}`).toContain(code);
      expect(database.inTransaction ?? database.isTransaction, `call ${nth}`).toBe(false);
      const store = await openSqliteStore(database);
      expect(await codeOf(store.append(writes)), `call ${nth}`).toBe('stored');
      database.close();
    }
  });
});
