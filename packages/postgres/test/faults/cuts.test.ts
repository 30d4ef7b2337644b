import { isPolicytrailError, type PolicyStore, type WriteOutcome } from '@policytrail/core';
import { pinColumns } from '@policytrail/core/sql';
import { chainProblems, readChain, storingNext } from '@policytrail/testing';
import fc from 'fast-check';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openPostgresStore, type PostgresPool, type PostgresPoolClient } from '../../src/index.js';
import { tableNames } from '../../src/schema/names.js';
import { writeStatements } from '../../src/write/statements.js';
import { url } from '../support/database.js';
import { anOwnedStore } from '../support/store.js';
import { type Cut, startProxy } from './proxy.js';

const cuts = Number(process.env['PROVE_CUTS'] ?? 60);

/** What came of appends whose connections were cut while they committed. */
interface Tally {
  readonly duplicates: number;
  readonly missing: number;
  readonly falseAcknowledgements: number;
  readonly unknown: number;
  /** Cuts at a statement that commits by itself. */
  readonly alone: number;
  readonly problems: readonly string[];
}

type Subject = (proxyUrl: string, schema: string) => Promise<{ store: PolicyStore; close: () => Promise<void> }>;

/** Appends once for each cut, asking again with the same id where the store says it does not know. */
async function tallyOf(subject: Subject, kinds: readonly Cut[]): Promise<Tally> {
  const { schema, store: observer } = await anOwnedStore();
  const { appendNext } = writeStatements(tableNames({ schema }), pinColumns);
  const proxy = await startProxy(url, appendNext.name);
  const { store, close } = await subject(proxy.url, schema);
  const acknowledged: WriteOutcome[] = [];
  let unknown = 0;
  for (const [index, cut] of kinds.entries()) {
    const write = storingNext('p', `cut-${index + 1}`);
    proxy.arm(cut);
    try {
      acknowledged.push(...(await store.append([write])));
    } catch (error) {
      if (!isPolicytrailError(error, 'outcome_unknown')) throw error;
      unknown += 1;
      acknowledged.push(...(await store.append([write])));
    }
  }
  const { all, alone } = proxy.cuts();
  expect(all).toBe(kinds.length);
  await close();
  await proxy.close();
  const chain = await readChain(observer, 'p');
  const wanted = kinds.map((_, index) => `cut-${index + 1}`);
  const stored = chain.map(({ requestId }) => requestId.replace(/ again$/, ''));
  return {
    duplicates: stored.length - new Set(stored).size,
    missing: wanted.filter((id) => !stored.includes(id)).length,
    falseAcknowledgements: acknowledged.filter(
      (outcome) => !('version' in outcome) || chain[outcome.version.version - 1]?.hash !== outcome.version.hash,
    ).length,
    unknown,
    alone,
    problems: chainProblems(chain),
  };
}

const throughUrl: Subject = async (proxyUrl, schema) => {
  const store = await openPostgresStore(proxyUrl, { schema });
  return { store, close: () => store.close() };
};

/** Takes an answer to COMMIT that never came for one that did. */
const believing: Subject = async (proxyUrl, schema) => {
  const pool = aPool(proxyUrl);
  const store = await openPostgresStore(believingPool(pool), { schema });
  return { store, close: () => pool.end() };
};

/** Saves in a transaction of its own, and sends what failed once more as something new. */
const blindlyRetrying: Subject = async (proxyUrl, schema) => {
  const pool = aPool(proxyUrl);
  const store = await openPostgresStore(pool, { schema });
  const appendOnce = async (requestId: string): Promise<readonly WriteOutcome[]> => {
    const client = await pool.connect();
    client.on('error', () => undefined);
    try {
      await client.query('BEGIN');
      const outcomes = await store.within(client).append([storingNext('p', requestId)]);
      await client.query('COMMIT');
      client.release();
      return outcomes;
    } catch {
      client.release(true);
      return appendOnce(`${requestId} again`);
    }
  };
  const append: PolicyStore['append'] = ([write]) =>
    appendOnce(write?.kind === 'version' ? write.requestId : 'nothing');
  return { store: { ...store, append }, close: () => pool.end() };
};

function aPool(proxyUrl: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: proxyUrl, max: 2 });
  pool.on('error', () => undefined);
  return pool;
}

function believingPool(pool: pg.Pool): PostgresPool {
  return {
    get totalCount() {
      return pool.totalCount;
    },
    connect(callback) {
      pool.connect((error, client) => callback(error, client && believingClient(client)));
    },
  };
}

function believingClient(client: pg.PoolClient): PostgresPoolClient {
  return {
    on: (event, listener) => client.on(event, listener),
    removeListener: (event, listener) => client.removeListener(event, listener),
    release: () => client.release(true),
    async query(query) {
      try {
        return await client.query(query);
      } catch (error) {
        if (query.text === 'COMMIT') return { command: 'COMMIT', rowCount: null, rows: [] };
        if (query.text.includes('SKIP LOCKED')) return { command: 'SELECT', rowCount: 1, rows: [] };
        throw error;
      }
    },
  };
}

function kindsOf(count: number): readonly Cut[] {
  return fc.sample(fc.constantFrom<Cut>('before', 'sent', 'answered'), { seed: 20251001, numRuns: count });
}

describe('connections cut at COMMIT', () => {
  it(`double, lose and falsely acknowledge nothing (${cuts} cuts)`, { timeout: 600_000 }, async () => {
    const { unknown, alone, ...tally } = await tallyOf(throughUrl, kindsOf(cuts));
    expect(tally).toEqual({ duplicates: 0, missing: 0, falseAcknowledgements: 0, problems: [] });
    expect(alone).toBeGreaterThan(cuts / 2);
    console.info(`${cuts} cuts, ${alone} of them at a statement alone: the store did not know ${unknown} times`);
  });

  it('are found to be falsely acknowledged where a lost answer is taken for a good one', async () => {
    const tally = await tallyOf(believing, ['answered', 'before', 'answered', 'before']);
    // The third is appended on the second, which is not there.
    expect(tally.missing).toBe(3);
    expect(tally.falseAcknowledgements).toBeGreaterThan(0);
  });

  it('are found to double versions where a lost one is sent again as something new', async () => {
    const tally = await tallyOf(blindlyRetrying, ['answered', 'before', 'answered', 'before']);
    expect(tally.duplicates).toBe(2);
  });
});
