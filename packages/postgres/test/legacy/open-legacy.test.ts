import { createPolicyTrail, memoryStore } from '@policytrail/core';
import { type LegacyOutcome, migrateLegacy } from '@policytrail/core/legacy';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../../src/index.js';
import { type LegacyPostgresOptions, openLegacyPostgres } from '../../src/legacy.js';
import { admin, dropSchema, freshSchema, runSql, url } from '../support/database.js';

const now = '2026-01-01T00:00:00.000Z';
const schemas: string[] = [];

afterAll(async () => {
  for (const schema of schemas) await dropSchema(schema);
});

/** A schema with these tables; `s.` in the text stands for it. */
async function legacySchema(sql: string): Promise<string> {
  const schema = freshSchema();
  schemas.push(schema);
  await runSql(`CREATE SCHEMA "${schema}"; ${inSchema(sql, schema)}`);
  return schema;
}

function inSchema(sql: string, schema: string): string {
  return sql.replaceAll(/\bs\./g, `"${schema}".`);
}

async function migrate(options: LegacyPostgresOptions, target: string | pg.Pool = url) {
  const store = memoryStore();
  const source = await openLegacyPostgres(target, options);
  const rows: LegacyOutcome[] = [];
  const counts = await migrateLegacy({ store, source, clock: () => now, onRow: (row) => rows.push(row) });
  await source.close();
  return { counts, rows, trail: createPolicyTrail({ store, clock: () => now }) };
}

const hostileSql = `
  CREATE TABLE s.policies (project_id text, policy_json text, updated_at timestamptz);
  INSERT INTO s.policies VALUES
    ('fine', '{"b":2,"a":1.5}', '2025-10-01 12:00:00.123456+02'), (NULL, '{}', NULL), ('', '{}', NULL),
    ('line' || chr(10) || 'end', '{}', NULL), ('~own', '{}', NULL), ('twice', '{"a":1}', NULL), ('twice', '{"a":2}', NULL),
    ('no JSON', '{"a":1', NULL), ('large', '{"a":9007199254740993}', NULL), ('null', NULL, NULL),
    ('surrogate', '{"a":"\\ud800"}', NULL), ('nul', '{"a":"\\u0000"}', NULL), ('array', '[]', NULL),
    ('future', '{}', '2999-01-01Z'), ('endless', '{}', 'infinity'), ('ides', '{}', '0044-03-15 BC'), ('Robert''); DROP TABLE policies;--', '{"a":"'');--"}', NULL);
  CREATE TABLE s.runs (id bigint, project_id text, started_at timestamp);
  INSERT INTO s.runs VALUES
    (9007199254740993, 'fine', '2025-10-01 10:00:00.124'), (2, 'fine', '2025-10-01 10:00:00.123400'), (3, 'no JSON', '2025-12-01'),
    (4, 'fine', '2025-12-01'), (4, 'fine', '2025-12-02'), (5, 'fine', NULL), (NULL, 'fine', '2025-12-01');`;

describe('legacy tables', () => {
  it('are taken or refused row by row, whatever they hold, and stay as they are', async () => {
    const schema = await legacySchema(hostileSql);
    const contents = () =>
      runSql(
        inSchema(
          'SELECT ctid, xmin, * FROM s.policies UNION ALL SELECT ctid, xmin, id::text, project_id, started_at FROM s.runs',
          schema,
        ),
      );
    const before = await contents();
    const { rows, trail } = await migrate({ schema });
    expect(rows.map(({ table, id, status, reason }) => [table, id, status, reason])).toEqual([
      ['policies', 'fine', 'saved', null],
      ['policies', null, 'refused', 'id'],
      ['policies', '', 'refused', 'id'],
      ['policies', 'line\nend', 'refused', 'id'],
      ['policies', '~own', 'refused', 'id'],
      ['policies', 'twice', 'refused', 'duplicate'],
      ['policies', 'twice', 'refused', 'duplicate'],
      ['policies', 'no JSON', 'refused', 'document'],
      ['policies', 'large', 'refused', 'document'],
      ['policies', 'null', 'refused', 'document'],
      ['policies', 'surrogate', 'refused', 'document'],
      ['policies', 'nul', 'refused', 'document'],
      ['policies', 'array', 'refused', 'document'],
      ['policies', 'future', 'refused', 'date'],
      ['policies', 'endless', 'refused', 'date'],
      ['policies', 'ides', 'refused', 'date'],
      ['policies', "Robert'); DROP TABLE policies;--", 'saved', null],
      ['runs', '9007199254740993', 'pinned', null],
      ['runs', '2', 'unpinned', 'before_first_version'],
      ['runs', '3', 'unpinned', 'no_version'],
      ['runs', '4', 'refused', 'duplicate'],
      ['runs', '4', 'refused', 'duplicate'],
      ['runs', '5', 'unpinned', 'date'],
      ['runs', null, 'refused', 'id'],
    ]);
    expect(rows[1]?.row).toBe('ctid (0,2)');
    // Changed at .123456: a run of the same millisecond may have begun before.
    expect(await trail.version('fine', 1)).toMatchObject({
      createdAt: '2025-10-01T10:00:00.124Z',
      policy: { b: 2, a: 1.5 },
    });
    expect(await trail.verifyAll()).toMatchObject({ valid: true, versions: 2, pins: 1 });
    expect(await contents()).toEqual(before);
  });

  it('of other types are read by their text: uuid, jsonb, numbers', async () => {
    const id = '0190a6c4-7a5e-7c3a-9c8e-1f2d3c4b5a69';
    const schema = await legacySchema(`
      CREATE TABLE s.budgets (id uuid PRIMARY KEY, settings jsonb, "updatedAt" bigint);
      INSERT INTO s.budgets VALUES ('${id}', '{"b": 0.10, "a": [1, "é😀"]}', 1759312800123);`);
    const { trail, rows } = await migrate({ schema, policies: { table: 'budgets' } });
    expect(rows).toMatchObject([{ status: 'saved', id }]);
    expect(await trail.version(id, 1)).toMatchObject({
      createdAt: '2025-10-01T10:00:00.123Z',
      policy: { a: [1, 'é😀'], b: 0.1 },
    });
  });

  it.each([
    [
      'a partitioned table',
      'CREATE TABLE s.policies (id text, policy json) PARTITION BY LIST (id); CREATE TABLE s.one PARTITION OF s.policies DEFAULT',
      /one.? ctid \(0,1\)/,
    ],
    ['a view', 'CREATE TABLE s.one (id text, policy json); CREATE VIEW s.policies AS SELECT * FROM s.one', /^row 1$/],
  ])('may be %s', async (_, sql, row) => {
    const schema = await legacySchema(sql);
    await runSql(inSchema(`INSERT INTO s.policies VALUES ('p', '{"a":1}')`, schema));
    const { rows } = await migrate({ schema });
    expect(rows).toMatchObject([{ status: 'saved', id: 'p', row: expect.stringMatching(row) }]);
  });

  it('can not be changed by being read, not even by a view that would', async () => {
    const schema = await legacySchema(`CREATE TABLE s.keep (x int);
      CREATE FUNCTION s.write() RETURNS text LANGUAGE sql VOLATILE AS 'INSERT INTO s.keep VALUES (1) RETURNING ''p''';
      CREATE VIEW s.policies AS SELECT s.write() AS id, '{}' AS policy;`);
    await expect(migrate({ schema })).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('read-only'),
    });
    expect(await runSql(inSchema('SELECT count(*)::int AS n FROM s.keep', schema))).toEqual([{ n: 0 }]);
  });

  it('have any names, which can do nothing', async () => {
    const schema = await legacySchema(`
      CREATE TABLE s.keep (x int); CREATE TABLE s."pol""icies; DROP TABLE keep;--" ("i""d" text, "j'); --" text);
      INSERT INTO s."pol""icies; DROP TABLE keep;--" VALUES ('p', '{"a":1}');`);
    const policies = { table: 'pol"icies; DROP TABLE keep;--', id: 'i"d', document: "j'); --" };
    expect((await migrate({ schema, policies, runs: null })).rows).toMatchObject([{ id: 'p', status: 'saved' }]);
    expect(await runSql(inSchema('SELECT count(*)::int AS n FROM s.keep', schema))).toEqual([{ n: 0 }]);
  });

  it('of more rows than a page are read as they were at one moment, on a pool that stays open and clean', async () => {
    const schema = await legacySchema(`CREATE TABLE s.policies (project_id text, policy_json text);
      INSERT INTO s.policies SELECT 'p' || i, '{"i":' || i || '}' FROM generate_series(1, 1001) AS i;`);
    const pool = new pg.Pool({ connectionString: url, max: 2 });
    const store = await openPostgresStore(pool, { schema });
    const source = await openLegacyPostgres(pool, { schema });
    let isAdded = false;
    const counts = await migrateLegacy({
      store,
      source,
      clock: () => now,
      onRow: () => {
        if (!isAdded) void admin.query(`INSERT INTO "${schema}".policies VALUES ('late', '{}')`);
        isAdded = true;
      },
    });
    await source.close();
    await store.close();
    expect(counts.policies).toMatchObject({ rows: 1001, saved: 1001 });
    const client = await pool.connect();
    expect((await client.query('SHOW transaction_read_only')).rows).toEqual([{ transaction_read_only: 'off' }]);
    expect(client.getTransactionStatus()).toBe('I');
    client.release();
    await pool.end();
  });

  it.each<[string, string, LegacyPostgresOptions, string]>([
    ['a table that is not there', '', {}, 'no table `policies`'],
    [
      'runs that are not there',
      'CREATE TABLE s.policies (id text, policy text)',
      { runs: { table: 'x' } },
      'no table `x`',
    ],
    [
      'a column that is not there',
      'CREATE TABLE s.policies (id text, policy text)',
      { policies: { id: 'x"; --' } },
      'no column',
    ],
    ['a column that can not be guessed', 'CREATE TABLE s.policies (id text, x text)', {}, 'can not be guessed'],
  ])('are refused with %s, by name', async (_, sql, options, message) => {
    const schema = await legacySchema(sql);
    await expect(openLegacyPostgres(url, { schema, ...options })).rejects.toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining(message),
    });
  });

  it('that a role may not read are a missing privilege', async () => {
    const schema = await legacySchema('CREATE TABLE s.policies (id text, policy text)');
    const role = `pt_reader_${process.pid}`;
    await runSql(`CREATE ROLE ${role} NOLOGIN; GRANT USAGE ON SCHEMA "${schema}" TO ${role}`);
    const pool = new pg.Pool({ connectionString: url, max: 1, options: `-c role=${role}` });
    await expect(migrate({ schema }, pool)).rejects.toMatchObject({
      code: 'store_unavailable',
      details: { reason: 'no_privilege' },
    });
    await pool.end();
    await runSql(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });
});
