import type { StoredEvaluation } from '@policytrail/core';
import {
  aDecision,
  anErasure,
  anEvaluation,
  aPin,
  erasing,
  pinning,
  recording,
  reviewingNext,
  storing,
} from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { openSqliteStore, type SqliteDatabase } from '../src/index.js';
import { firstValue, presentDrivers } from './support/drivers.js';
import { freshPath } from './support/files.js';
import { aChain, aVersion } from './support/rows.js';

/** What is done to a sound database, and the checks that must see it. */
const weaknesses: readonly (readonly [
  what: string,
  sql: string,
  seen: Readonly<Record<string, 'warning' | 'failed'>>,
])[] = [
  ['synchronous NORMAL', 'PRAGMA synchronous = NORMAL', { synchronous: 'failed' }],
  ['a journal in memory', 'PRAGMA journal_mode = MEMORY', { journal_mode: 'failed' }],
  ['FULL where deleting a journal commits', 'PRAGMA journal_mode = DELETE', { synchronous: 'failed' }],
  ['foreign keys off', 'PRAGMA foreign_keys = OFF', { foreign_keys: 'warning' }],
  ['secure_delete off', 'PRAGMA secure_delete = OFF', { secure_delete: 'warning' }],
  ['no busy timeout', 'PRAGMA busy_timeout = 0', { busy_timeout: 'warning' }],
  ['a missing trigger', 'DROP TRIGGER policytrail_versions_no_delete', { triggers: 'failed' }],
  [
    'a changed trigger',
    'DROP TRIGGER policytrail_pins_no_update; CREATE TRIGGER policytrail_pins_no_update BEFORE UPDATE ON policytrail_pins BEGIN SELECT 1; END',
    { triggers: 'failed' },
  ],
  [
    "somebody else's trigger",
    'CREATE TRIGGER cleanup AFTER INSERT ON policytrail_changes BEGIN DELETE FROM policytrail_changes; END',
    { triggers: 'failed' },
  ],
  ['a missing index', 'DROP INDEX policytrail_label', { indexes: 'failed' }],
  ['a changed table', 'ALTER TABLE policytrail_heads ADD COLUMN note TEXT', { tables: 'failed' }],
  [
    'a newer schema',
    "INSERT INTO policytrail_migrations VALUES (9, 'later', '2030-01-01')",
    { schema_version: 'failed' },
  ],
  ['no list of migrations', 'DROP TABLE policytrail_migrations', { schema_version: 'failed' }],
  [
    'a head row moved back',
    unguarded('heads_update', "UPDATE policytrail_heads SET version = 2, hash = 'h2'"),
    { heads: 'failed' },
  ],
  ['a missing head row', unguarded('heads_no_delete', 'DELETE FROM policytrail_heads'), { heads: 'failed' }],
  [
    'a tail that was cut',
    unguarded('versions_no_delete', 'DELETE FROM policytrail_versions WHERE version = 3'),
    { heads: 'failed', changes_index: 'warning' },
  ],
  [
    'a link to nowhere',
    unguarded('versions_no_update', "UPDATE policytrail_versions SET previous_hash = 'forged' WHERE version = 2"),
    { foreign_key_check: 'failed' },
  ],
  [
    'a deleted version that is pinned',
    unguarded('versions_no_delete', 'DELETE FROM policytrail_versions WHERE version = 1'),
    { foreign_key_check: 'failed', changes_index: 'warning' },
  ],
  [
    'a row that breaks its table',
    unguarded(
      'versions_no_update',
      'PRAGMA ignore_check_constraints = ON; UPDATE policytrail_versions SET previous_version = 7 WHERE version = 3; PRAGMA ignore_check_constraints = OFF',
    ),
    { integrity: 'failed', foreign_key_check: 'failed' },
  ],
  [
    'a payload that is not JSON',
    unguarded('payloads_only_blanked', "UPDATE policytrail_payloads SET input_json = '{' WHERE evaluation_id = 'kept'"),
    { readable_rows: 'failed' },
  ],
  [
    'an evaluation that is gone from beside its payload',
    unguarded('evaluations_no_delete', "DELETE FROM policytrail_evaluations WHERE id = 'kept'"),
    { foreign_key_check: 'failed' },
  ],
  [
    'a violation that was moved',
    unguarded('violations_only_blanked', "UPDATE policytrail_violations SET position = 7 WHERE evaluation_id = 'kept'"),
    { violations: 'failed' },
  ],
  [
    'an erased text that is back',
    unguarded(
      'violations_only_blanked',
      "UPDATE policytrail_violations SET message = 'back' WHERE evaluation_id = 'erased'",
    ),
    { erased_rows: 'failed' },
  ],
  [
    'an erased payload that is back',
    unguarded('payloads_only_blanked', "UPDATE policytrail_payloads SET salt = 'back' WHERE evaluation_id = 'erased'"),
    { erased_rows: 'failed' },
  ],
  [
    'an author in part',
    unguarded(
      'evaluations_no_update',
      "PRAGMA ignore_check_constraints = ON; UPDATE policytrail_evaluations SET evaluated_by = NULL, evaluated_by_kind = 'user'; PRAGMA ignore_check_constraints = OFF",
    ),
    { integrity: 'failed' },
  ],
  [
    'text that is not JSON',
    unguarded('versions_no_update', "UPDATE policytrail_versions SET origin = '{' WHERE version = 3"),
    { readable_rows: 'failed' },
  ],
  ['a lost changed field', 'DELETE FROM policytrail_changes WHERE version = 3', { changes_index: 'warning' }],
  [
    'a changed field that was not',
    "INSERT INTO policytrail_changes VALUES ('project-1', '/other', 2)",
    { changes_index: 'warning' },
  ],
];

/** Does what only the owner of the file can: drops a trigger, and puts it back, so that only the damage is left. */
function unguarded(trigger: string, sql: string): string {
  return `DROP TRIGGER policytrail_${trigger}; ${sql}; RESTORE ${trigger}`;
}

function damage(database: SqliteDatabase, sql: string): void {
  const [statements = '', trigger] = sql.split('; RESTORE ');
  const made = firstValue(database, `SELECT sql FROM sqlite_schema WHERE name = 'policytrail_${trigger}'`);
  if (trigger === undefined) {
    database.exec(statements);
    return;
  }
  database.exec(`PRAGMA foreign_keys = OFF; ${statements}; ${made}; PRAGMA foreign_keys = ON`);
}

describe.each(presentDrivers)('doctor on $name', ({ name, open }) => {
  async function aSoundStore() {
    const database = open(freshPath());
    database.exec('PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON');
    const store = await openSqliteStore(database, { journal: 'wal' });
    const chain = aChain(3, (version) => ({
      label: `v${version}`,
      changes: { total: 1, fields: [`/field-${version}`], first: [] },
    }));
    await store.append([...chain.map(storing), ...chain.slice(0, 1).map((version) => pinning(aPin(version)))]);
    const [kept, erased] = ['kept', 'erased'].map((id) =>
      anEvaluation(chain[0] ?? aVersion(), { id, decision: aDecision(['cap']) }),
    ) as [StoredEvaluation, StoredEvaluation];
    await store.append([recording(kept), recording(erased), reviewingNext(kept, 2), erasing(anErasure(erased))]);
    return { database, store };
  }

  it('finds nothing wrong with a sound store', async () => {
    const { store, database } = await aSoundStore();
    const report = await store.doctor();
    expect(report.store).toMatch(new RegExp(`^sqlite \\(${name}, SQLite 3\\.\\d+\\.\\d+\\)$`));
    expect(report.durable).toBe(true);
    expect(report.checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(report.checks.map(({ id }) => id)).toEqual([
      'sqlite_version',
      'storage',
      'journal_mode',
      'synchronous',
      'foreign_keys',
      'busy_timeout',
      'secure_delete',
      'schema_version',
      'tables',
      'indexes',
      'triggers',
      'integrity',
      'foreign_key_check',
      'readable_rows',
      'heads',
      'changes_index',
      'violations',
      'erased_rows',
      'erased_log',
    ]);
    database.close();
  });

  it.each(weaknesses)('finds %s', async (_, sql, seen) => {
    const { store, database } = await aSoundStore();
    damage(database, sql);
    const { checks, durable } = await store.doctor();
    const found = checks.filter(({ status }) => status !== 'ok').map(({ id, status }) => [id, status]);
    expect(Object.fromEntries(found)).toMatchObject(seen);
    expect(durable).toBe(!('synchronous' in seen || 'journal_mode' in seen));
    database.close();
  });

  it('finds nothing wrong once heads and changes were rebuilt from the versions', async () => {
    const { store, database } = await aSoundStore();
    damage(database, unguarded('heads_no_delete', 'DELETE FROM policytrail_heads'));
    database.exec(
      "DELETE FROM policytrail_changes WHERE version = 3; INSERT INTO policytrail_changes VALUES ('x', '/y', 1)",
    );
    expect((await store.doctor()).checks.filter(({ status }) => status !== 'ok')).toHaveLength(2);
    database.exec(`
      INSERT INTO policytrail_heads SELECT policy_id, max(version), hash FROM policytrail_versions GROUP BY policy_id;
      DELETE FROM policytrail_changes;
      INSERT INTO policytrail_changes SELECT policy_id, field.value, version
        FROM policytrail_versions, json_each(changes_json, '$.fields') AS field`);
    expect((await store.doctor()).checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    database.close();
  });

  it('names at most five of many findings', async () => {
    const { store, database } = await aSoundStore();
    const versions = Array.from({ length: 8 }, (_, index) => `('project-1', '/other-${index}', ${index})`);
    database.exec(`INSERT INTO policytrail_changes VALUES ${versions.join(', ')}`);
    const { checks } = await store.doctor();
    expect(checks.find(({ id }) => id === 'changes_index')?.message).toMatch(/^(`project-1 \d` [^;]*; ){5}and more$/);
    database.close();
  });
});
