import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storing, storingNext } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../src/index.js';
import { presentDrivers } from './support/drivers.js';
import { freshPath } from './support/files.js';
import { aChain } from './support/rows.js';

describe.each(presentDrivers)('backup on $name', ({ name: driver, open }) => {
  it('is a whole store, as it was when it was taken, with the store still in use', async () => {
    const store = await openSqliteStore(freshPath(), { driver });
    await store.append(aChain(20).map(storing));
    const path = freshPath();
    await store.backup(path);
    await store.append([storingNext('project-1', 'later')]);
    const copy = await openSqliteStore(path, { driver });
    expect(await copy.readVersions({ policyId: 'project-1', after: 0, limit: 100 })).toEqual(aChain(20));
    expect((await copy.doctor()).checks.filter(({ status }) => status !== 'ok')).toEqual([]);
    await copy.append([storingNext('project-1', 'elsewhere')]);
    await copy.close();
    await store.close();
  });

  it('overwrites nothing', async () => {
    const store = await openSqliteStore(freshPath(), { driver });
    const taken = freshPath();
    writeFileSync(taken, '');
    await expect(store.backup(taken)).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(readFileSync(taken, 'utf8')).toBe('');
    await store.close();
  });

  it('leaves no file behind where it fails', async () => {
    const database = open(freshPath());
    const store = await openSqliteStore(database);
    const path = freshPath();
    // A transaction of the application is in the way, once the new file is there.
    database.exec('BEGIN');
    await expect(store.backup(path)).rejects.toMatchObject({ code: 'store_unavailable', cause: expect.any(Error) });
    expect(existsSync(path)).toBe(false);
    database.exec('ROLLBACK');
    await store.backup(path);
    expect(existsSync(path)).toBe(true);
    database.close();
  });

  it('is refused where there is no folder for it', async () => {
    const store = await openSqliteStore(freshPath(), { driver });
    const nowhere = join(freshPath(''), 'copy.db');
    await expect(store.backup(nowhere)).rejects.toMatchObject({ code: 'store_unavailable', cause: expect.any(Error) });
    await store.close();
  });
});
