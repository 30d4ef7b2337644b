import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultPlan, FaultyStore, Place, PolicyStoreSubject } from '@policytrail/testing';
import type { SqliteDatabase } from '../../src/driver/database.js';
import type { LoadedDriver } from '../../src/driver/load.js';
import { openSqliteStore, type SqliteJournal } from '../../src/index.js';
import { withFaults } from './faults.js';

// Thousands of commits that wait for a disk would take minutes; what a disk keeps is not what these scenarios are about.
export const scratch: string = hasRoom('/dev/shm') ? '/dev/shm' : tmpdir();

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > 2 ** 29;
}

export interface SqliteSubjectOptions {
  readonly driver: LoadedDriver;
  readonly journal: SqliteJournal;
  readonly tablePrefix: string;
}

/** The store on files of its own, a file for each scenario. */
export function sqliteSubject({ driver, journal, tablePrefix }: SqliteSubjectOptions): PolicyStoreSubject {
  return {
    name: `sqlite (${driver.name}, SQLite ${driver.sqliteVersion}, ${journal}, ${tablePrefix})`,
    prepare: async () => placeAt({ driver, journal, tablePrefix }),
  };
}

function placeAt({ driver, ...options }: SqliteSubjectOptions): Place {
  const folder = mkdtempSync(join(scratch, 'policytrail-conformance-'));
  const path = join(folder, 'policies.db');
  const hosts: SqliteDatabase[] = [];
  return {
    open: () => openSqliteStore(path, { ...options, driver: driver.name }),
    async openFaulty(plan) {
      const database = driver.open(path);
      hosts.push(database);
      return openFaulty(database, plan, options);
    },
    async dispose() {
      for (const database of hosts) database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type StoreOptions = Omit<SqliteSubjectOptions, 'driver'>;

/** A fault in the application's own database: that is where a driver can be put between. */
async function openFaulty(database: SqliteDatabase, plan: FaultPlan, options: StoreOptions): Promise<FaultyStore> {
  let during: FaultPlan['during'] = 'opening';
  let calls = 0;
  const faulty = withFaults(database, () => {
    if (during !== plan.during) return undefined;
    calls += 1;
    return calls === plan.call ? plan.moment : undefined;
  });
  const store = await openSqliteStore(faulty, { ...options, busyTimeoutMilliseconds: 1000 });
  during = 'use';
  return { store, hasFailed: () => calls >= plan.call };
}
