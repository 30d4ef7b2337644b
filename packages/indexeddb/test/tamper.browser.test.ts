import { createPolicyTrail, type PolicyTrail } from '@policytrail/core';
import { anErasure, anEvaluation, erasing, fixedClock, recording, storingNext } from '@policytrail/testing';
import { type IDBPDatabase, openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { openIndexedDbStore } from '../src/index.js';
import { freshName } from './support/names.js';

/** A trail of three versions, and the database behind it as any script of the page can open it. */
async function tampered(tamper: (database: IDBPDatabase) => Promise<unknown>) {
  const name = freshName();
  const store = await openIndexedDbStore(name);
  const trail: PolicyTrail = createPolicyTrail({ store, clock: fixedClock(undefined, 1000) });
  for (const budgetTokens of [1, 2, 3]) await trail.save('p', { budgetTokens });
  const database = await openDB(name);
  await tamper(database);
  database.close();
  return { store, trail };
}

async function edit(database: IDBPDatabase, table: string, key: IDBValidKey, change: object): Promise<void> {
  await database.put(table, { ...(await database.get(table, key)), ...change }, key);
}

describe('what a script of the page changed behind the store', () => {
  const changes: readonly (readonly [string, (database: IDBPDatabase) => Promise<unknown>])[] = [
    ['a note', (database) => edit(database, 'versions', ['p', 2], { changeNotes: 'other' })],
    ['a policy', (database) => edit(database, 'documents', ['p', 2], { policyJson: '{"budgetTokens":9}' })],
    ['a policy that is gone', (database) => database.delete('documents', ['p', 2])],
    ['a version that is gone', (database) => database.delete('versions', ['p', 2])],
    ['the last version, gone', (database) => database.delete('versions', ['p', 3])],
    ['a head', (database) => edit(database, 'heads', ['p'], { version: 2 })],
  ];
  it.each(changes)('is found by verify: %s', async (_, change) => {
    const { trail } = await tampered(change);
    const { valid, problems } = await trail.verify('p');
    expect(valid).toBe(false);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('is nothing where nothing was changed', async () => {
    const { trail } = await tampered(async () => undefined);
    expect(await trail.verify('p')).toMatchObject({ valid: true });
  });

  it('stops the next save where the head has another hash', async () => {
    const { trail } = await tampered((database) => edit(database, 'heads', ['p'], { hash: 'f'.repeat(64) }));
    await expect(trail.save('p', { budgetTokens: 4 })).rejects.toMatchObject({ code: 'trail_corrupt' });
  });

  it('stops the next save where the head and its versions disagree, and the doctor names the policy', async () => {
    const { store, trail } = await tampered((database) => database.delete('versions', ['p', 3]));
    await expect(trail.save('p', { budgetTokens: 4 })).rejects.toMatchObject({ code: 'trail_corrupt' });
    const { checks } = await store.doctor();
    expect(checks.find(({ id }) => id === 'heads')).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('`p`'),
    });
  });
});

describe('a row that stands where the next one belongs', () => {
  it('is never written over: the save is refused and nothing of it kept', async () => {
    const stray = { policyId: 'p', version: 4, policyJson: 'stray' };
    const { store, trail } = await tampered((database) => database.add('documents', stray, ['p', 4]));
    await expect(trail.save('p', { budgetTokens: 4 })).rejects.toMatchObject({ code: 'trail_corrupt' });
    expect((await store.readHead('p'))?.latest.version).toBe(3);
  });
});

describe('the doctor', () => {
  it('finds all well in a sound database, but that the browser may evict it', async () => {
    const { store } = await tampered(async () => undefined);
    const { checks, store: described } = await store.doctor();
    expect(described).toMatch(/^indexeddb \(test-.*, schema 2\)$/);
    expect(checks.filter(({ status }) => status !== 'ok').map(({ id }) => id)).toEqual(['persistence']);
    expect(checks.map(({ id }) => id)).toEqual(['durability', 'persistence', 'quota', 'heads', 'erasure', 'losses']);
  });

  it('says that what was erased may stay in the files of the browser', async () => {
    const store = await openIndexedDbStore(freshName());
    const [outcome] = await store.append([storingNext('p', 'a')]);
    if (outcome?.kind !== 'version' || outcome.status !== 'appended') throw new Error('it was appended');
    const evaluation = anEvaluation(outcome.version);
    await store.append([recording(evaluation), erasing(anErasure(evaluation))]);
    const { checks } = await store.doctor();
    expect(checks.find(({ id }) => id === 'erasure')).toMatchObject({ status: 'warning' });
  });
});
