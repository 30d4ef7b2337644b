import type { PolicyHead } from '@policytrail/core';
import { aPin, pinning, storing, storingNext } from '@policytrail/testing';
import { describe, expect, it, vi } from 'vitest';
import { openSqliteStore, type SqliteDatabase, type SqliteStore } from '../src/index.js';
import { firstValue, presentDrivers } from './support/drivers.js';
import { freshPath } from './support/files.js';
import { aChain, aVersion } from './support/rows.js';

async function openOn(database: SqliteDatabase): Promise<SqliteStore> {
  database.exec('PRAGMA busy_timeout = 0');
  return openSqliteStore(database);
}

function isOpenTransaction(database: SqliteDatabase): boolean | undefined {
  return database.inTransaction ?? database.isTransaction;
}

describe.each(presentDrivers)('append on $name', ({ open }) => {
  it('answers with what it stored, and returns every member of it', async () => {
    const store = await openOn(open(':memory:'));
    const version = aVersion({
      createdBy: { id: 'bo', name: 'Bo', kind: 'agent', onBehalfOf: { id: 'ana', name: 'Ana' } },
      changeNotes: 'Grundsätze – 方針 🙂',
      label: 'v1.0.0',
      title: '',
      effectiveAt: '2026-01-01T00:00:00.000Z',
      origin: { type: 'template', name: 'strict', contentHash: 'ab' },
      schema: { name: 'budget', contentHash: 'cd' },
      changes: {
        total: 1,
        fields: ['/a/b~1c'],
        first: [{ kind: 'added', path: '/a/b~1c', field: '/a/b~1c', after: [1, null] }],
      },
      policyJson: '{ "kept" : "as it is" }',
    });
    expect(await store.append([storing(version)])).toEqual([{ kind: 'version', status: 'appended', version }]);
    expect(await store.readVersion('project-1', 1)).toEqual(version);
    const pin = aPin(version, {
      pinnedBy: { id: 'bo', onBehalfOf: { id: 'ana' } },
      subject: { type: 'q', id: '1', version: '3' },
    });
    expect(await store.append([pinning(pin)])).toEqual([{ kind: 'pin', status: 'appended', pin }]);
    expect(await store.readPin('project-1', pin.subject)).toEqual(pin);
  });

  it('stores no request twice, also where it is said to be new', async () => {
    const store = await openOn(open(':memory:'));
    const first = aVersion();
    const second = aVersion({ after: first, version: 2 });
    await store.append([storing(first)]);
    const again = { ...storing({ ...second, requestId: first.requestId }), isNewRequest: true };
    await expect(store.append([again])).rejects.toMatchObject({ code: 'trail_corrupt' });
    const twice = [storing(second), { ...storing({ ...second, version: 3 }), isNewRequest: true }];
    await expect(store.append(twice)).rejects.toMatchObject({ code: 'trail_corrupt' });
    expect(await store.readVersions({ policyId: first.policyId, after: 0, limit: 10 })).toEqual([first]);
  });

  it('recognises a known request id and a pinned subject instead of deciding again', async () => {
    const store = await openOn(open(':memory:'));
    const version = aVersion();
    const pin = aPin(version);
    await store.append([storing(version), pinning(pin)]);
    const seen: unknown[] = [];
    const decide = (): never => {
      throw new Error('decided again');
    };
    const outcomes = await store.append([
      { ...storing(version), decide, recognise: (stored: unknown) => void seen.push(stored) },
      { ...pinning(pin), decide, recognise: (stored: unknown) => void seen.push(stored) },
    ]);
    expect(outcomes).toEqual([
      { kind: 'version', status: 'already_stored', version },
      { kind: 'pin', status: 'already_stored', pin },
    ]);
    expect(seen).toEqual([version, pin]);
  });

  it('lets each write of a batch see those before it, also a second time within the batch', async () => {
    const store = await openOn(open(':memory:'));
    const heads: (PolicyHead | undefined)[] = [];
    const [one, two] = aChain(2);
    if (one === undefined || two === undefined) throw new Error('a chain of two');
    const seeing = (version: typeof one) => ({
      ...storing(version),
      decide(head?: PolicyHead) {
        heads.push(head);
        return version;
      },
    });
    const outcomes = await store.append([
      seeing(one),
      seeing(two),
      storing(one),
      pinning(aPin(two)),
      pinning(aPin(two)),
    ]);
    expect(heads).toEqual([undefined, { latest: one, timeline: [one] }]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'appended',
      'appended',
      'already_stored',
      'appended',
      'already_stored',
    ]);
    expect(await store.readSealedHead('project-1')).toEqual({ version: 2, hash: two.hash });
  });

  it('stores nothing for a write that is declined, and answers with the head', async () => {
    const store = await openOn(open(':memory:'));
    const version = aVersion();
    await store.append([storing(version)]);
    const declined = { ...storingNext('project-1', 'request-2'), decide: () => undefined };
    const head = { latest: version, timeline: [version] };
    expect(await store.append([declined])).toEqual([{ kind: 'version', status: 'declined', head }]);
    expect(await store.readSealedHead('project-1')).toMatchObject({ version: 1 });
  });

  it('rolls all back when a callback throws, and passes what it threw through unchanged', async () => {
    const database = open(':memory:');
    const store = await openOn(database);
    const thrown = { not: 'an error of ours' };
    const throwing = () => {
      throw thrown;
    };
    const version = aVersion();
    const known = aVersion({ policyId: 'known' });
    await store.append([storing(known)]);
    for (const last of [
      { ...storing(aVersion({ after: version })), decide: throwing },
      { ...storing(known), recognise: throwing },
    ]) {
      const appending = store.append([storing(version), pinning(aPin(version)), last]);
      await expect(appending).rejects.toBe(thrown);
      expect(isOpenTransaction(database)).toBe(false);
      expect(await store.listPolicyIds()).toEqual(['known']);
    }
  });

  it('refuses a taken label and names the version that has it, also one of the same batch', async () => {
    const database = open(':memory:');
    const store = await openOn(database);
    const chain = aChain(3, () => ({ label: 'v1' }));
    const [one, two, three] = chain;
    if (one === undefined || two === undefined || three === undefined) throw new Error('a chain of three');
    await expect(store.append([storing(one), storing(two)])).rejects.toMatchObject({
      code: 'label_taken',
      details: { policyId: 'project-1', label: 'v1', version: 1 },
      cause: expect.any(Error),
    });
    expect(await store.readHead('project-1')).toBeUndefined();
    database.exec('DROP TRIGGER policytrail_versions_append');
    await store.append([storing(one)]);
    await expect(store.append([storing(two)])).rejects.toMatchObject({ code: 'label_taken', details: { version: 1 } });
    expect(isOpenTransaction(database)).toBe(false);
  });

  it.each([
    ['a gap', aVersion({ version: 2, previousHash: 'unknown' })],
    ['a version of another policy', aVersion({ policyId: 'other' })],
    ['a version of another request', aVersion({ requestId: 'other' })],
  ])('calls %s a corrupt trail and stores nothing', async (_, version) => {
    const database = open(':memory:');
    const store = await openOn(database);
    const write = { ...storing(version), policyId: 'project-1', requestId: `request-${version.version}` };
    await expect(store.append([storing(aVersion({ policyId: 'good' })), write])).rejects.toMatchObject({
      code: 'trail_corrupt',
      details: { version: version.version },
    });
    expect(await store.listPolicyIds()).toEqual([]);
    expect(isOpenTransaction(database)).toBe(false);
  });

  it('calls a pin of a version that is not there a corrupt trail', async () => {
    const store = await openOn(open(':memory:'));
    const pin = aPin(aVersion(), { policyVersion: 9 });
    await expect(store.append([storing(aVersion()), pinning(pin)])).rejects.toMatchObject({
      code: 'trail_corrupt',
      message: 'append failed: the row breaks the trail',
    });
    expect(await store.listPolicyIds()).toEqual([]);
  });

  it('refuses to continue a policy whose newest versions were cut off', async () => {
    const database = open(':memory:');
    const store = await openOn(database);
    await store.append(aChain(3).map(storing));
    database.exec('PRAGMA foreign_keys = OFF; DROP TRIGGER policytrail_versions_no_delete');
    database.exec('DELETE FROM policytrail_versions WHERE version = 3');
    await expect(store.append([storingNext('project-1', 'late')])).rejects.toMatchObject({
      code: 'trail_corrupt',
      message: 'the head row of `project-1` does not say version 2, which is its newest',
    });
    database.exec('DELETE FROM policytrail_versions');
    await expect(store.append([storingNext('project-1', 'late')])).rejects.toMatchObject({ code: 'trail_corrupt' });
  });

  it('refuses to be called by its own callbacks', async () => {
    const store = await openOn(open(':memory:'));
    const nested = () => {
      store.sync.append([]);
      return aVersion();
    };
    await expect(store.append([{ ...storing(aVersion()), decide: nested }])).rejects.toMatchObject({
      code: 'invalid_argument',
    });
    expect(await store.append([storing(aVersion())])).toMatchObject([{ status: 'appended' }]);
  });

  it('says that the disk is full, keeps nothing of the batch, and goes on when there is room again', async () => {
    const database = open(freshPath());
    const store = await openOn(database);
    await store.append([storing(aVersion())]);
    const pages = Number(firstValue(database, 'PRAGMA page_count'));
    database.exec(`PRAGMA max_page_count = ${pages + 8}`);
    const batch = aChain(40, () => ({ policyId: 'large', policyJson: JSON.stringify('x'.repeat(2_000)) })).map(storing);
    await expect(store.append(batch)).rejects.toMatchObject({ code: 'storage_full', cause: expect.any(Error) });
    expect(isOpenTransaction(database)).toBe(false);
    expect(await store.listPolicyIds()).toEqual(['project-1']);
    expect(await store.readVersion('project-1', 1)).toEqual(aVersion());
    database.exec('PRAGMA max_page_count = 1000000');
    expect(await store.append(batch)).toHaveLength(40);
    expect((await store.doctor()).checks.filter(({ status }) => status === 'failed')).toEqual([]);
    database.close();
  });

  it('holds the lock before it reads the head: nobody can write between the two', async () => {
    const path = freshPath();
    const store = await openOn(open(path));
    const other = open(path);
    other.exec('PRAGMA busy_timeout = 0');
    const rival = vi.fn(() => other.exec('BEGIN IMMEDIATE'));
    const decide = () => {
      expect(rival).toThrow(/locked/);
      return aVersion();
    };
    expect(await store.append([{ ...storing(aVersion()), decide }])).toMatchObject([{ status: 'appended' }]);
    expect(rival).toHaveBeenCalledTimes(1);
    other.close();
  });

  it('tries again while another connection writes, and says so when that does not end', async () => {
    const path = freshPath();
    const store = await openOn(open(path));
    const other = open(path);
    other.exec('BEGIN IMMEDIATE');
    const patient = store.append([storing(aVersion())]);
    other.exec('ROLLBACK');
    expect(await patient).toMatchObject([{ status: 'appended' }]);
    other.exec('BEGIN IMMEDIATE');
    const second = storingNext('project-1', 'request-2');
    expect(() => store.sync.append([second])).toThrow('append failed: the database is locked by another connection');
    await expect(store.append([second])).rejects.toMatchObject({ code: 'store_unavailable', cause: expect.any(Error) });
    expect(await store.readHead('project-1')).toMatchObject({ latest: { version: 1 } });
    other.close();
  });
});
