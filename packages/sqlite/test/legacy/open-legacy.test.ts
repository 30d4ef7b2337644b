import { existsSync, readFileSync } from 'node:fs';
import { createPolicyTrail, type PolicyTrail } from '@policytrail/core';
import { type LegacyOutcome, migrateLegacy } from '@policytrail/core/legacy';
import { describe, expect, it } from 'vitest';
import type { SqliteDatabase } from '../../src/driver/database.js';
import { openSqliteStore } from '../../src/index.js';
import { type LegacySqliteOptions, openLegacySqlite } from '../../src/legacy.js';
import { presentDrivers } from '../support/drivers.js';
import { freshPath } from '../support/files.js';

const now = '2026-01-01T00:00:00.000Z';

// Whatever SQLite lets into a table: it checks no types, and its text may be any bytes.
const hostileSql = `
  CREATE TABLE policies (project_id, policy_json, updated_at);
  INSERT INTO policies (rowid, project_id, policy_json, updated_at) VALUES
    (-9223372036854775808, 'below zero', '{"a":1}', '2025-10-01 10:00:00'),
    (1, 'fine', '{"b":2,"a":1.5}', '2025-10-01 10:00:00'),
    (2, 42, '{"a":1}', 1759312800),
    (3, 9007199254740993, '{"a":1}', NULL),
    (4, NULL, '{"a":1}', NULL),
    (5, '', '{"a":1}', NULL),
    (6, 'cut' || char(0) || 'off', '{"a":1}', NULL),
    (7, 'nul in the document', '{"a":1}' || char(0), NULL),
    (8, CAST(x'c3' AS TEXT), '{"a":1}', NULL),
    (9, 'bytes', CAST(x'7b2261223a22ff227d' AS TEXT), NULL),
    (10, 'surrogate', CAST(x'7b2261223a22eda080227d' AS TEXT), NULL),
    (11, x'00ff', '{"a":1}', NULL),
    (12, 'binary', x'7b7d', NULL),
    (13, 'twice', '{"a":1}', NULL),
    (14, 'twice', '{"a":2}', NULL),
    (15, 7, '{"a":1}', NULL),
    (16, '7', '{"a":1}', NULL),
    (17, 'no JSON', '{"a":1', NULL),
    (18, 'large', '{"a":9007199254740993}', NULL),
    (19, 'Robert''); DROP TABLE policies;--', '{"a":"'');--"}', NULL),
    (20, 'FINE', '{"a":1}', NULL),
    (21, 'empty', '', NULL),
    (22, 'future', '{"a":1}', '2999-01-01 00:00:00'),
    (9223372036854775807, 'far', '{"a":1}', NULL);
  CREATE TABLE runs (id, project_id, started_at);
  INSERT INTO runs VALUES
    ('known', 'fine', '2025-10-01 10:00:00'), ('early', 'fine', '2025-10-01 09:59:59'), (1, 42, '2025-12-01T00:00:00+02:00'),
    ('lost', 'no JSON', '2025-12-01 00:00:00'), ('d', 'fine', '2025-12-01 00:00:00'), ('d', 'fine', '2025-12-02 00:00:00'),
    ('d', 42, '2025-12-02 00:00:00'), ('undated', 'fine', NULL), (NULL, 'fine', '2025-12-01 00:00:00');`;

const refusals = {
  'rowid 4': 'id',
  'rowid 5': 'id',
  'rowid 6': 'id',
  'rowid 7': 'document',
  'rowid 8': 'id',
  'rowid 9': 'document',
  'rowid 10': 'document',
  'rowid 11': 'id',
  'rowid 12': 'document',
  'rowid 13': 'duplicate',
  'rowid 14': 'duplicate',
  'rowid 15': 'duplicate',
  'rowid 16': 'duplicate',
  'rowid 17': 'document',
  'rowid 18': 'document',
  'rowid 21': 'document',
  'rowid 22': 'date',
};

const saved = [
  'below zero',
  'fine',
  '42',
  '9007199254740993',
  "Robert'); DROP TABLE policies;--",
  'FINE',
  'far',
].sort();

describe.each(presentDrivers)('legacy tables on $name', ({ name: driver, open }) => {
  function legacyFile(sql: string): string {
    const path = freshPath();
    const database = open(path);
    database.exec(sql);
    database.close();
    return path;
  }

  async function migrate(
    from: string | SqliteDatabase,
    options: LegacySqliteOptions = {},
    to: string = freshPath(),
  ): Promise<{ readonly rows: readonly LegacyOutcome[]; readonly trail: PolicyTrail }> {
    const store = await openSqliteStore(to, { driver });
    const source = await openLegacySqlite(from, { driver, ...options });
    const rows: LegacyOutcome[] = [];
    await migrateLegacy({ store, source, clock: () => now, onRow: (row) => rows.push(row) });
    await source.close();
    return { rows, trail: createPolicyTrail({ store, clock: () => now }) };
  }

  it('are taken or refused row by row, whatever they hold, and stay as they are to the byte', async () => {
    const path = legacyFile(hostileSql);
    const before = readFileSync(path);
    const { rows, trail } = await migrate(path);
    const policies = rows.filter(({ table }) => table === 'policies');
    const refused = policies.filter(({ status }) => status === 'refused').map(({ row, reason }) => [row, reason]);
    expect(Object.fromEntries(refused)).toEqual(refusals);
    expect((await trail.policies()).policies.map(({ policyId }) => policyId).sort()).toEqual(saved);
    expect((await trail.version('fine', 1))?.policy).toEqual({ b: 2, a: 1.5 });
    expect((await trail.version('42', 1))?.createdAt).toBe('2025-10-01T10:00:00.000Z');
    const runs = rows.filter(({ table }) => table === 'runs');
    expect(runs.map(({ id, status, reason }) => [id, status, reason])).toEqual([
      ['known', 'pinned', null],
      ['early', 'unpinned', 'before_first_version'],
      ['1', 'pinned', null],
      ['lost', 'unpinned', 'no_version'],
      ['d', 'refused', 'duplicate'],
      ['d', 'refused', 'duplicate'],
      ['d', 'pinned', null],
      ['undated', 'unpinned', 'date'],
      [null, 'refused', 'id'],
    ]);
    expect(await trail.verifyAll()).toMatchObject({ valid: true, versions: saved.length, pins: 3 });
    await trail.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('are read of a database that the application has open, beside the tables of the trail', async () => {
    const database = open(legacyFile(hostileSql));
    const store = await openSqliteStore(database);
    const source = await openLegacySqlite(database);
    const counts = await migrateLegacy({ store, source, clock: () => now });
    await source.close();
    expect(counts.policies).toMatchObject({ saved: saved.length, refused: Object.keys(refusals).length });
    expect(database.prepare('SELECT count(*) AS n FROM policies').get()).toEqual({ n: 24 });
    database.close();
  });

  it('of more rows than a page are all read, once', async () => {
    const path = legacyFile(`CREATE TABLE policies (project_id TEXT PRIMARY KEY, policy_json TEXT);
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)
      INSERT INTO policies SELECT 'p' || i, '{"i":' || i || '}' FROM n;`);
    const { rows, trail } = await migrate(path);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1001);
    expect([rows.length, (await trail.policies()).total]).toEqual([1001, 1001]);
    await trail.close();
  });

  it('have any names, which can do nothing', async () => {
    const path = legacyFile(`CREATE TABLE "pol""icies; DROP TABLE keep;--" ("i""d" TEXT, "rowid" TEXT, "j'); --" TEXT);
      INSERT INTO "pol""icies; DROP TABLE keep;--" VALUES ('p', 'not a row id', '{"a":1}');
      CREATE TABLE keep (x);`);
    const { rows, trail } = await migrate(path, {
      policies: { table: 'pol"icies; DROP TABLE keep;--', id: 'i"d', document: "j'); --" },
      runs: null,
    });
    expect(rows).toMatchObject([{ row: 'rowid 1', id: 'p', status: 'saved' }]);
    expect((await trail.version('p', 1))?.changeNotes).toContain('pol"icies; DROP TABLE keep;--');
    await trail.close();
    const database = open(path);
    expect(database.prepare('SELECT count(*) AS n FROM keep').get()).toEqual({ n: 0 });
    database.close();
  });

  it.each(['UTF-16le', 'UTF-16be'])('are read in %s, too', async (encoding) => {
    const path = legacyFile(`PRAGMA encoding = '${encoding}'; CREATE TABLE policies (project_id, policy_json);
      INSERT INTO policies VALUES ('größe 😀', '{"a":"größe 😀"}'), (5, '{"a":1}');`);
    const { trail } = await migrate(path);
    expect((await trail.version('größe 😀', 1))?.policy).toEqual({ a: 'größe 😀' });
    expect((await trail.version('5', 1))?.policy).toEqual({ a: 1 });
    await trail.close();
  });

  it.each<[string, string, LegacySqliteOptions, string]>([
    ['a table that is not there', 'CREATE TABLE x (a)', {}, 'no table `policies`'],
    ['runs that are not there', 'CREATE TABLE policies (id, policy)', { runs: { table: 'nope' } }, 'no table `nope`'],
    ['a column that is not there', 'CREATE TABLE policies (id, policy)', { policies: { id: 'x"; --' } }, 'no column'],
    ['a column that can not be guessed', 'CREATE TABLE policies (id, x, y)', {}, 'can not be guessed'],
    ['a view', 'CREATE VIEW policies AS SELECT 1 AS id, 2 AS policy', {}, 'row ids'],
    ['no row ids', 'CREATE TABLE policies (id PRIMARY KEY, policy) WITHOUT ROWID', {}, 'row ids'],
  ])('are refused with %s, by name', async (_, sql, options, message) => {
    await expect(openLegacySqlite(legacyFile(sql), { driver, ...options })).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining(message),
    });
  });

  it('that are not there are not made', async () => {
    const path = freshPath();
    await expect(openLegacySqlite(path, { driver })).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(existsSync(path)).toBe(false);
  });
});
