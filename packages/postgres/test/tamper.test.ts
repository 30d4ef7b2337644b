import { createPolicyTrail, type Problem } from '@policytrail/core';
import { fillRecords } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { anOwnedStore } from './support/store.js';

/** Done with every trigger and key switched off, as only an owner who is a superuser can. */
const edits: readonly (readonly [what: string, sql: string])[] = [
  ['an edited policy', `UPDATE t.versions SET policy_json = '{"budget":9}' WHERE version = 1`],
  ['an edited note', "UPDATE t.versions SET change_notes = 'fine' WHERE version = 2"],
  ['an edited author', "UPDATE t.versions SET created_by = 'eve' WHERE version = 1"],
  [
    'a cut tail',
    "DELETE FROM t.evaluations WHERE id = 'd'; DELETE FROM t.payloads WHERE evaluation_id = 'd'; DELETE FROM t.versions WHERE version = 2",
  ],
  ['a row linked to another', "UPDATE t.versions SET previous_hash = repeat('a', 64) WHERE version = 2"],
  [
    'a version put in between',
    `INSERT INTO t.versions SELECT policy_id, 3, 'forged', 2, created_at, created_by, created_by_kind, created_by_name, on_behalf_of,
      on_behalf_of_name, change_notes, NULL, title, effective_at, withdraws, origin, schema_name, schema_hash, content_hash,
      repeat('b', 64), repeat('c', 64), changes_json, policy_json FROM t.versions WHERE version = 2`,
  ],
  ['an edited evaluation', "UPDATE t.evaluations SET status = 'approved' WHERE id = 'a'"],
  ['an edited input', "UPDATE t.payloads SET input_json = '{}' WHERE evaluation_id = 'a'"],
  ['an edited violation', "UPDATE t.violations SET actual_value = '0' WHERE evaluation_id = 'a'"],
  ['a deleted review', "DELETE FROM t.reviews WHERE evaluation_id = 'a' AND sequence = 2"],
  ['an edited reason of an erasure', "UPDATE t.erasures SET reason = 'none'"],
  ['a payload deleted without an erasure', "DELETE FROM t.payloads WHERE evaluation_id = 'b'"],
];

async function problemsAfter(sql: string): Promise<readonly Problem[]> {
  const owned = await anOwnedStore();
  await fillRecords(owned.store);
  const tables = ['versions', 'evaluations', 'payloads', 'violations', 'reviews', 'erasures'];
  const disabled = tables.map((table) => `ALTER TABLE t.${table} DISABLE TRIGGER USER`).join('; ');
  await owned.sql(`BEGIN; SET LOCAL session_replication_role = replica; ${disabled}; ${sql}; COMMIT`);
  return (await createPolicyTrail({ store: owned.store }).verify('p')).problems;
}

describe('verification', () => {
  it('finds nothing where nothing was done', async () => {
    expect(await problemsAfter('SELECT 1')).toEqual([]);
  });

  it.each(edits)('finds %s', async (_, sql) => {
    expect(await problemsAfter(sql)).not.toEqual([]);
  });
});
