import { historyProblems, readChain } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { url } from '../support/database.js';
import { anOwnedStore } from '../support/store.js';
import { startWriter, type WriterTask } from './writer.js';

const clients = Number(process.env['PROVE_CLIENTS'] ?? 8);
const appends = Number(process.env['PROVE_APPENDS'] ?? 10);
const processes = 4;

interface Rivalry {
  readonly versions: number;
  readonly problems: readonly string[];
  /** Transactions beyond one for each save. */
  readonly retries: number;
  readonly conflicts: number;
  readonly milliseconds: { readonly p50: number; readonly p99: number };
}

/** Lets the clients of several processes save to one policy at once, and tells what became of it. */
async function rivalry(given: Partial<WriterTask>): Promise<Rivalry> {
  const { schema, store } = await anOwnedStore();
  const each = Math.ceil(clients / processes);
  const task = { url, schema, policyId: 'p', clients: each, saves: appends, ...given };
  const names = Array.from({ length: processes }, (_, index) => `rival-${index + 1}`);
  const writers = await Promise.all(names.map((name) => startWriter({ ...task, name })));
  const written = await Promise.all(writers.map(({ finish }) => finish()));
  const acknowledged = written.flatMap((one) => one.acknowledged);
  const chain = await readChain(store, 'p');
  const sum = (of: (one: (typeof written)[number]) => number): number => written.reduce((all, one) => all + of(one), 0);
  const times = acknowledged.map(({ startedAt, endedAt }) => Number(endedAt - startedAt) / 1e6).sort((a, b) => a - b);
  const quantile = (share: number): number => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  return {
    versions: chain.length,
    problems: historyProblems(chain, acknowledged),
    retries: sum(({ transactions }) => transactions) - acknowledged.length - sum(({ conflicts }) => conflicts),
    conflicts: sum(({ conflicts }) => conflicts),
    milliseconds: { p50: quantile(0.5), p99: quantile(0.99) },
  };
}

const timeout = 600_000;

describe('rivals on one policy, in several processes', () => {
  it(`leave one gapless history (${clients} clients, ${appends} appends each)`, { timeout }, async () => {
    const { versions, problems, ...cost } = await rivalry({});
    expect({ versions, problems }).toEqual({ versions: clients * appends, problems: [] });
    console.info(`head locked: ${JSON.stringify(cost)}`);
  });

  it('leave one gapless history too where each expects a head and tries again, at a price', { timeout }, async () => {
    const { versions, problems, ...cost } = await rivalry({ naive: true });
    expect({ versions, problems }).toEqual({ versions: clients * appends, problems: [] });
    console.info(`optimistic loop: ${JSON.stringify(cost)}`);
  });

  it('are found out where a store acknowledges before it stores', async () => {
    const { problems } = await rivalry({ saboteur: 'acknowledges-before-storing', clients: 1, saves: 3 });
    expect(problems.join('\n')).toContain('is lost');
  });
});
