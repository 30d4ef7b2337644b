import { isPolicytrailError } from '@policytrail/core';
import { aChain, aPin, pinning, storing } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { openPostgresStore, type PostgresStore } from '../../src/index.js';
import { admin } from '../support/database.js';
import { faultyPool } from '../support/faults.js';
import { anOwnedStore, type OwnedStore } from '../support/store.js';

const chain = aChain('p', 3, (version) => ({ label: `v${version}` }));
const writes = [...chain.map(storing), pinning(aPin(chain[0]!))];

/** What a server says, by the state that it says it with, and what becomes of an append. */
const states: readonly (readonly [state: string, what: string, becomes: string])[] = [
  ['40001', 'a failed serialization', 'stored'],
  ['40P01', 'a deadlock', 'stored'],
  ['55P03', 'a lock that could not be had', 'stored'],
  ['57P01', 'a server that shuts down', 'stored'],
  ['08006', 'a connection that failed', 'stored'],
  ['40003', 'a statement whose end is unknown', 'stored'],
  ['53100', 'a full disk', 'storage_full'],
  ['57014', 'a cancelled statement', 'store_unavailable'],
  ['42501', 'a missing privilege', 'store_unavailable'],
  ['XX001', 'a damaged page', 'trail_corrupt'],
];

interface Faulty extends OwnedStore {
  readonly faulty: PostgresStore;
  /** Lets the `nth` call from now on fail, once. */
  readonly failAt: (nth: number) => void;
  readonly calls: () => number;
}

async function aFaultyStore(state: string): Promise<Faulty> {
  const owned = await anOwnedStore();
  let calls = 0;
  let planned = 0;
  const failure = (): Error =>
    Object.assign(new Error(`said by the server: ${state}`), { code: state, severity: 'ERROR' });
  const pool = faultyPool(
    admin,
    () => {
      calls += 1;
      return calls === planned ? 'before' : undefined;
    },
    failure,
  );
  const faulty = await openPostgresStore(pool, { schema: owned.schema });
  const failAt = (nth: number): void => {
    calls = 0;
    planned = nth;
  };
  return { ...owned, faulty, failAt, calls: () => calls };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'stored',
    (error: unknown) => (isPolicytrailError(error) ? error.code : `not ours: ${error}`),
  );
}

async function countsIn({ sql }: OwnedStore): Promise<readonly number[]> {
  const [row] = await sql(
    'SELECT (SELECT count(*) FROM t.versions)::int AS versions, (SELECT count(*) FROM t.pins)::int AS pins',
  );
  return [Number(row?.['versions']), Number(row?.['pins'])];
}

describe('a call that the server fails once', () => {
  it.each(states)('%s, %s: the append is %s, all or nothing, whichever call it was', async (state, _, becomes) => {
    const trial = await aFaultyStore(state);
    trial.failAt(0);
    await trial.faulty.append(writes);
    const calls = trial.calls();
    expect(calls).toBeGreaterThan(6);
    for (let nth = 1; nth <= calls; nth += 1) {
      const store = await aFaultyStore(state);
      store.failAt(nth);
      const code = await codeOf(store.faulty.append(writes));
      const counts = await countsIn(store);
      // A COMMIT that fails for good may be told to be unknown, never to be stored.
      expect(code === 'stored' ? counts : [0, 0], `call ${nth}`).toEqual(counts);
      expect(['stored', becomes, 'outcome_unknown'], `call ${nth}`).toContain(code);
      if (becomes !== 'stored' && nth === 3) expect(code).toBe(becomes);
      expect(await codeOf(store.faulty.append(writes)), `call ${nth}`).toBe('stored');
      expect(await countsIn(store), `call ${nth}`).toEqual([3, 1]);
    }
  });
});
