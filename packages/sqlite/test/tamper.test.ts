import { isPolicytrailError } from '@policytrail/core';
import { aTrail } from '@policytrail/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../src/index.js';
import { presentDrivers } from './support/drivers.js';
import { freshPath } from './support/files.js';
import { columnsOf, fill, named, openUnguarded, type TrailFile, verifyAfter } from './support/unguarded-file.js';

const hash = `'${'a'.repeat(64)}'`;

/** For each column of versions: another value in a row that has one, and a value in a row that has none. */
const versionEdits: Readonly<Record<string, readonly (readonly [row: number, value: string])[]>> = {
  policy_id: [[2, "'other'"]],
  version: [[2, '7']],
  request_id: [[2, "'other'"]],
  created_at: [
    [2, "'2025-10-01T10:00:00.001Z'"],
    [2, "'yesterday'"],
  ],
  created_by: [
    [2, "'eve'"],
    [2, 'NULL'],
    [1, "'eve'"],
  ],
  created_by_kind: [
    [2, "'user'"],
    [2, 'NULL'],
    [3, "'user'"],
  ],
  on_behalf_of: [
    [2, "'eve'"],
    [2, 'NULL'],
    [3, "'eve'"],
  ],
  change_notes: [
    [2, "'edited'"],
    [2, "''"],
    [2, 'NULL'],
    [1, "'edited'"],
  ],
  label: [
    [2, "'v9'"],
    [2, 'NULL'],
    [1, "'v1'"],
  ],
  title: [
    [2, "'edited'"],
    [2, 'NULL'],
    [1, "'edited'"],
  ],
  effective_at: [
    [2, "'2025-12-31T00:00:00.000Z'"],
    [5, "'2025-10-02T10:00:00.001Z'"],
  ],
  withdraws: [
    [3, 'NULL'],
    [3, '1'],
    [4, '1'],
  ],
  origin: [
    [5, `'{"type":"restored","version":3}'`],
    [5, `'{"type":"saved"}'`],
    [5, `'{"type":"restored","version":1,"more":1}'`],
    [1, `'{"type":"merged"}'`],
    [1, "'no JSON'"],
    [1, "'[]'"],
  ],
  schema_name: [
    [1, "'other'"],
    [1, 'NULL'],
  ],
  schema_hash: [
    [1, hash],
    [1, 'NULL'],
  ],
  content_hash: [[2, hash]],
  previous_hash: [
    [2, hash],
    [2, 'NULL'],
    [1, hash],
  ],
  hash: [
    [2, hash],
    [5, hash],
  ],
  changes_json: [
    [2, 'NULL'],
    [2, `'{"total":0,"fields":[],"first":[]}'`],
    [2, "'no JSON'"],
    [1, `'{"total":0,"fields":[],"first":[]}'`],
  ],
  policy_json: [
    [2, `'{"budgetTokens":9}'`],
    [2, `'{"budgetTokens": 2}'`],
    [2, "'{'"],
    [2, "''"],
    [5, `'{"budgetTokens":9}'`],
  ],
};

/** Names for display are not sealed, by design: a person may be renamed, or forgotten. */
const unsealed = ['created_by_name', 'on_behalf_of_name'];

const pinEdits: Readonly<Record<string, readonly string[]>> = {
  policy_id: ["'other'"],
  subject_type: ["'quote'"],
  subject_id: ["'run-9'"],
  subject_version: ["'4'", "''"],
  policy_version: ['2', '9', '0'],
  version_request_id: ["'request-2'"],
  content_hash: [hash],
  pinned_at: ["'2025-10-01T10:00:00.001Z'"],
  pinned_by: ["'eve'", 'NULL'],
  pinned_by_kind: ["'user'", 'NULL'],
  on_behalf_of: ["'eve'", 'NULL'],
  hash: [hash],
};

const headEdits: Readonly<Record<string, readonly string[]>> = {
  policy_id: ["'other'"],
  version: ['4', '6', '0'],
  hash: [hash],
};

describe.each(presentDrivers)('a file that somebody wrote to, on $name', ({ open }) => {
  let file: TrailFile;
  beforeAll(async () => {
    file = await openUnguarded(open);
  });

  const versions = (sql: string) => `UPDATE policytrail_versions SET ${sql}`;
  const problemsAfter = async (sql: string) => named((await verifyAfter(file, sql)).problems);

  it('is valid before', async () => {
    expect(await verifyAfter(file, '')).toMatchObject({ valid: true, policies: 2, versions: 6, pins: 2 });
  });

  it('is found out for every column of a version, which is named', async () => {
    const covered = [...Object.keys(versionEdits), ...unsealed, 'previous_version'];
    expect(covered.toSorted()).toEqual(columnsOf(file, 'versions').toSorted());
    for (const [column, edits] of Object.entries(versionEdits)) {
      for (const [row, value] of edits) {
        const found = await problemsAfter(versions(`${column} = ${value} WHERE policy_id = 'p' AND version = ${row}`));
        expect([column, value, found.some((problem) => problem.startsWith(`p ${row} `))]).toEqual([
          column,
          value,
          true,
        ]);
      }
    }
  });

  it('is found out for every column of a definition, too', async () => {
    for (const column of ['policy_json', 'created_at', 'request_id', 'hash', 'content_hash', 'change_notes']) {
      const found = await problemsAfter(versions(`${column} = ${hash} WHERE policy_id = '~schema/budget'`));
      expect([column, found.some((problem) => problem.startsWith('~schema/budget 1 '))]).toEqual([column, true]);
    }
  });

  it.each(unsealed)('is not found out for `%s`: names for display are not sealed', async (column) => {
    const edit = `${column} = 'Renamed' WHERE policy_id = 'p' AND version = 2`;
    expect(await problemsAfter(versions(edit))).toEqual([]);
    expect(
      await problemsAfter(
        `UPDATE policytrail_pins SET ${column.replace('created', 'pinned')} = 'Renamed' WHERE subject_id = 'run-1'`,
      ),
    ).toEqual([]);
  });

  it('is found out for `previous_version`, by the doctor too', async () => {
    const edit = versions("previous_version = 3 WHERE policy_id = 'p' AND version = 2");
    expect(await problemsAfter(edit)).toContainEqual(expect.stringMatching(/^p 2 unreadable/));
    const { database, store } = file;
    database.exec('PRAGMA ignore_check_constraints = OFF');
    expect(() => database.exec(edit)).toThrow(/CHECK/);
    database.exec(`PRAGMA ignore_check_constraints = ON; BEGIN; ${edit}`);
    const failed = (await store.doctor()).checks.filter(({ status }) => status === 'failed');
    expect(failed.map(({ id }) => id)).toEqual(expect.arrayContaining(['foreign_key_check']));
    database.exec('ROLLBACK');
  });

  it('is found out for every column of a pin, which is named', async () => {
    const covered = [...Object.keys(pinEdits), 'pinned_by_name', 'on_behalf_of_name'];
    expect(covered.toSorted()).toEqual(columnsOf(file, 'pins').toSorted());
    for (const [column, values] of Object.entries(pinEdits)) {
      for (const value of values) {
        const sql = `UPDATE policytrail_pins SET ${column} = ${value} WHERE subject_id = 'run-1'`;
        const { problems } = await verifyAfter(file, sql);
        expect([column, value, problems.map(({ kind }) => kind)]).toEqual([column, value, ['pin']]);
      }
    }
    const { problems } = await verifyAfter(
      file,
      "UPDATE policytrail_pins SET policy_version = 4 WHERE subject_id = 'run-2'",
    );
    expect(problems).toMatchObject([{ policyId: 'p', version: 4, subject: 'run:run-2', kind: 'pin' }]);
  });

  it('is found out for every column of a head', async () => {
    expect(Object.keys(headEdits).toSorted()).toEqual(columnsOf(file, 'heads').toSorted());
    for (const [column, values] of Object.entries(headEdits)) {
      for (const value of values) {
        const found = await problemsAfter(`UPDATE policytrail_heads SET ${column} = ${value} WHERE policy_id = 'p'`);
        expect([column, value, found.some((problem) => /^p \d head$/.test(problem))]).toEqual([column, value, true]);
      }
    }
    expect(await problemsAfter("DELETE FROM policytrail_heads WHERE policy_id = 'p'")).toEqual(['p 5 head']);
  });

  it('is found out where a version was deleted: in the middle, the first, the last, all', async () => {
    const without = (condition: string) =>
      problemsAfter(`DELETE FROM policytrail_versions WHERE policy_id = 'p' AND ${condition}`);
    expect(await without('version = 4')).toEqual(['p 4 missing']);
    expect(await without('version = 1')).toEqual(['p 1 missing', 'p 1 pin', 'p 1 pin']);
    expect(await without('version = 5')).toEqual(['p 5 head']);
    expect(await without('version IN (2, 3)')).toEqual(['p 2 missing']);
    expect(await without('version > 0')).toEqual(['p 5 head', 'p 1 pin', 'p 1 pin']);
  });

  it('is found out where two versions changed places or bodies', async () => {
    const numbers = `${versions("version = 100 WHERE policy_id = 'p' AND version = 2")};
      ${versions("version = 2 WHERE policy_id = 'p' AND version = 4")}; ${versions('version = 4 WHERE version = 100')}`;
    expect(await problemsAfter(numbers)).toEqual(expect.arrayContaining(['p 2 hash', 'p 4 hash']));
    const swap = (
      columns: string,
    ) => `CREATE TEMP TABLE others AS SELECT * FROM policytrail_versions WHERE policy_id = 'p';
      ${versions(`(${columns}) = (SELECT ${columns} FROM others WHERE others.version = 6 - policytrail_versions.version)`)}
      WHERE policy_id = 'p' AND version IN (2, 4)`;
    const bodies = swap('policy_json, changes_json');
    expect(await problemsAfter(bodies)).toEqual(expect.arrayContaining(['p 2 content', 'p 4 content']));
    const whole = swap('policy_json, content_hash, changes_json');
    expect(await problemsAfter(whole)).toEqual(expect.arrayContaining(['p 2 hash', 'p 4 hash']));
  });

  it('is found out by a checkpoint alone where the tail was cut together with its head', async () => {
    const { heads } = await verifyAfter(file, '');
    const cut = `DELETE FROM policytrail_versions WHERE policy_id = 'p' AND version = 5;
      UPDATE policytrail_heads SET version = 4, hash = (SELECT hash FROM policytrail_versions
      WHERE policy_id = 'p' AND version = 4) WHERE policy_id = 'p'`;
    expect(await verifyAfter(file, cut)).toMatchObject({ valid: true, problems: [] });
    expect(named((await verifyAfter(file, cut, heads)).problems)).toEqual(['p 5 checkpoint']);
    const gone = 'DELETE FROM policytrail_versions; DELETE FROM policytrail_pins; DELETE FROM policytrail_heads';
    expect(await verifyAfter(file, gone)).toMatchObject({ valid: true, policies: 1 });
    expect(named((await verifyAfter(file, gone, heads)).problems)).toEqual([
      'p 5 checkpoint',
      '~schema/budget 1 checkpoint',
    ]);
  });

  it('is not found out where a pin is gone: pins are sealed, not chained', async () => {
    expect(await problemsAfter('DELETE FROM policytrail_pins')).toEqual([]);
  });

  it('shows the rest of a list beside a row that cannot be read, which is shown as corrupt', async () => {
    const { database, store } = file;
    database.exec(`BEGIN; ${versions("origin = 'no JSON' WHERE policy_id = 'p' AND version = 2")};
      ${versions("changes_json = '{' WHERE policy_id = 'p' AND version = 3")};
      ${versions("policy_json = '{\"budget' WHERE policy_id = 'p' AND version = 4")}`);
    const { trail } = aTrail(store);
    const { versions: list, total, current } = await trail.history('p');
    expect([total, current, list.map(({ version, corrupt }) => [version, corrupt])]).toEqual([
      5,
      5,
      [
        [5, undefined],
        [4, undefined],
        [3, "changes can't be read"],
        [2, "origin can't be read"],
        [1, undefined],
      ],
    ]);
    for (const version of [2, 3, 4]) {
      const error = await trail.version('p', version).catch((caught: unknown) => caught);
      expect(isPolicytrailError(error, 'trail_corrupt') && error.details).toEqual({ policyId: 'p', version });
    }
    expect((await trail.version('p', 5))?.policy).toEqual({ budgetTokens: 1 });
    const found = named((await trail.verifyAll()).problems);
    expect(found).toEqual(expect.arrayContaining(['p 2 unreadable', 'p 3 unreadable', 'p 4 content']));
    database.exec('ROLLBACK');
  });

  it('is still found out after it was closed and opened again', async () => {
    const path = freshPath();
    const first = open(path);
    await fill(await openSqliteStore(first));
    first.exec(
      `DROP TRIGGER policytrail_versions_no_update; ${versions("created_by = 'eve' WHERE policy_id = 'p' AND version = 3")}`,
    );
    first.close();
    const store = await openSqliteStore(path);
    expect(named((await aTrail(store).trail.verifyAll()).problems)).toEqual(['p 3 hash']);
    await store.close();
  });
});
