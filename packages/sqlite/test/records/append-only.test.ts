import { fillRecords } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { openSqliteStore, type SqliteDatabase } from '../../src/index.js';
import { tryTo } from '../support/attack.js';
import { presentDrivers } from '../support/drivers.js';

const tables = ['evaluations', 'payloads', 'violations', 'reviews', 'erasures'];

/** Puts a copy of a row, with some columns changed. */
function copy(how: string, table: string, row: string, change: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({ how, table, row, change });
}

const texts: Readonly<Record<string, readonly string[]>> = {
  payloads: ['salt', 'input_json', 'decision_json'],
  violations: [
    'rule_id',
    'rule_name',
    'severity',
    'effect',
    'threshold_value',
    'actual_value',
    'message',
    'suggested_resolution',
    'required_approval',
  ],
};

const attacks: readonly (readonly [string, string])[] = [
  ...tables.flatMap((table): [string, string][] => [
    [`DELETE of ${table}`, `DELETE FROM policytrail_${table} WHERE policy_id = 'p'`],
    [`REPLACE in ${table}`, copy('REPLACE', table, 'policy_id IS NOT NULL')],
    [`INSERT OR IGNORE in ${table}`, copy('INSERT OR IGNORE', table, 'policy_id IS NOT NULL')],
    [`UPDATE OR REPLACE of the key in ${table}`, `UPDATE OR REPLACE policytrail_${table} SET policy_id = 'q'`],
  ]),
  ...['evaluations', 'payloads', 'violations'].map((table): [string, string] => [
    `REPLACE by a taken rowid in ${table}`,
    copy('REPLACE', table, 'rowid = 1', { rowid: '2', policy_id: "'q'" }),
  ]),
  ['UPDATE of a status', "UPDATE policytrail_evaluations SET status = 'approved'"],
  ['UPDATE of an input', "UPDATE policytrail_payloads SET input_json = '{}' WHERE evaluation_id = 'a'"],
  ['UPDATE of an input to nothing', blanking('payloads', 'a')],
  ['UPDATE of violations to nothing', blanking('violations', 'a')],
  ['UPDATE of an erased input', "UPDATE policytrail_payloads SET input_json = '{}' WHERE evaluation_id = 'c'"],
  ['moving an erased row', blanking('payloads', 'c', 'rowid = 1').replace('UPDATE', 'UPDATE OR REPLACE')],
  ['UPDATE of a verdict', "UPDATE policytrail_reviews SET verdict = 'approved' WHERE sequence = 3"],
  ['UPDATE of an erasure', "UPDATE policytrail_erasures SET reason = 'other'"],
  [
    'an evaluation by a version that is not there',
    copy('INSERT', 'evaluations', "id = 'a'", { id: "'e'", policy_version: '9' }),
  ],
  ['an evaluation of a policy that is not there', copy('INSERT', 'evaluations', "id = 'a'", { policy_id: "'q'" })],
  ['a payload of no evaluation', copy('INSERT', 'payloads', "evaluation_id = 'a'", { evaluation_id: "'z'" })],
  ['a payload where one was erased', copy('REPLACE', 'payloads', "evaluation_id = 'a'", { evaluation_id: "'c'" })],
  [
    'a violation of no evaluation',
    copy('INSERT', 'violations', "evaluation_id = 'a' AND position = 1", { evaluation_id: "'z'" }),
  ],
  ['a violation more', copy('INSERT', 'violations', "evaluation_id = 'a' AND position = 1", { position: '3' })],
  [
    'a violation where they were erased',
    copy('INSERT', 'violations', "evaluation_id = 'a' AND position = 1", { evaluation_id: "'c'", position: '2' }),
  ],
  ['a review of no evaluation', copy('INSERT', 'reviews', "evaluation_id = 'b'", { evaluation_id: "'z'" })],
  [
    'a review that leaves a gap',
    copy('INSERT', 'reviews', "evaluation_id = 'a' AND sequence = 3", { sequence: '5', previous_hash: 'hash' }),
  ],
  ['a review that forks', copy('INSERT', 'reviews', "evaluation_id = 'a' AND sequence = 3", { sequence: '4' })],
  ['a review 0', copy('INSERT', 'reviews', "evaluation_id = 'b'", { sequence: '0' })],
  ['an erasure of no evaluation', copy('INSERT', 'erasures', "evaluation_id = 'c'", { evaluation_id: "'z'" })],
  ['a subject in part', copy('INSERT', 'evaluations', "id = 'a'", { id: "'e'", subject_id: 'NULL' })],
  ['an author in part', copy('INSERT', 'evaluations', "id = 'a'", { id: "'e'", evaluated_by: 'NULL' })],
];

/** Puts a space in the place of each text, as an erasure does; and what else is given. */
function blanking(table: string, id: string, ...more: readonly string[]): string {
  const blanks = (texts[table] ?? []).map((text) => `${text} = ' '`);
  return `UPDATE policytrail_${table} SET ${[...blanks, ...more].join(', ')} WHERE evaluation_id = '${id}'`;
}

function sqlOf(database: SqliteDatabase, attack: string): string {
  if (!attack.startsWith('{')) return attack;
  const { how, table, row, change } = JSON.parse(attack) as {
    how: string;
    table: string;
    row: string;
    change: Record<string, string>;
  };
  const info = database.prepare(`PRAGMA table_info(policytrail_${table})`).all() as { readonly name: string }[];
  const columns = [...('rowid' in change ? ['rowid'] : []), ...info.map(({ name }) => name)];
  const values = columns.map((column) => change[column] ?? column);
  return `${how} INTO policytrail_${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM policytrail_${table} WHERE ${row}`;
}

function contentsOf(database: SqliteDatabase): string {
  return JSON.stringify(
    tables.map((table) => database.prepare(`SELECT * FROM policytrail_${table} ORDER BY 1, 2, 3`).all()),
  );
}

async function records(open: (path: string) => SqliteDatabase): Promise<SqliteDatabase> {
  const database = open(':memory:');
  await fillRecords(await openSqliteStore(database));
  return database;
}

describe.each(presentDrivers)('records on $name', ({ open }) => {
  describe.each(['ON', 'OFF'])('with foreign keys %s', (foreignKeys) => {
    it.each(attacks)('refuse %s', async (_, attack) => {
      const database = await records(open);
      database.exec(`PRAGMA foreign_keys = ${foreignKeys}`);
      const before = contentsOf(database);
      expect(tryTo(database, sqlOf(database, attack))).toBe('refused');
      expect(contentsOf(database)).toBe(before);
      database.close();
    });
  });

  it('take what does fit: the attacks fail for what they change', async () => {
    const database = await records(open);
    const fitting = [
      copy('INSERT', 'evaluations', "id = 'a'", { id: "'e'" }),
      copy('INSERT', 'violations', "evaluation_id = 'a' AND position = 1", { evaluation_id: "'e'" }),
      copy('INSERT', 'payloads', "evaluation_id = 'a'", { evaluation_id: "'e'" }),
      copy('INSERT', 'reviews', "evaluation_id = 'a' AND sequence = 3", { sequence: '4', previous_hash: 'hash' }),
      copy('INSERT', 'erasures', "evaluation_id = 'c'", { evaluation_id: "'e'" }),
      blanking('payloads', 'e'),
      blanking('violations', 'e'),
      "DELETE FROM policytrail_payloads WHERE evaluation_id = 'e'",
      "DELETE FROM policytrail_violations WHERE evaluation_id = 'e'",
    ];
    expect(fitting.map((sql) => [sql, tryTo(database, sqlOf(database, sql))])).toEqual(
      fitting.map((sql) => [sql, 'done']),
    );
    database.close();
  });

  // The broken twin: UPDATE and DELETE triggers alone let REPLACE rewrite a record without a word.
  it('would be rewritten by REPLACE without the insert triggers, also with foreign keys on', async () => {
    const database = await records(open);
    database.exec('PRAGMA foreign_keys = ON; DROP TRIGGER policytrail_reviews_append');
    const forged = copy('REPLACE', 'reviews', "evaluation_id = 'a' AND sequence = 3", { verdict: "'approved'" });
    expect(tryTo(database, sqlOf(database, forged))).toBe('done');
    database.exec('DROP TRIGGER policytrail_payloads_append');
    const other = copy('REPLACE', 'payloads', "evaluation_id = 'a'", { input_json: "'{}'" });
    expect(tryTo(database, sqlOf(database, other))).toBe('done');
    database.close();
  });
});
