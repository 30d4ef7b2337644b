import { rmSync } from 'node:fs';
import type { FaultPlan, FaultyStore, Place, PolicyStoreSubject } from '@policytrail/testing';
import type { SqliteDatabase } from '../../src/driver/database.js';
import type { LoadedDriver } from '../../src/driver/load.js';
import { openSqliteStore, type SqliteJournal } from '../../src/index.js';
import { withFaults } from './faults.js';
import { freshPath } from './files.js';

export interface SqliteSubjectOptions {
  readonly driver: LoadedDriver;
  readonly journal: SqliteJournal;
  readonly tablePrefix: string;
}

/** The store on files of its own, a file for each scenario. */
export function sqliteSubject({ driver, journal, tablePrefix }: SqliteSubjectOptions): PolicyStoreSubject {
  return {
    name: `sqlite (${driver.name}, SQLite ${driver.sqliteVersion}, ${journal}, ${tablePrefix})`,
    prepare: async () => placeAt(freshPath(), { driver, journal, tablePrefix }),
  };
}

function placeAt(path: string, { driver, ...options }: SqliteSubjectOptions): Place {
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
      for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
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
