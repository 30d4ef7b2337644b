import { type Acknowledgement, historyProblems, readChain, storingNext } from '@policytrail/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoadedDriver } from '../src/driver/load.js';
import { openSqliteStore } from '../src/index.js';
import { type KillMoment, startWriter, type WriterTask } from './processes/writer.js';
import { firstValue, presentDrivers } from './support/drivers.js';
import { freshPath } from './support/files.js';

const rivals = Number(process.env['PROVE_RIVALS'] ?? 4);
const saves = Number(process.env['PROVE_SAVES'] ?? 25);
const kills = Number(process.env['PROVE_KILLS'] ?? 10);

type Task = Omit<WriterTask, 'name' | 'saves' | 'policyId'>;

const policyId = 'project-123';

function killMoments(count: number): readonly KillMoment[] {
  const moment = fc.record({ acknowledgements: fc.nat({ max: 12 }), milliseconds: fc.nat({ max: 8 }) });
  return fc.sample(moment, { seed: 20251001, numRuns: count });
}

/** Lets processes write to one policy at once, and tells what is wrong with the history they leave. */
async function problemsAfterRivalry(task: Task, count: number, each: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, index) => `rival-${index + 1}`);
  const writers = await Promise.all(names.map((name) => startWriter({ ...task, policyId, name, saves: each })));
  const acknowledged = (await Promise.all(writers.map(({ finish }) => finish()))).flat();
  const store = await openSqliteStore(task.path, { driver: task.driver });
  const chain = await readChain(store, policyId);
  await store.close();
  const missing = count * each - chain.length;
  return [...historyProblems(chain, acknowledged), ...(missing === 0 ? [] : [`${missing} versions are missing`])];
}

interface Cycle {
  readonly task: Task;
  readonly open: LoadedDriver['open'];
  readonly name: string;
  readonly saves: number;
  readonly moment: KillMoment;
}

/** Kills a process while it writes; gives back what it acknowledged, and what the file says to its integrity check. */
async function killWriting({ task, open, name, saves: most, moment }: Cycle) {
  const writer = await startWriter({ ...task, policyId, name, saves: most });
  const acknowledged = await writer.killAt(moment);
  const database = open(task.path);
  const integrity = firstValue(database, 'PRAGMA integrity_check');
  database.close();
  return { acknowledged, integrity };
}

describe.each(presentDrivers)('processes that write to one file on $name', ({ name: driver, open }) => {
  it(`leave one gapless history with all they were told is stored (${rivals} rivals, ${saves} saves each)`, async () => {
    expect(await problemsAfterRivalry({ path: freshPath(), driver }, rivals, saves)).toEqual([]);
  });

  it('are found out where a store acknowledges before it stores', async () => {
    const task = { path: freshPath(), driver, saboteur: 'acknowledges-before-storing' };
    expect(await problemsAfterRivalry(task, 1, 5)).toContain('1 versions are missing');
  });

  it(`lose nothing acknowledged and leave no gap when one is killed (${kills} kills)`, async () => {
    const task = { path: freshPath(), driver };
    const acknowledged: Acknowledgement[] = [];
    let unacknowledged = 0;
    for (const [index, moment] of killMoments(kills).entries()) {
      const name = `cycle-${index + 1}`;
      const killed = await killWriting({ task, open, name, saves: 100_000, moment });
      acknowledged.push(...killed.acknowledged);
      expect(killed.integrity, name).toBe('ok');
      const store = await openSqliteStore(task.path, { driver });
      const [retried] = await store.append([storingNext(policyId, `${name}-${killed.acknowledged.length + 1}`)]);
      if (retried?.status === 'already_stored') unacknowledged += 1;
      expect(historyProblems(await readChain(store, policyId), acknowledged), name).toEqual([]);
      await store.close();
    }
    console.info(`${driver}: in ${unacknowledged} of ${kills} kills a version was stored though never acknowledged`);
  });

  it('are found to lose versions when one is killed whose store acknowledges before it stores', async () => {
    const task = { path: freshPath(), driver, saboteur: 'acknowledges-before-storing' };
    const moment = { acknowledgements: 3, milliseconds: 0 };
    const { acknowledged } = await killWriting({ task, open, name: 'broken', saves: 3, moment });
    const store = await openSqliteStore(task.path, { driver });
    const problems = historyProblems(await readChain(store, policyId), acknowledged);
    await store.close();
    expect(problems).toEqual(['version 3, acknowledged to broken-3, is lost']);
  });
});

describe('the check of a history', () => {
  const at = (version: number, startedAt: number, endedAt: number): Acknowledgement => ({
    requestId: `request-${version}`,
    version,
    startedAt: BigInt(startedAt),
    endedAt: BigInt(endedAt),
  });

  it('finds what was acknowledged and is not there', () => {
    expect(historyProblems([], [at(1, 0, 1)])).toEqual(['version 1, acknowledged to request-1, is lost']);
  });

  it('finds a version that overtook one which was acknowledged before it was asked for', () => {
    const problems = historyProblems([], [at(2, 0, 5), at(1, 6, 9), at(3, 4, 9)]);
    expect(problems).toContain('version 2 was acknowledged before version 1 was asked for');
    expect(problems.filter((problem) => problem.includes('before'))).toHaveLength(1);
  });
});
