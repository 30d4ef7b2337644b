import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import {
  canonicalJson,
  createPolicyTrail,
  type HistoryImport,
  type JsonObject,
  type PolicyVersion,
} from '@policytrail/core';
import { openSqliteStore } from '@policytrail/sqlite';
import { describe, expect, it } from 'vitest';
import { documentOf, policytrail, runJson, temporaryFolder } from '../run.js';

const file = fileURLToPath(new URL('../../../../../shared/data/azure-policy-history.ndjson.gz', import.meta.url));

interface Row {
  readonly policyId: string;
  readonly policy: JsonObject;
  readonly createdAt: string;
}

describe('a real history: 120 policies, 1,127 records', () => {
  const inFolder = temporaryFolder();

  const isThere = existsSync(file);
  if (!isThere) console.warn(`the real history was not imported: there is no ${file}`);

  it(isThere ? 'is read back as it was written' : `is not checked: there is no ${file}`, async () => {
    if (!isThere) return;
    const db = inFolder('azure.db');
    const records = readRecords();
    const first = documentOf<HistoryImport>(await policytrail(['import', file, '--db', db, '--json']));
    expect(first).toEqual({ records: 1127, policies: 120, saved: 1088, unchanged: 39, alreadySaved: 0 });
    const again = await runJson<HistoryImport>(['import', file, '--db', db]);
    expect(again).toEqual({ records: 1127, policies: 120, saved: 0, unchanged: 39, alreadySaved: 1088 });
    const { stdout } = await policytrail(['verify', '--db', db]);
    expect(stdout).toBe('Valid: 1,088 versions of 120 policies and 0 pins checked.\n');

    await expectEqualBodies(db, records);
    for (const { policyId, createdAt } of tenOf(records)) {
      const shown = await runJson<PolicyVersion>(['show', policyId, '--at', createdAt, '--db', db]);
      expect(canonicalJson(shown.policy)).toBe(canonicalJson(inForce(records, policyId, createdAt)));
    }
  });
});

function readRecords(): readonly Row[] {
  return gunzipSync(readFileSync(file))
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

// Read in this process: a thousand child processes would prove no more.
async function expectEqualBodies(db: string, records: readonly Row[]): Promise<void> {
  const trail = createPolicyTrail({ store: await openSqliteStore(db) });
  for (const policyId of new Set(records.map((row) => row.policyId))) {
    const rows = records.filter((row) => row.policyId === policyId);
    const expected = rows
      .map(({ policy }) => canonicalJson(policy))
      .filter((text, index, all) => text !== all[index - 1]);
    const read = await Promise.all(expected.map((_, index) => trail.version(policyId, index + 1)));
    expect(read.map((version) => version && canonicalJson(version.policy))).toEqual(expected);
    expect(await trail.version(policyId, expected.length + 1)).toBeUndefined();
  }
  await trail.close();
}

function tenOf(records: readonly Row[]): readonly Row[] {
  return Array.from({ length: 10 }, (_, index) => records[index * 112 + 7]).filter((row) => row !== undefined);
}

function inForce(records: readonly Row[], policyId: string, at: string): JsonObject {
  return records.filter((row) => row.policyId === policyId && row.createdAt <= at).at(-1)?.policy ?? {};
}
