import { isPolicytrailError, type PolicyStore, type WriteOutcome } from '@policytrail/core';
import { chainProblems, readChain, storingNext } from '@policytrail/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../../../../tools/postgres/cluster.mjs';
import { openPostgresStore } from '../../src/index.js';

const kills = Number(process.env['PROVE_SERVER_KILLS'] ?? 3);
const writers = 4;

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ on: 'disk' });
}, 120_000);

afterAll(() => cluster.stop());

interface Killed {
  readonly acknowledged: WriteOutcome[];
  readonly failures: number;
}

/** Lets writers append while the server is killed with SIGKILL and started again; they ask again for what they do not know. */
async function killWhileWriting(store: PolicyStore, round: number, milliseconds: number): Promise<Killed> {
  const acknowledged: WriteOutcome[] = [];
  let failures = 0;
  let isOver = false;
  const write = async (writer: number): Promise<void> => {
    for (let turn = 1; !isOver; turn += 1) {
      const request = storingNext('p', `${round}-${writer}-${turn}`);
      for (let isStored = false; !isStored; ) {
        try {
          acknowledged.push(...(await store.append([request])));
          isStored = true;
        } catch (error) {
          if (!isPolicytrailError(error)) throw error;
          failures += 1;
        }
      }
    }
  };
  const writing = Array.from({ length: writers }, (_, writer) => write(writer));
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await cluster.kill();
  await cluster.start();
  isOver = true;
  await Promise.all(writing);
  return { acknowledged, failures };
}

function lostOf(chain: readonly { readonly hash: string }[], acknowledged: readonly WriteOutcome[]): number {
  return acknowledged.filter(
    (outcome) => !('version' in outcome) || chain[outcome.version.version - 1]?.hash !== outcome.version.hash,
  ).length;
}

describe('a server that is killed while writers append, with fsync', () => {
  it(`loses, doubles and leaves out nothing (${kills} kills)`, { timeout: 3_600_000 }, async () => {
    const store = await openPostgresStore(cluster.url, { tablePrefix: 'kills_' });
    expect((await store.doctor()).durable).toBe(true);
    const moments = fc.sample(fc.integer({ min: 5, max: 120 }), { seed: 20251001, numRuns: kills });
    const acknowledged: WriteOutcome[] = [];
    let failures = 0;
    for (const [index, milliseconds] of moments.entries()) {
      const killed = await killWhileWriting(store, index + 1, milliseconds);
      acknowledged.push(...killed.acknowledged);
      failures += killed.failures;
      const chain = await readChain(store, 'p');
      expect({ lost: lostOf(chain, acknowledged), problems: chainProblems(chain) }).toEqual({ lost: 0, problems: [] });
      expect(new Set(chain.map(({ requestId }) => requestId)).size).toBe(chain.length);
      expect(chain.length).toBe(acknowledged.length);
    }
    console.info(`${kills} kills: ${acknowledged.length} versions, asked again by the caller ${failures} times`);
    await store.close();
  });

  it('is found to lose versions where a store acknowledges before it stores', { timeout: 120_000 }, async () => {
    const store = await openPostgresStore(cluster.url, { tablePrefix: 'twin_' });
    const made = storingNext('p', 'early').decide(undefined);
    if (made === undefined) throw new Error('the first version is made');
    const early: WriteOutcome = { kind: 'version', status: 'appended', version: made };
    await cluster.kill();
    await cluster.start();
    expect(lostOf(await readChain(store, 'p'), [early])).toBe(1);
    await store.close();
  });
});
