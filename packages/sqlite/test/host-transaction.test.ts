import { storing, storingNext } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { openSqliteStore, type SqliteDatabase, type SqliteStore } from '../src/index.js';
import { firstValue, presentDrivers } from './support/drivers.js';
import { aVersion } from './support/rows.js';

interface Application {
  readonly database: SqliteDatabase;
  readonly store: SqliteStore;
}

async function anApplication(open: (path: string) => SqliteDatabase): Promise<Application> {
  const database = open(':memory:');
  database.exec('CREATE TABLE orders (id INTEGER PRIMARY KEY)');
  return { database, store: await openSqliteStore(database) };
}

describe.each(presentDrivers)("the application's own transaction on $name", ({ open }) => {
  it('commits versions together with the rows of the application', async () => {
    const { database, store } = await anApplication(open);
    database.exec('BEGIN; INSERT INTO orders VALUES (1)');
    store.sync.append([storing(aVersion())]);
    expect(store.sync.readHead('project-1')).toMatchObject({ latest: { version: 1 } });
    database.exec('COMMIT');
    expect(await store.readVersion('project-1', 1)).toEqual(aVersion());
    expect(firstValue(database, 'SELECT count(*) FROM orders')).toBe(1);
  });

  it('takes versions back together with the rows of the application', async () => {
    const { database, store } = await anApplication(open);
    database.exec('BEGIN; INSERT INTO orders VALUES (1)');
    store.sync.append([storing(aVersion())]);
    database.exec('ROLLBACK');
    expect(await store.listPolicyIds()).toEqual([]);
    expect(firstValue(database, 'SELECT count(*) FROM orders')).toBe(0);
  });

  it('goes on after an append in it failed, without what that append had written', async () => {
    const { database, store } = await anApplication(open);
    database.exec('BEGIN; INSERT INTO orders VALUES (1)');
    store.sync.append([storing(aVersion())]);
    const bad = storing(aVersion({ policyId: 'bad', version: 7, previousHash: 'unknown' }));
    expect(() => store.sync.append([storingNext('project-1', 'request-2'), bad])).toThrow(
      'does not fit what is stored',
    );
    store.sync.append([storingNext('project-1', 'request-3')]);
    database.exec('COMMIT');
    expect(await store.readHead('project-1')).toMatchObject({ latest: { version: 2, requestId: 'request-3' } });
    expect(firstValue(database, 'SELECT count(*) FROM orders')).toBe(1);
  });

  it('is not joined by an append that promises to be durable: that waits, then refuses', async () => {
    const { database, store } = await anApplication(open);
    database.exec('BEGIN');
    const patient = store.append([storing(aVersion())]);
    database.exec('COMMIT');
    expect(await patient).toMatchObject([{ status: 'appended' }]);
    database.exec('BEGIN');
    await expect(store.append([storingNext('project-1', 'request-2')])).rejects.toMatchObject({
      code: 'store_unavailable',
      message: 'the application has a transaction open on this database: end it first, or use `sync` within it',
    });
    database.exec('ROLLBACK');
    expect(await store.readHead('project-1')).toMatchObject({ latest: { version: 1 } });
  });

  it('is opened and closed by the append itself where there is none', async () => {
    const { database, store } = await anApplication(open);
    store.sync.append([storing(aVersion())]);
    expect(database.inTransaction ?? database.isTransaction).toBe(false);
    expect(await store.readPin('project-1', { type: 'run', id: 'run-1', version: '' })).toBeUndefined();
  });
});

describe('node:sqlite, where Node has it', () => {
  it('is one of the drivers that these tests ran on', () => {
    const hasBuiltIn = process.getBuiltinModule('node:sqlite' as 'node:fs') !== undefined;
    expect(presentDrivers.some(({ name }) => name === 'node:sqlite')).toBe(hasBuiltIn);
  });
});
