import { EventEmitter } from 'node:events';
import { createServer } from 'node:net';
import { storingNext } from '@policytrail/testing';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { migrate, migrationSql, openPostgresStore, type PostgresPool } from '../src/index.js';
import { schemaVersion } from '../src/schema/migrations.js';
import { admin, dropSchema, freshSchema, runSql, url } from './support/database.js';
import { anOwnedStore, inSchema } from './support/store.js';

describe('opening', () => {
  it('takes a Pool and a Client of pg, by their structure', async () => {
    const { schema } = await anOwnedStore();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    for (const target of [admin, client]) {
      const store = await openPostgresStore(target, { schema });
      await store.append([storingNext('p', `request-${target === client}`)]);
      await store.close();
    }
    expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await client.end();
  });

  it.each(['', 'A', '1a', 'a-b', 'a"b', 'a;b', 'ä', `a${'b'.repeat(31)}`, 'a b'])(
    'refuses `%s` as schema and as prefix before anything is sent',
    async (name) => {
      const untouched: PostgresPool = {
        totalCount: 0,
        connect: (callback) => callback(new Error('something was sent'), undefined),
      };
      for (const place of [{ schema: name }, { tablePrefix: name }]) {
        await expect(openPostgresStore(untouched, place)).rejects.toMatchObject({ code: 'invalid_argument' });
        expect(() => migrationSql(place)).toThrow(expect.objectContaining({ code: 'invalid_argument' }));
      }
    },
  );

  it('says that a server does not answer', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    await expect(openPostgresStore(`postgres://nobody@127.0.0.1:${port}/none`)).rejects.toMatchObject({
      code: 'store_unavailable',
    });
  });

  it('hears a server that goes down right behind its welcome, which would end the process', async () => {
    const pool: PostgresPool = {
      totalCount: 1,
      connect(callback) {
        const gone = Object.assign(new Error('terminating connection'), { code: '57P01' });
        const client = Object.assign(new EventEmitter(), {
          query: () => Promise.reject(gone),
          release: () => undefined,
        });
        callback(undefined, client);
        client.emit('error', gone);
      },
    };
    await expect(openPostgresStore(pool)).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  it('leaves a database without tables as it is where it is told to', async () => {
    const schema = freshSchema();
    await expect(openPostgresStore(admin, { schema, missingTables: 'refuse' })).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('run `migrate`'),
    });
    expect(await runSql('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])).toEqual([]);
  });

  it('refuses a client that has a transaction open, and leaves that transaction open', async () => {
    const { schema } = await anOwnedStore();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const store = await openPostgresStore(client, { schema });
    await client.query('BEGIN');
    await expect(store.append([storingNext('p', 'a')])).rejects.toMatchObject({ code: 'store_unavailable' });
    expect(client.getTransactionStatus()).toBe('T');
    await expect(openPostgresStore(client, { schema })).rejects.toMatchObject({ code: 'invalid_argument' });
    await client.end();
  });
});

describe('migrating', () => {
  it('is done once where several begin at once', async () => {
    const schema = freshSchema();
    expect(await Promise.all([1, 2, 3, 4].map(() => migrate(url, { schema })))).toEqual(Array(4).fill(schemaVersion));
    const rows = await runSql(inSchema('SELECT id FROM t.migrations ORDER BY id', schema));
    expect(rows.map(({ id }) => id)).toEqual([0, 1, 2, 3]);
    await dropSchema(schema);
  });

  it('fails for none of ten that begin at once, whichever is first to make what', async () => {
    const failures: unknown[] = [];
    for (let round = 0; round < 40; round += 1) {
      const schema = freshSchema();
      const ends = await Promise.allSettled(Array.from({ length: 10 }, () => migrate(url, { schema })));
      failures.push(...ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : [])));
      await dropSchema(schema);
    }
    expect(failures).toEqual([]);
  });

  it('goes on where it was interrupted', async () => {
    const schema = freshSchema();
    const [first] = migrationSql({ schema }).split(/(?<=COMMIT;\n)/);
    await runSql(first ?? '');
    expect(await runSql(inSchema('SELECT max(id) AS id FROM t.migrations', schema))).toEqual([{ id: 1 }]);
    const store = await openPostgresStore(admin, { schema });
    const { checks } = await store.doctor();
    expect(checks.filter(({ status }) => status === 'failed')).toEqual([]);
    await dropSchema(schema);
  });

  it('does by its SQL what it does by itself', async () => {
    const schema = freshSchema();
    await runSql(migrationSql({ schema }));
    const store = await openPostgresStore(admin, { schema, missingTables: 'refuse' });
    const { checks } = await store.doctor();
    expect(checks.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(migrationSql({ schema, from: schemaVersion })).toBe('');
    await dropSchema(schema);
  });

  it('refuses tables of a newer release', async () => {
    const { schema, sql } = await anOwnedStore();
    await sql("INSERT INTO t.migrations VALUES (9, 'later', '')");
    await expect(openPostgresStore(admin, { schema })).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('newer release'),
    });
  });
});
