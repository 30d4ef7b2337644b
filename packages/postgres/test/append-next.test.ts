import { createPolicyTrail, type PolicyStore, type StoredVersion } from '@policytrail/core';
import { chainProblems, readChain, storingNext } from '@policytrail/testing';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { openPostgresStore, type PostgresClient, type PostgresOptions } from '../src/index.js';
import { url } from './support/database.js';
import { anOwnedStore, inSchema } from './support/store.js';

const clients: pg.Client[] = [];

afterAll(async () => {
  for (const client of clients) await client.end();
});

/** A store on one client that notes what is sent, beside another store on the same tables. */
async function aNotedStore({ settings = '', ...options }: PostgresOptions & { readonly settings?: string } = {}) {
  const { schema, store: rival, sql } = await anOwnedStore();
  const client = new pg.Client({ connectionString: url, options: settings });
  await client.connect();
  clients.push(client);
  const sent: string[] = [];
  const noting = new Proxy(client, {
    get(target, name) {
      if (name !== 'query') return bound(target, name);
      return (query: { readonly text: string }) => {
        sent.push(query.text);
        return target.query(query);
      };
    },
  });
  const store = await openPostgresStore(noting as PostgresClient, { ...options, schema });
  sent.length = 0;
  return { schema, store, rival, sql, sent };
}

function bound(target: pg.Client, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? value.bind(target) : value;
}

const save = async (store: PolicyStore, requestId: string): Promise<StoredVersion> => {
  const [outcome] = await store.append([storingNext('p', requestId)]);
  if (outcome?.kind !== 'version' || outcome.status !== 'appended') throw new Error('it was not appended');
  return outcome.version;
};

const isAlone = (text: string): boolean => text.includes('SKIP LOCKED');

describe('a version on a head that the store knows', () => {
  it('is one statement, which is a transaction by itself', async () => {
    const { store, sent } = await aNotedStore();
    await save(store, 'a');
    expect(sent.some(isAlone)).toBe(false);
    sent.length = 0;
    expect(await save(store, 'b')).toMatchObject({ version: 2 });
    expect(await save(store, 'c')).toMatchObject({ version: 3 });
    expect(sent.map(isAlone)).toEqual([true, true]);
    expect(chainProblems(await readChain(store, 'p'))).toEqual([]);
  });

  it('is not stored twice where its request is known: neither the same, nor with other content', async () => {
    const { store, sent } = await aNotedStore();
    const trail = createPolicyTrail({ store });
    await trail.save('p', { budget: 1 });
    sent.length = 0;
    await trail.save('p', { budget: 2 }, { requestId: 'mine' });
    expect(sent.map(isAlone)).toEqual([true]);
    await trail.save('p', { budget: 3 });
    const again = await trail.save('p', { budget: 2 }, { requestId: 'mine', expectedVersion: 1 });
    expect(again).toMatchObject({ status: 'already_saved', version: { version: 2 } });
    await expect(trail.save('p', { budget: 4 }, { requestId: 'mine' })).rejects.toMatchObject({
      code: 'idempotency_mismatch',
    });
    expect(await trail.verify('p')).toMatchObject({ problems: [], versions: 3 });
  });

  it('continues what a rival has stored meanwhile', async () => {
    const { store, rival, sent } = await aNotedStore();
    await save(store, 'a');
    await save(rival, 'b');
    sent.length = 0;
    expect(await save(store, 'c')).toMatchObject({ version: 3 });
    expect(sent.map(isAlone)).toContain(true);
    expect(chainProblems(await readChain(store, 'p'))).toEqual([]);
  });

  it('refuses on the head as it is, not as it was', async () => {
    const { store, rival } = await aNotedStore();
    const [mine, theirs] = [createPolicyTrail({ store }), createPolicyTrail({ store: rival })];
    await mine.save('p', { budget: 1 });
    await theirs.save('p', { budget: 2 });
    expect(await mine.save('p', { budget: 3 }, { expectedVersion: 2 })).toMatchObject({ version: { version: 3 } });
    await theirs.save('p', { budget: 4 });
    await expect(mine.save('p', { budget: 5 }, { expectedVersion: 3 })).rejects.toMatchObject({
      code: 'version_conflict',
      details: { headVersion: 4 },
    });
    expect(await mine.save('p', { budget: 4 })).toMatchObject({ status: 'unchanged', version: { version: 4 } });
  });

  it('waits for a rival who holds the head', async () => {
    const { schema, store } = await aNotedStore();
    await save(store, 'a');
    const rival = new pg.Client({ connectionString: url });
    await rival.connect();
    clients.push(rival);
    await rival.query(inSchema('BEGIN; SELECT * FROM t.heads FOR UPDATE', schema));
    let isStored = false;
    const saving = save(store, 'b').then((version) => {
      isStored = true;
      return version;
    });
    await rival.query('SELECT pg_sleep(0.1)');
    expect(isStored).toBe(false);
    await rival.query('COMMIT');
    expect(await saving).toMatchObject({ version: 2 });
  });

  it('stores nothing by itself where the session does not wait for the disk, but in a transaction that does', async () => {
    const { store, sent } = await aNotedStore({ settings: '-c synchronous_commit=off' });
    await save(store, 'a');
    sent.length = 0;
    await save(store, 'b');
    const alone = sent.findIndex(isAlone);
    expect(sent.slice(alone + 1).some((text) => text.includes('synchronous_commit'))).toBe(true);
    expect(sent.at(-1)).toBe('COMMIT');
  });

  it('says why it does not fit: a label in use, a head row that was changed', async () => {
    const { store, sql } = await aNotedStore();
    await save(store, 'a');
    const labelled = (requestId: string) => storingNext('p', requestId, () => ({ label: 'v1' }));
    await store.append([labelled('b')]);
    await expect(store.append([labelled('c')])).rejects.toMatchObject({ code: 'label_taken', details: { version: 2 } });
    await save(store, 'd');
    await sql("ALTER TABLE t.heads DISABLE TRIGGER ALL; UPDATE t.heads SET hash = 'x'");
    await expect(save(store, 'e')).rejects.toMatchObject({ code: 'trail_corrupt' });
    expect(await readChain(store, 'p')).toHaveLength(3);
  });
});
