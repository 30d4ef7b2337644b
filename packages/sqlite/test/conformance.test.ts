import { scenarios } from '@policytrail/testing';
import { testPolicyStore } from '@policytrail/testing/vitest';
import { hasSafeWal } from '../src/driver/sqlite-version.js';
import { presentDrivers } from './support/drivers.js';
import { sqliteSubject } from './support/subject.js';

// What takes long is played where it can differ: size and opening once a driver, load and faults once a journal, and
// under another prefix what goes through every statement.
const costly = ['size/ten-thousand-versions', 'recovery/opening'];
const heavyGroups = ['size', 'record-size', 'concurrency', 'recovery', 'model'];
const onEachJournal = scenarios.filter(({ id }) => !costly.includes(id));
const onEachPrefix = scenarios.filter(({ group }) => !heavyGroups.includes(group));

for (const driver of presentDrivers) {
  const journals = hasSafeWal(driver.sqliteVersion) ? (['wal', 'rollback'] as const) : (['rollback'] as const);
  for (const journal of journals) {
    const chosen = journal === journals[0] ? scenarios : onEachJournal;
    testPolicyStore(sqliteSubject({ driver, journal, tablePrefix: 'policytrail_' }), { scenarios: chosen });
    testPolicyStore(sqliteSubject({ driver, journal, tablePrefix: 'pt_' }), {
      scenarios: onEachPrefix,
    });
  }
}
