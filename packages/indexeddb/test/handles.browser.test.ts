import { createPolicyTrail } from '@policytrail/core';
import { readChain, storingNext } from '@policytrail/testing';
import { deleteDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { type Migration, migrations } from '../src/database/migrations.js';
import { openDatabase } from '../src/database/open-database.js';
import { openIndexedDbStore } from '../src/index.js';
import { withFaults } from './support/faults.js';
import { abortingAtCommit, handlesUsedBy, openStubbornly, refusingToOpen } from './support/handles.js';
import { freshName } from './support/names.js';

const newer: readonly Migration[] = [...migrations, { name: 'of a later release', tables: ['later'], indexes: [] }];

function openAsNewer(name: string, onBlocked: () => void = () => undefined, openTimeoutMilliseconds = 5000) {
  const calls = { onBlocked, onDataLoss: () => undefined };
  return openDatabase(name, { migrations: newer, openTimeoutMilliseconds, ...calls }, () => undefined);
}

async function aStore(name = freshName()) {
  const store = await openIndexedDbStore(name);
  await store.append([storingNext('p', 'first')]);
  return { name, store };
}

describe('a handle that is lost', () => {
  it('because it was closed under the store is opened anew, and the append is done', async () => {
    const { store } = await aStore();
    const [handle] = await handlesUsedBy(() => store.readHead('p'));
    handle?.close();
    expect(await store.append([storingNext('p', 'second')])).toMatchObject([{ status: 'appended' }]);
    expect(await readChain(store, 'p')).toHaveLength(2);
  });

  it('because the browser closed it is opened anew with the next call, and only then', async () => {
    const { store } = await aStore();
    const [handle] = await handlesUsedBy(() => store.readHead('p'));
    handle?.dispatchEvent(new Event('close'));
    const used = await handlesUsedBy(async () => [await store.readHead('p'), await store.readHead('p')]);
    expect(used).toHaveLength(1);
    expect(used[0]).not.toBe(handle);
  });

  it('under sixteen appends at once costs none of them', async () => {
    const { store } = await aStore();
    const [handle] = await handlesUsedBy(() => store.readHead('p'));
    handle?.close();
    const writing = Array.from({ length: 16 }, (_, index) => store.append([storingNext('p', `rival-${index}`)]));
    await Promise.all(writing);
    expect(await readChain(store, 'p')).toHaveLength(17);
  });

  it('again and again is said, once the second attempt has failed', async () => {
    const { store } = await aStore();
    const failing = withFaults(
      () => 'before',
      () => store.readHead('p'),
    );
    await expect(failing).rejects.toMatchObject({ code: 'store_unavailable', cause: { name: 'UnknownError' } });
    expect((await store.readHead('p'))?.latest.version).toBe(1);
  });
});

describe('a commit that the browser takes back', () => {
  it('is not acknowledged, but done again', async () => {
    const { store } = await aStore();
    let commits = 0;
    const isFirst = () => ++commits === 1;
    const outcomes = await abortingAtCommit(isFirst, () => store.append([storingNext('p', 'second')]));
    expect([commits, outcomes[0]?.status]).toEqual([2, 'appended']);
    expect(await readChain(store, 'p')).toHaveLength(2);
  });

  it('each time is an outcome that nobody knows, and a retry with the same ids settles it', async () => {
    const { store } = await aStore();
    const write = storingNext('p', 'second');
    await expect(
      abortingAtCommit(
        () => true,
        () => store.append([write]),
      ),
    ).rejects.toMatchObject({ code: 'outcome_unknown' });
    expect(await readChain(store, 'p')).toHaveLength(1);
    expect(await store.append([write])).toMatchObject([{ status: 'appended' }]);
  });
});

describe('a store that is closed while it appends', () => {
  it('acknowledges what it had begun to write', async () => {
    const { name, store } = await aStore();
    const write = storingNext('p', 'second');
    const closing: Promise<void>[] = [];
    const decide: typeof write.decide = (head) => {
      closing.push(store.close());
      return write.decide(head);
    };
    expect(await store.append([{ ...write, decide }])).toMatchObject([{ status: 'appended' }]);
    await Promise.all(closing);
    expect(await readChain(await openIndexedDbStore(name), 'p')).toHaveLength(2);
  });
});

describe('a browser that lets a page store nothing', () => {
  const refusing = <T>(work: () => Promise<T>) => refusingToOpen('SecurityError', work);

  it('is said', async () => {
    await expect(refusing(() => openIndexedDbStore(freshName()))).rejects.toMatchObject({
      code: 'store_unavailable',
      message: 'open failed: the browser does not let this page store anything',
    });
  });

  it('is got over in memory where that was asked for', async () => {
    const store = await refusing(() => openIndexedDbStore(freshName(), { whenUnavailable: 'memory' }));
    expect(await store.doctor()).toMatchObject({ store: 'memory', durable: false });
  });

  it('is not taken for one that fails: what is there must not be hidden', async () => {
    const failing = () => openIndexedDbStore(freshName(), { whenUnavailable: 'memory' });
    await expect(refusingToOpen('UnknownError', failing)).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('restart it'),
    });
  });
});

describe('another tab', () => {
  it('that deletes the database is let through, and the store begins anew', async () => {
    const { name, store } = await aStore();
    const blocked: string[] = [];
    await deleteDB(name, { blocked: () => void blocked.push('blocked') });
    expect(blocked).toEqual([]);
    expect(await store.readHead('p')).toBeUndefined();
    expect(await store.append([storingNext('p', 'again')])).toMatchObject([{ status: 'appended' }]);
  });

  it('of a newer release is let through to upgrade, and the store says that it is out of date', async () => {
    const { name, store } = await aStore();
    const upgraded = await openAsNewer(name);
    await expect(store.readHead('p')).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('newer release'),
    });
    expect(await upgraded.count('versions')).toBe(1);
    upgraded.close();
  });

  it('that does not let go is told of, and not waited for without end', async () => {
    const { name, store } = await aStore();
    await store.close();
    const stubborn = await openStubbornly(name);
    const told: string[] = [];
    await expect(openAsNewer(name, () => void told.push('blocked'), 2000)).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('another tab keeps an older version of it open'),
    });
    expect(told).toEqual(['blocked']);
    stubborn.close();
    // What opened too late was closed again: nothing stands in the way of this.
    await deleteDB(name, { blocked: () => void told.push('blocked') });
    expect(told).toEqual(['blocked']);
  });

  it('hears of a version through its own store, as does another in the same tab, each once', async () => {
    const name = freshName();
    const [one, other] = [await openIndexedDbStore(name), await openIndexedDbStore(name)];
    const [writer, reader] = [createPolicyTrail({ store: one }), createPolicyTrail({ store: other })];
    const heard: string[] = [];
    writer.watch('p', ({ version }) => void heard.push(`own ${version}`));
    const last = new Promise<void>((resolve) => {
      reader.watch('p', ({ version }) => {
        heard.push(`other ${version}`);
        if (version === 3) resolve();
      });
    });
    await writer.save('p', { budgetTokens: 1 });
    await writer.saveMany([2, 3].map((budgetTokens) => ({ policyId: 'p', policy: { budgetTokens } })));
    await writer.save('q', { budgetTokens: 1 });
    await last;
    expect(heard.sort()).toEqual(['other 1', 'other 2', 'other 3', 'own 1', 'own 2', 'own 3']);
  });

  it('may say anything on the channel without harm', async () => {
    const { name, store } = await aStore();
    const heard: unknown[] = [];
    const last = new Promise<void>((resolve) => {
      store.watch('p', (event) => {
        heard.push(event);
        resolve();
      });
    });
    const channel = new BroadcastChannel(`policytrail:${name}`);
    const sound = { type: 'versions', policyId: 'p', version: 2 };
    for (const said of [null, 'versions', [null, 7, { type: 'other' }, { type: 'versions', policyId: 1 }], [sound]]) {
      channel.postMessage(said);
    }
    await last;
    channel.close();
    expect(heard).toEqual([sound]);
  });
});

describe('a database that is not one of Policytrail', () => {
  it('is refused and left as it is', async () => {
    const name = freshName();
    (await openStubbornly(name)).close();
    await expect(openIndexedDbStore(name, { whenUnavailable: 'memory' })).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining("is not one of Policytrail's"),
    });
    const foreign = await openStubbornly(name);
    expect([foreign.version, foreign.objectStoreNames.length]).toEqual([1, 0]);
    foreign.close();
  });
});
