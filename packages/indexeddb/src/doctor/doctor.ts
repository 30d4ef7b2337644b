import type { DoctorReport } from '@policytrail/core';
import { migrations } from '../database/migrations.js';
import type { Database } from '../database/tables.js';
import { lossesFinding, persistenceFinding, quotaFinding } from './browser-findings.js';
import { durabilityFinding, erasureFinding, headsFinding } from './content-findings.js';
import { check } from './finding.js';

/** What decides whether an acknowledged version can be lost: by a crash, or as the browser does not promise to keep it. */
const durabilityChecks: readonly string[] = ['durability', 'persistence'];

/** Looks at all that the store promises. Reads a little of every policy. */
export async function examine(database: Database): Promise<DoctorReport> {
  const checks = [
    await check('durability', () => durabilityFinding(database)),
    await check('persistence', persistenceFinding),
    await check('quota', quotaFinding),
    await check('heads', () => headsFinding(database)),
    await check('erasure', () => erasureFinding(database)),
    await check('losses', () => lossesFinding(database)),
  ];
  return {
    store: `indexeddb (${database.name}, schema ${migrations.length})`,
    durable: checks.every(({ id, status }) => status === 'ok' || !durabilityChecks.includes(id)),
    checks,
  };
}
