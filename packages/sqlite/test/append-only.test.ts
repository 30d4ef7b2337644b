import { aPin, pinning, storing } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { openSqliteStore, type SqliteDatabase } from '../src/index.js';
import { tryTo } from './support/attack.js';
import { presentDrivers } from './support/drivers.js';
import { aChain } from './support/rows.js';

/** An insert of a version that would fit behind version 3, but for what is given. */
function insert(how: string, given: Readonly<Record<string, string>> = {}, tail = ''): string {
  const row: Record<string, string> = {
    policy_id: "'project-1'",
    version: '4',
    request_id: "'request-4'",
    previous_version: '3',
    created_at: "'2025-10-02T00:00:00.000Z'",
    effective_at: "'2025-10-02T00:00:00.000Z'",
    origin: `'{"type":"saved"}'`,
    content_hash: "'c4'",
    previous_hash: "(SELECT hash FROM policytrail_versions WHERE policy_id = 'project-1' AND version = 3)",
    hash: "'h4'",
    label: 'NULL',
    withdraws: 'NULL',
    policy_json: "'{}'",
    ...given,
  };
  return `${how} INTO policytrail_versions (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')}) ${tail}`;
}

const second = {
  version: '2',
  previous_version: '1',
  previous_hash: '(SELECT hash FROM policytrail_versions WHERE version = 1)',
};
const third = {
  version: '3',
  previous_version: '2',
  previous_hash: '(SELECT hash FROM policytrail_versions WHERE version = 2)',
};
const attacks: readonly (readonly [string, string])[] = [
  ['UPDATE', "UPDATE policytrail_versions SET policy_json = '{}' WHERE version = 2"],
  ['UPDATE OR REPLACE', 'UPDATE OR REPLACE policytrail_versions SET version = 2 WHERE version = 3'],
  ['DELETE', 'DELETE FROM policytrail_versions WHERE version = 3'],
  ['DELETE of all', 'DELETE FROM policytrail_versions'],
  ['REPLACE of a version', insert('REPLACE', second)],
  ['REPLACE of the newest version', insert('REPLACE', third)],
  ['REPLACE by a taken request id', insert('REPLACE', { request_id: "'request-2'" })],
  ['REPLACE by a taken label', insert('REPLACE', { label: "'v2'" })],
  ['REPLACE by a taken withdrawal', insert('REPLACE', { withdraws: '2' })],
  ['REPLACE by a taken rowid', insert('REPLACE', { rowid: '2' })],
  ['INSERT OR IGNORE of a version', insert('INSERT OR IGNORE', second)],
  ['INSERT OR IGNORE of a taken label', insert('INSERT OR IGNORE', { label: "'v2'" })],
  ['an upsert', insert('INSERT', second, "ON CONFLICT DO UPDATE SET policy_json = 'rewritten'")],
  ['an upsert that does nothing', insert('INSERT', second, 'ON CONFLICT DO NOTHING')],
  ['a gap', insert('INSERT', { version: '5', previous_version: '4', previous_hash: "'h4'" })],
  ['version 0', insert('INSERT', { version: '0', previous_version: 'NULL', previous_hash: 'NULL' })],
  ['a second version 1', insert('INSERT', { version: '1', previous_version: 'NULL', previous_hash: 'NULL' })],
  ['a wrong previous hash', insert('INSERT', { previous_hash: "'forged'" })],
  ['no previous hash', insert('INSERT', { previous_hash: 'NULL' })],
  ['a wrong previous version', insert('INSERT', { previous_version: '2' })],
  ['a rowid below 1', insert('INSERT', { rowid: '-1' })],
  ['a version as text', insert('INSERT', { version: "'four'" })],
  ['an unknown first version', insert('INSERT', { policy_id: "'new'", version: '2', previous_version: '1' })],
  ['UPDATE of a pin', 'UPDATE policytrail_pins SET policy_version = 1'],
  ['DELETE of a pin', 'DELETE FROM policytrail_pins'],
  ['REPLACE of a pin', pin('REPLACE', "'run-1'", '1')],
  ['INSERT OR IGNORE of a pin', pin('INSERT OR IGNORE', "'run-1'", '1')],
  ['a pin of no version', pin('INSERT', "'run-2'", '9')],
  [
    'a head moved back',
    'UPDATE policytrail_heads SET version = 2, hash = (SELECT hash FROM policytrail_versions WHERE version = 2)',
  ],
  ['a head with another hash', "UPDATE policytrail_heads SET hash = 'forged'"],
  ['a head ahead of the versions', "UPDATE policytrail_heads SET version = 4, hash = 'h4'"],
  ['a head given away', "UPDATE policytrail_heads SET policy_id = 'other'"],
  ['a head deleted', 'DELETE FROM policytrail_heads'],
  ['a head replaced', "REPLACE INTO policytrail_heads VALUES ('project-1', 2, 'h2')"],
  ['a head of no version', "INSERT INTO policytrail_heads VALUES ('other', 1, 'h1')"],
];

function pin(how: string, subjectId: string, version: string): string {
  return `${how} INTO policytrail_pins (policy_id, subject_type, subject_id, policy_version, version_request_id, content_hash, pinned_at, hash)
    VALUES ('project-1', 'run', ${subjectId}, ${version}, 'r', 'c', '2025-10-02T00:00:00.000Z', 'h')`;
}

async function threeVersions(database: SqliteDatabase): Promise<void> {
  const chain = aChain(3, (version) => ({ label: `v${version}`, withdraws: version === 3 ? 2 : null }));
  const store = await openSqliteStore(database);
  await store.append([...chain.map(storing), ...chain.slice(1, 2).map((version) => pinning(aPin(version)))]);
}

function contentsOf(database: SqliteDatabase): string {
  const tables = ['versions', 'heads', 'pins'].map((table) =>
    database.prepare(`SELECT * FROM policytrail_${table}`).all(),
  );
  return JSON.stringify(tables);
}

describe.each(presentDrivers)('history on $name', ({ open }) => {
  describe.each(['ON', 'OFF'])('with foreign keys %s', (foreignKeys) => {
    it.each(attacks)('refuses %s', async (_, attack) => {
      const database = open(':memory:');
      await threeVersions(database);
      database.exec(`PRAGMA foreign_keys = ${foreignKeys}`);
      const before = contentsOf(database);
      expect(tryTo(database, attack)).toBe('refused');
      expect(contentsOf(database)).toBe(before);
      database.close();
    });
  });

  it('takes the version that does continue the chain: the attacks fail for what they change', async () => {
    const database = open(':memory:');
    await threeVersions(database);
    expect(tryTo(database, insert('INSERT'))).toBe('done');
    expect(tryTo(database, pin('INSERT', "'run-2'", '3'))).toBe('done');
    database.close();
  });

  // The broken twin: UPDATE and DELETE triggers alone let REPLACE rewrite history without a word.
  it('would be rewritten by REPLACE without the insert trigger, also with foreign keys on', async () => {
    const database = open(':memory:');
    await threeVersions(database);
    database.exec('PRAGMA foreign_keys = ON; DROP TRIGGER policytrail_versions_append');
    const before = contentsOf(database);
    expect(tryTo(database, insert('REPLACE', third))).toBe('done');
    expect(contentsOf(database)).not.toBe(before);
    database.close();
  });
});
