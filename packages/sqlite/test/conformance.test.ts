import { testPolicyStore } from '@policytrail/testing/vitest';
import { hasSafeWal } from '../src/driver/sqlite-version.js';
import { presentDrivers } from './support/drivers.js';
import { sqliteSubject } from './support/subject.js';

for (const driver of presentDrivers) {
  for (const journal of ['wal', 'rollback'] as const) {
    if (journal === 'wal' && !hasSafeWal(driver.sqliteVersion)) continue;
    for (const tablePrefix of ['policytrail_', 'pt_']) testPolicyStore(sqliteSubject({ driver, journal, tablePrefix }));
  }
}
