import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { aPin, pinning, storing } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { loadDriver } from '../src/driver/load.js';
import { readSetting } from '../src/driver/settings.js';
import { openSqliteStore, type SqliteDatabase } from '../src/index.js';
import { firstValue, presentDrivers } from './support/drivers.js';
import { freshPath } from './support/files.js';
import { aChain, aVersion } from './support/rows.js';

describe.each(presentDrivers)('opening on $name', ({ name: driver, open }) => {
  it('keeps what it acknowledged when the file is opened again', async () => {
    const path = freshPath();
    const store = await openSqliteStore(path, { driver });
    await store.append([storing(aVersion())]);
    await store.close();
    const again = await openSqliteStore(path, { driver });
    expect(await again.readVersion('project-1', 1)).toEqual(aVersion());
    await again.close();
  });

  it('sets write-ahead log, FULL, foreign keys and a busy timeout, and reads them back', async () => {
    const calls: string[] = [];
    const store = await openSqliteStore(freshPath(), { driver });
    const { durable, checks } = await store.doctor();
    for (const { id, status, message } of checks) calls.push(`${id} ${status} ${message}`);
    expect(durable).toBe(true);
    expect(calls).toContain('journal_mode ok write-ahead log');
    expect(calls).toContain('synchronous ok synchronous = FULL');
    expect(calls).toContain('foreign_keys ok foreign keys are enforced');
    expect(calls).toContain('busy_timeout ok a writer waits 10000 ms for another');
    expect(checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    await store.close();
  });

  it('refuses a database that does not take FULL, instead of trusting that it did', async () => {
    const database = open(freshPath());
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    const deaf: SqliteDatabase = {
      prepare: (sql) => database.prepare(sql),
      exec: (sql) => (sql.includes('synchronous') ? undefined : database.exec(sql)),
      close: () => database.close(),
      isTransaction: false,
    };
    await expect(openSqliteStore(deaf)).rejects.toMatchObject({
      code: 'store_unavailable',
      message: 'the database does not take the setting synchronous = 2, it says 1',
    });
  });

  it('commits to a rollback journal with EXTRA where that is asked for', async () => {
    const path = freshPath();
    const store = await openSqliteStore(path, { driver, journal: 'rollback', busyTimeoutMilliseconds: 1_500 });
    const { durable, checks } = await store.doctor();
    expect(durable).toBe(true);
    expect(checks.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'rollback journal (delete)',
        'synchronous = EXTRA',
        'a writer waits 1500 ms for another',
      ]),
    );
    await store.close();
  });

  it('says that a store in memory is not durable, and nothing else against it', async () => {
    const store = await openSqliteStore(':memory:', { driver });
    const { durable, checks } = await store.doctor();
    expect(durable).toBe(false);
    expect(checks.filter(({ status }) => status !== 'ok')).toMatchObject([{ id: 'storage', status: 'warning' }]);
    await store.close();
  });

  it('names the folder that is not there', async () => {
    const path = join(freshPath(''), 'policies.db');
    await expect(openSqliteStore(path, { driver })).rejects.toMatchObject({
      code: 'store_unavailable',
      message: `\`${path}\` could not be opened: the folder \`${dirname(path)}\` is not there`,
      cause: expect.any(Error),
    });
  });

  it('refuses a folder and a file that is not a database, with the driver’s reason', async () => {
    const folder = freshPath('');
    mkdirSync(folder);
    const text = freshPath('.txt');
    writeFileSync(text, 'not a database, but longer than its header would be. '.repeat(20));
    for (const path of [folder, text]) {
      const opening = openSqliteStore(path, { driver });
      await expect(opening).rejects.toMatchObject({ code: 'store_unavailable', cause: expect.any(Error) });
    }
  });

  it('refuses a read-only database when it is opened, not at the first save', async () => {
    const path = freshPath();
    await (await openSqliteStore(path, { driver })).close();
    const database = open(path);
    database.exec('PRAGMA query_only = ON');
    await expect(openSqliteStore(database)).rejects.toMatchObject({
      code: 'store_unavailable',
      message: 'open failed: the database is read-only',
      cause: expect.any(Error),
    });
    database.close();
  });

  it('leaves a database without its tables as it is, byte for byte, where they are not to be made', async () => {
    const path = freshPath();
    const foreign = open(path);
    foreign.exec('CREATE TABLE notes (text TEXT)');
    foreign.close();
    const before = readFileSync(path);
    await expect(openSqliteStore(path, { driver, missingTables: 'refuse' })).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('no tables that begin with `policytrail_`'),
    });
    expect(readFileSync(path)).toEqual(before);
    await (await openSqliteStore(path, { driver })).close();
    await (await openSqliteStore(path, { driver, missingTables: 'refuse' })).close();
  });

  it('rejects every call after close, which may be repeated', async () => {
    const store = await openSqliteStore(':memory:', { driver });
    await store.close();
    await store.close();
    const subject = { type: 'run', id: 'run-1', version: '' };
    const calls = [
      store.append([]),
      store.readHead('a'),
      store.readSealedHead('a'),
      store.readVersion('a', 1),
      store.readLabelled('a', 'v1'),
      store.readInForce('a', '2025-10-01T00:00:00.000Z'),
      store.readVersions({ policyId: 'a', after: 0, limit: 1 }),
      store.listVersions({ policyId: 'a', limit: 1, order: 'newest' }),
      store.listPolicies({ limit: 1, includeInternal: false }),
      store.listPolicyIds(),
      store.readPin('a', subject),
      store.readPins({ policyId: 'a', limit: 1 }),
      store.doctor(),
      store.backup(freshPath()),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'store_closed' });
    expect(() => store.sync.readHead('a')).toThrow('the store is closed, readHead came too late');
  });
});

describe.each(presentDrivers)('a database that the application opened on $name', ({ name, open }) => {
  it('is left open, with its own settings, but for synchronous', async () => {
    const database = open(freshPath());
    database.exec(
      'PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA busy_timeout = 7',
    );
    const store = await openSqliteStore(database);
    await store.append([storing(aVersion())]);
    expect(readSetting(database, 'journal_mode')).toBe('truncate');
    expect(readSetting(database, 'synchronous')).toBe(2);
    expect(readSetting(database, 'foreign_keys')).toBe(0);
    expect(readSetting(database, 'busy_timeout')).toBe(7);
    expect((await store.doctor()).store).toContain(`sqlite (${name}, SQLite 3.`);
    await store.close();
    expect(firstValue(database, 'SELECT count(*) FROM policytrail_versions')).toBe(1);
    database.close();
  });

  it('is refused inside a transaction', async () => {
    const database = open(':memory:');
    database.exec('BEGIN');
    await expect(openSqliteStore(database)).rejects.toMatchObject({ code: 'invalid_argument' });
    database.close();
  });

  it('is recognised in a transaction also where the driver does not say', async () => {
    const database = open(':memory:');
    const silent: SqliteDatabase = {
      prepare: (sql) => database.prepare(sql),
      exec: (sql) => database.exec(sql),
      close: () => database.close(),
    };
    const store = await openSqliteStore(silent);
    database.exec('BEGIN');
    store.sync.append([storing(aVersion())]);
    database.exec('ROLLBACK');
    expect(await store.readHead('project-1')).toBeUndefined();
    store.sync.append([storing(aVersion())]);
    expect(await store.readHead('project-1')).toMatchObject({ latest: { version: 1 } });
    database.close();
  });

  it('may answer with big integers', async () => {
    const database = open(':memory:');
    const inBigIntegers = ([key, value]: [string, unknown]) => [key, typeof value === 'number' ? BigInt(value) : value];
    const change = (row: object) => Object.fromEntries(Object.entries(row).map(inBigIntegers));
    const answering: SqliteDatabase = {
      prepare(sql) {
        const statement = database.prepare(sql);
        const changed = (row: unknown) => (typeof row === 'object' && row !== null ? change(row) : row);
        return {
          run: (...values) => ({ changes: BigInt(statement.run(...values).changes) }),
          get: (...values) => changed(statement.get(...values)),
          all: (...values) => statement.all(...values).map(changed),
          iterate: (...values) => statement.all(...values).map(changed),
        };
      },
      exec: (sql) => database.exec(sql),
      close: () => database.close(),
    };
    const store = await openSqliteStore(answering);
    const chain = aChain(3, (version) => ({ withdraws: version === 3 ? 2 : null }));
    const [first] = chain;
    if (first === undefined) throw new Error('a chain of three');
    await store.append([...chain.map(storing), pinning(aPin(first))]);
    const query = { policyId: 'project-1', limit: 9, order: 'newest' } as const;
    expect(await store.readVersions({ policyId: 'project-1', after: 0, limit: 9 })).toEqual(chain);
    expect(await store.readSealedHead('project-1')).toEqual({ version: 3, hash: chain[2]?.hash });
    expect(await store.listVersions(query)).toMatchObject({ total: 3 });
    expect(await store.listVersions({ ...query, filter: { author: 'ana' } })).toMatchObject({
      total: 3,
      versions: [{ version: 3 }, {}, {}],
    });
    expect(await store.listPolicies({ limit: 9, includeInternal: true })).toMatchObject({
      total: 1,
      policies: [{ head: 3 }],
    });
    expect(await store.readPins({ policyId: 'project-1', limit: 9 })).toEqual([aPin(first)]);
    expect((await store.doctor()).checks.filter(({ status }) => status === 'failed')).toEqual([]);
    database.close();
  });

  it('is refused where its rows are arrays', async () => {
    const database = open(':memory:');
    const statement = { get: () => ['3.53.2'], all: () => [], run: () => ({ changes: 0 }), iterate: () => [] };
    const arrays: SqliteDatabase = {
      prepare: () => statement,
      exec: (sql) => database.exec(sql),
      close: () => undefined,
    };
    await expect(openSqliteStore(arrays)).rejects.toMatchObject({ code: 'invalid_argument' });
    database.close();
  });

  it('is refused with a write-ahead log that can corrupt the file', async () => {
    const database = open(freshPath());
    database.exec('PRAGMA journal_mode = WAL');
    const old: SqliteDatabase = {
      prepare: (sql) => database.prepare(sql.replace('sqlite_version()', "'3.51.2'")),
      exec: (sql) => database.exec(sql),
      close: () => database.close(),
      isTransaction: false,
    };
    await expect(openSqliteStore(old)).rejects.toThrow(
      'a write-ahead log needs SQLite 3.51.3 or newer, this is 3.51.2',
    );
    await (await openSqliteStore(old, { journal: 'rollback' })).close();
    expect(readSetting(database, 'journal_mode')).toBe('delete');
    database.close();
  });
});

describe('options', () => {
  it.each(['', 'Policy_', '1st_', 'a-b', 'a"b', 'a b', 'x'.repeat(32), 'policytrail_"; DROP TABLE x; --'])(
    'refuse the prefix %j before a file is made or a statement sent',
    async (tablePrefix) => {
      const path = freshPath();
      const untouchable = new Proxy({} as SqliteDatabase, {
        get: () => {
          throw new Error('the database was touched');
        },
      });
      await expect(openSqliteStore(path, { tablePrefix })).rejects.toMatchObject({ code: 'invalid_argument' });
      await expect(openSqliteStore(untouchable, { tablePrefix })).rejects.toMatchObject({ code: 'invalid_argument' });
      expect(existsSync(path)).toBe(false);
    },
  );

  it.each([
    { busyTimeoutMilliseconds: -1 },
    { busyTimeoutMilliseconds: 1.5 },
    { journal: 'memory' as 'wal' },
    { driver: 'sqlite3' as 'better-sqlite3' },
  ])('refuse %j', async (options) => {
    await expect(openSqliteStore(freshPath(), options)).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  it('advise what to install where the driver is missing', async () => {
    await expect(loadDriver('a-driver-nobody-has' as 'node:sqlite')).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('`a-driver-nobody-has` is not there: run `npm install better-sqlite3`'),
      cause: expect.any(Error),
    });
  });

  it('refuse an empty path, which SQLite would take for a database that is thrown away', async () => {
    await expect(openSqliteStore('')).rejects.toMatchObject({ code: 'invalid_argument' });
  });

  it('keep two prefixes in one file apart', async () => {
    const path = freshPath();
    const one = await openSqliteStore(path, { tablePrefix: 'one_' });
    const other = await openSqliteStore(path, { tablePrefix: 'other_' });
    await one.append([storing(aVersion())]);
    expect(await one.listPolicyIds()).toEqual(['project-1']);
    expect(await other.listPolicyIds()).toEqual([]);
    await one.close();
    await other.close();
  });
});
