import { isPolicytrailError } from '@policytrail/core';
import { aTrail } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { openSqliteStore, type SqliteDatabase, type SqliteStore } from '../src/index.js';
import { connectionHeads } from '../src/write/head-cache.js';
import { presentDrivers } from './support/drivers.js';
import { freshPath } from './support/files.js';
import { aVersion } from './support/rows.js';

const first = presentDrivers[0];
if (first === undefined) throw new Error('no driver');

async function twoTrailsOn(open: (path: string) => SqliteDatabase, opened: (path: string) => Promise<SqliteStore>) {
  const path = freshPath();
  const ours = aTrail(await opened(path), 'ours-');
  const theirs = aTrail(await openSqliteStore(path, { driver: first?.name ?? 'better-sqlite3' }), 'theirs-');
  return { ours: ours.trail, theirs: theirs.trail, database: open(path) };
}

describe.each(presentDrivers)('the heads a connection remembers on $name', ({ name, open }) => {
  it('are forgotten once another connection has saved', async () => {
    const { ours, theirs } = await twoTrailsOn(open, (path) => openSqliteStore(path, { driver: name }));
    await ours.save('project-1', { limit: 1 });
    await theirs.save('project-1', { limit: 2 });
    const third = await ours.save('project-1', { limit: 3 });
    expect(third.version.version).toBe(3);
    expect(await ours.verify('project-1')).toMatchObject({ valid: true, versions: 3 });
  });

  it('are forgotten once another connection has changed a row behind our back', async () => {
    const { ours, database } = await twoTrailsOn(open, (path) => openSqliteStore(path, { driver: name }));
    await ours.save('project-1', { limit: 1 });
    database.exec('DROP TRIGGER policytrail_versions_no_update');
    database.exec(`UPDATE policytrail_versions SET hash = '${'0'.repeat(64)}'`);
    const error = await ours.save('project-1', { limit: 2 }).catch((thrown: unknown) => thrown);
    expect(isPolicytrailError(error, 'trail_corrupt')).toBe(true);
  });

  it('do not outlive a batch that was rolled back', async () => {
    const { ours } = await twoTrailsOn(open, (path) => openSqliteStore(path, { driver: name }));
    await ours.save('project-1', { limit: 1 }, { label: 'v1' });
    const drafts = [
      { policyId: 'project-1', policy: { limit: 2 } },
      { policyId: 'project-1', policy: { limit: 3 }, label: 'v1' },
    ];
    await expect(ours.saveMany(drafts)).rejects.toMatchObject({ code: 'label_taken' });
    expect((await ours.save('project-1', { limit: 4 })).version.version).toBe(2);
  });
});

describe('a cache of heads', () => {
  it('is none on a database of the application, whose rollbacks it would not see', () => {
    const database = first.open(':memory:');
    const cache = connectionHeads({ database, owner: 'host', driver: first.name, names: {} as never });
    cache.refresh();
    cache.keep({ latest: aVersion({ policyId: 'project-1' }), timeline: [] });
    expect(cache.find('project-1')).toBeUndefined();
  });

  it('holds some 4 MB of policies, those written or asked for last', () => {
    const cache = connectionHeads({
      database: first.open(':memory:'),
      owner: 'store',
      driver: first.name,
      names: {} as never,
    });
    cache.refresh();
    const policyJson = `{"text":"${'x'.repeat(1_500_000)}"}`;
    for (const policyId of ['a', 'b', 'c']) cache.keep({ latest: aVersion({ policyId, policyJson }), timeline: [] });
    expect(['a', 'b', 'c'].map((policyId) => cache.find(policyId) !== undefined)).toEqual([false, true, true]);
  });
});
