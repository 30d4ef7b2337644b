import { aTrail, fillRecords } from '@policytrail/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { presentDrivers } from '../support/drivers.js';
import { columnsOf, openUnguarded, type TrailFile, verifyAfter } from '../support/unguarded-file.js';

const hash = `'${'a'.repeat(64)}'`;
const later = "'2025-10-01T10:00:00.001Z'";

type Edits = Readonly<Record<string, readonly (readonly [row: string, value: string])[]>>;

/** For each column: another value in a row that has one, and a value in a row that has none. `a 2` is row 2 beside `a`. */
const edits: Readonly<Record<string, Edits>> = {
  evaluations: {
    policy_id: [['a', "'other'"]],
    id: [['a', "'z'"]],
    subject_type: [
      ['a', "'run'"],
      ['a', 'NULL'],
      ['b', "'run'"],
    ],
    subject_id: [
      ['a', "'Q-9'"],
      ['a', 'NULL'],
      ['b', "'Q-9'"],
    ],
    subject_version: [
      ['a', "'4'"],
      ['a', 'NULL'],
      ['b', "''"],
    ],
    policy_version: [
      ['a', '2'],
      ['a', '9'],
    ],
    policy_label: [
      ['a', "'v9'"],
      ['a', 'NULL'],
      ['d', "'v9'"],
    ],
    policy_title: [
      ['a', "'Other'"],
      ['a', 'NULL'],
      ['d', "'Other'"],
    ],
    version_request_id: [['a', "'request-2'"]],
    content_hash: [['a', hash]],
    schema_name: [
      ['a', "'other'"],
      ['a', 'NULL'],
      ['b', "'other'"],
    ],
    schema_hash: [
      ['a', `'${'b'.repeat(64)}'`],
      ['a', 'NULL'],
      ['b', hash],
    ],
    engine: [['a', "'policytrail-rules/2'"]],
    status: [
      ['a', "'approved'"],
      ['c', "'approved'"],
    ],
    evaluated_at: [
      ['a', later],
      ['a', "'yesterday'"],
    ],
    evaluated_by: [
      ['a', "'eve'"],
      ['a', 'NULL'],
      ['b', "'eve'"],
    ],
    evaluated_by_kind: [
      ['a', "'user'"],
      ['a', 'NULL'],
      ['b', "'user'"],
    ],
    on_behalf_of: [
      ['a', "'eve'"],
      ['a', 'NULL'],
      ['b', "'eve'"],
    ],
    supersedes: [
      ['d', "'b'"],
      ['d', 'NULL'],
      ['a', "'b'"],
    ],
    trigger_kind: [['a', "'schedule'"]],
    payload_hash: [['a', hash]],
    hash: [
      ['a', hash],
      ['d', hash],
    ],
  },
  payloads: {
    policy_id: [['a', "'other'"]],
    evaluation_id: [['a', "'z'"]],
    salt: [
      ['a', hash],
      ['c', hash],
    ],
    input_json: [
      ['a', "'{}'"],
      ['a', "'{'"],
      ['a', `'{"discountPct": "25.00"}'`],
      ['c', "'{}'"],
    ],
    decision_json: [
      ['a', "'{}'"],
      ['c', "'{}'"],
    ],
  },
  violations: {
    policy_id: [['a 1', "'other'"]],
    evaluation_id: [
      ['a 1', "'b'"],
      ['a 1', "'z'"],
    ],
    position: [
      ['a 1', '3'],
      ['a 2', '7'],
    ],
    rule_id: [
      ['a 1', "'other'"],
      ['c 1', "'cap'"],
    ],
    rule_name: [['a 1', "'Other'"]],
    severity: [['a 1', "'warning'"]],
    effect: [['a 1', "'warn'"]],
    threshold_value: [
      ['a 1', "'20.0'"],
      ['a 1', 'NULL'],
    ],
    actual_value: [['a 1', "'15.00'"]],
    message: [
      ['a 1', "'nothing'"],
      ['c 1', "'back'"],
    ],
    suggested_resolution: [['a 1', 'NULL']],
    required_approval: [['a 1', "'nobody'"]],
  },
  reviews: {
    policy_id: [
      ['a 1', "'other'"],
      ['a 3', "'other'"],
    ],
    evaluation_id: [
      ['a 1', "'c'"],
      ['a 3', "'c'"],
      ['a 3', "'z'"],
    ],
    sequence: [
      ['a 1', '7'],
      ['a 3', '4'],
    ],
    request_id: [['a 1', "'other'"]],
    rule_id: [['a 3', "'margin'"]],
    verdict: [['a 3', "'approved'"]],
    reviewed_as: [
      ['a 1', "'vp'"],
      ['a 2', "'vp'"],
    ],
    reviewed_by: [
      ['a 1', "'eve'"],
      ['a 1', 'NULL'],
      ['a 2', "'eve'"],
    ],
    reviewed_by_kind: [
      ['a 1', "'user'"],
      ['a 2', "'user'"],
    ],
    on_behalf_of: [
      ['a 1', "'eve'"],
      ['a 1', 'NULL'],
      ['a 2', "'eve'"],
    ],
    reason: [
      ['a 1', "'other'"],
      ['a 2', "''"],
    ],
    reviewed_at: [['a 1', later]],
    expires_at: [
      ['a 1', 'NULL'],
      ['a 2', later],
    ],
    up_to: [
      ['a 1', "'99.00'"],
      ['a 2', "'99.00'"],
    ],
    previous_hash: [['a 1', hash]],
    hash: [
      ['a 1', hash],
      ['a 3', hash],
    ],
  },
  erasures: {
    policy_id: [['c', "'other'"]],
    evaluation_id: [
      ['c', "'b'"],
      ['c', "'z'"],
    ],
    erased_at: [['c', later]],
    erased_by: [
      ['c', "'eve'"],
      ['c', 'NULL'],
    ],
    erased_by_kind: [['c', 'NULL']],
    on_behalf_of: [['c', "'eve'"]],
    reason: [
      ['c', "'other'"],
      ['c', 'NULL'],
    ],
    hash: [['c', hash]],
  },
};

/** Names for display are not sealed, by design: a person may be renamed, or forgotten. */
const unsealed: Readonly<Record<string, readonly string[]>> = {
  evaluations: ['evaluated_by_name', 'on_behalf_of_name'],
  payloads: [],
  violations: [],
  reviews: ['reviewed_by_name', 'on_behalf_of_name'],
  erasures: ['erased_by_name', 'on_behalf_of_name'],
};

function rowOf(table: string, row: string): string {
  const [id, number] = row.split(' ');
  const position = table === 'reviews' ? 'sequence' : 'position';
  return `${table === 'evaluations' ? 'id' : 'evaluation_id'} = '${id}'${number === undefined ? '' : ` AND ${position} = ${number}`}`;
}

/** What verify finds after some statements, and which checks of the doctor fail. */
async function foundAfter(file: TrailFile, sql: string): Promise<readonly string[]> {
  const { problems } = await verifyAfter(file, sql);
  const { database, store } = file;
  database.exec(`BEGIN; ${sql}; PRAGMA ignore_check_constraints = OFF`);
  const failed = (await store.doctor()).checks.filter(({ status }) => status === 'failed');
  database.exec('ROLLBACK; PRAGMA ignore_check_constraints = ON');
  const ofSchema = ['triggers', 'foreign_keys'];
  return [
    ...problems.map(({ evaluationId, kind }) => `${evaluationId} ${kind}`),
    ...failed.filter(({ id }) => !ofSchema.includes(id)).map(({ id, message }) => `doctor ${id}: ${message}`),
  ];
}

describe.each(presentDrivers)('records that somebody wrote to, on $name', ({ open }) => {
  let file: TrailFile;
  beforeAll(async () => {
    file = await openUnguarded(open, fillRecords);
  });

  it('are valid before', async () => {
    const report = await verifyAfter(file, '');
    expect(report).toMatchObject({ valid: true, policies: 1, evaluations: 4, reviews: 4, problems: [] });
    expect(await foundAfter(file, '')).toEqual([]);
  });

  it.each(Object.keys(edits))(
    'are found out for every column of %s, by verify or by the doctor, which name it',
    async (table) => {
      const ofTable = edits[table] ?? {};
      const covered = [...Object.keys(ofTable), ...(unsealed[table] ?? [])];
      expect(covered.toSorted()).toEqual(columnsOf(file, table).toSorted());
      for (const [column, rows] of Object.entries(ofTable)) {
        for (const [row, value] of rows) {
          const sql = `UPDATE policytrail_${table} SET ${column} = ${value} WHERE ${rowOf(table, row)}`;
          const found = await foundAfter(file, sql);
          // A review that was moved shows where it went.
          const places = [row[0], value.replaceAll("'", ''), 'doctor'];
          const names = found.some((one) => places.includes(one.split(' ')[0]));
          expect([column, row, value, names], found.join('; ')).toEqual([column, row, value, true]);
        }
      }
    },
  );

  it('are not found out for names of people, which are for display', async () => {
    for (const [table, columns] of Object.entries(unsealed)) {
      for (const column of columns) {
        const owner = column === 'on_behalf_of_name' ? 'on_behalf_of' : column.replace('_name', '');
        const sql = `UPDATE policytrail_${table} SET ${column} = 'Renamed' WHERE ${owner} IS NOT NULL`;
        expect([table, column, await foundAfter(file, sql)]).toEqual([table, column, []]);
      }
    }
  });

  it('are found out where a row was deleted', async () => {
    const without = (table: string, row: string) =>
      foundAfter(file, `DELETE FROM policytrail_${table} WHERE ${rowOf(table, row)}`);
    expect(await without('payloads', 'a')).toEqual(['a payload']);
    expect(await without('violations', 'a 1')).toEqual(
      expect.arrayContaining(['a payload', expect.stringMatching(/^doctor violations/)]),
    );
    expect(await without('violations', 'a 2')).toEqual(['a payload']);
    expect(await without('reviews', 'a 1')).toEqual(expect.arrayContaining(['a review']));
    expect(await without('reviews', 'a 2')).toEqual(['a review']);
    expect(await without('erasures', 'c')).toEqual(expect.arrayContaining(['c payload']));
    expect(await without('evaluations', 'b')).toEqual([expect.stringMatching(/^doctor foreign_key_check/)]);
    expect(await without('evaluations', 'a')).toEqual(expect.arrayContaining(['d missing']));
  });

  it('are found out where rows changed places', async () => {
    const swapped = (table: string, key: string) =>
      foundAfter(
        file,
        `UPDATE policytrail_${table} SET ${key} = 'x' WHERE ${key} = 'a'; UPDATE policytrail_${table} SET ${key} = 'a'
         WHERE ${key} = 'b'; UPDATE policytrail_${table} SET ${key} = 'b' WHERE ${key} = 'x'`,
      );
    expect(await swapped('evaluations', 'id')).toEqual(expect.arrayContaining(['a evaluation', 'b evaluation']));
    expect(await swapped('payloads', 'evaluation_id')).toEqual(['a payload', 'b payload']);
    expect(await swapped('violations', 'evaluation_id')).toEqual(['a payload', 'b payload']);
    expect(await swapped('reviews', 'evaluation_id')).toEqual(expect.arrayContaining(['a review', 'b review']));
    const moved = `UPDATE policytrail_erasures SET evaluation_id = 'd'`;
    expect(await foundAfter(file, moved)).toEqual(expect.arrayContaining(['c payload', 'd erasure']));
  });

  it('are found out where something was put beside them', async () => {
    const copied = (table: string, id: string, change: Readonly<Record<string, string>>) => {
      const columns = columnsOf(file, table);
      const values = columns.map((column) => change[column] ?? column);
      return foundAfter(
        file,
        `INSERT INTO policytrail_${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM policytrail_${table} WHERE ${rowOf(table, id)}`,
      );
    };
    expect(await copied('violations', 'a 1', { position: '3' })).toEqual(['a payload']);
    expect(await copied('violations', 'a 1', { evaluation_id: "'b'" })).toEqual(['b payload']);
    expect(await copied('reviews', 'a 3', { sequence: '4' })).toEqual(['a review']);
    expect(await copied('reviews', 'a 1', { evaluation_id: "'d'" })).toEqual(['d review']);
    expect(await copied('erasures', 'c', { evaluation_id: "'a'" })).toEqual(expect.arrayContaining(['a erasure']));
    expect(await copied('evaluations', 'a', { id: "'e'" })).toEqual(expect.arrayContaining(['e evaluation']));
  });

  // Evaluations are sealed, not chained, and nothing tells how many reviews there were.
  it('are not found out where the last review is gone, or an evaluation that nothing names with all that hangs on it', async () => {
    expect(
      await foundAfter(file, "DELETE FROM policytrail_reviews WHERE evaluation_id = 'a' AND sequence = 3"),
    ).toEqual([]);
    const tables = ['reviews', 'violations', 'payloads'].map(
      (table) => `DELETE FROM policytrail_${table} WHERE evaluation_id = 'b'`,
    );
    expect(
      await foundAfter(file, [...tables, "DELETE FROM policytrail_evaluations WHERE id = 'b'"].join('; ')),
    ).toEqual([]);
  });

  it('leave the others readable', async () => {
    const { database, store } = file;
    database.exec("BEGIN; UPDATE policytrail_payloads SET decision_json = '{' WHERE evaluation_id = 'a'");
    const { evaluations, total } = await store.listEvaluations({ policyId: 'p', limit: 10 });
    expect([evaluations.length, total]).toEqual([4, 4]);
    expect((await aTrail(store).trail.verify('p')).problems).toMatchObject([{ evaluationId: 'a', kind: 'payload' }]);
    database.exec('ROLLBACK');
  });
});
