import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Acknowledgement, aTrail, historyProblems, readChain, storingNext } from '@policytrail/testing';
import type { LoadedDriver } from '../../src/driver/load.js';
import { openSqliteStore, type SqliteJournal, type SqliteStore } from '../../src/index.js';
import { firstValue } from '../support/drivers.js';
import { scratch } from '../support/subject.js';
import { recorded } from './recording.js';
import type { DiskState } from './states.js';

const { policyId } = recorded;

export interface Reader {
  readonly driver: LoadedDriver;
  readonly journal: SqliteJournal;
}

/** What is wrong with the states that power losses left, each said once a state; and how many there were. */
export async function examineAll(states: Iterable<DiskState>, reader: Reader): Promise<Findings> {
  const place = mkdtempSync(join(scratch, 'policytrail-power-loss-'));
  const problems: string[] = [];
  let count = 0;
  try {
    for (const state of states) {
      count += 1;
      const folder = join(place, String(count));
      const found = await examine(state, folder, reader);
      if (found.length > 0) problems.push(`after call ${state.moment}, ${state.kind}: ${found.join('; ')}`);
      rmSync(folder, { recursive: true });
    }
  } finally {
    rmSync(place, { recursive: true });
  }
  return { count, problems };
}

export interface Findings {
  readonly count: number;
  readonly problems: readonly string[];
}

async function examine({ files, printed }: DiskState, folder: string, reader: Reader): Promise<readonly string[]> {
  mkdirSync(folder);
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  const path = join(folder, recorded.name);
  try {
    const store = await openSqliteStore(path, { driver: reader.driver.name, journal: reader.journal });
    const problems = await problemsOf(store, acknowledgedIn(printed));
    await store.close();
    const database = reader.driver.open(path);
    const integrity = firstValue(database, 'PRAGMA integrity_check');
    database.close();
    return integrity === 'ok' ? problems : [...problems, `integrity: ${integrity}`];
  } catch (error) {
    return [String(error)];
  }
}

/** Verifies all, looks for what was acknowledged, and goes on from there. */
async function problemsOf(store: SqliteStore, acknowledged: readonly Acknowledgement[]): Promise<readonly string[]> {
  const { valid, problems } = await aTrail(store).trail.verifyAll();
  const found = historyProblems(await readChain(store, policyId), acknowledged);
  const [next] = await store.append([storingNext(policyId, 'afterwards')]);
  return [
    ...(valid ? [] : problems.map(({ kind }) => `verify: ${kind}`)),
    ...found,
    ...(next?.status === 'appended' ? [] : ['it can not be continued']),
  ];
}

function acknowledgedIn(printed: string): readonly Acknowledgement[] {
  const lines = printed.split('\n').filter((line) => line !== '');
  return lines.map((line) => ({ ...JSON.parse(line), startedAt: 0n, endedAt: 0n }));
}
