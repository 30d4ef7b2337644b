import { createPolicyTrail, type PolicyStore, type StoredVersion } from '@policytrail/core';
import { chainProblems, readChain, storingNext } from '@policytrail/testing';
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { openPostgresStore } from '../src/index.js';
import { admin, url } from './support/database.js';
import { aNotedStore } from './support/noted-store.js';
import { anOwnedStore, inSchema } from './support/store.js';

const clients: pg.Client[] = [];

afterAll(async () => {
  for (const client of clients) await client.end();
});

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

  it.each([
    ['does not wait for the disk', '-c synchronous_commit=off'],
    ['is serializable', '-c default_transaction_isolation=serializable'],
  ])('is stored in a transaction of ours where the session %s', async (_, options) => {
    const { store, sql, sent } = await aNotedStore({ options });
    await sql(`CREATE TABLE t.settings (said text);
      CREATE FUNCTION t.note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        INSERT INTO t.settings SELECT string_agg(current_setting(name), ' ' ORDER BY name)
          FROM unnest(ARRAY['lock_timeout', 'synchronous_commit', 'transaction_isolation']) AS name;
        RETURN NEW; END $$;
      CREATE TRIGGER note AFTER INSERT ON t.versions FOR EACH ROW EXECUTE FUNCTION t.note()`);
    await save(store, 'a');
    await save(store, 'b');
    expect(sent.filter(isAlone)).toHaveLength(1);
    expect(sent.at(-1)).toBe('COMMIT');
    expect(await sql('SELECT DISTINCT said FROM t.settings')).toEqual([{ said: '10s on read committed' }]);
  });

  it('is not waited for without end where the table is locked', { timeout: 30_000 }, async () => {
    const { schema, store } = await aNotedStore({}, { lockTimeoutMilliseconds: 1 });
    await save(store, 'a');
    const rival = await admin.connect();
    await rival.query(inSchema('BEGIN; LOCK TABLE t.versions IN ACCESS EXCLUSIVE MODE', schema));
    const saving = save(store, 'b').catch((error: unknown) => error);
    expect(await saving).toMatchObject({ code: 'outcome_unknown' });
    await rival.query('ROLLBACK');
    rival.release();
    expect(await store.append([storingNext('p', 'b')])).toMatchObject([{ version: { version: 2 } }]);
    expect(await readChain(store, 'p')).toHaveLength(2);
  });

  it('goes with the head locked on a client that the application has', async () => {
    const { schema } = await anOwnedStore();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    clients.push(client);
    const store = await openPostgresStore(client, { schema });
    await save(store, 'a');
    const begun = client.query('BEGIN');
    await expect(Promise.all([begun, save(store, 'b')])).resolves.toMatchObject([{}, { version: 2 }]);
    await client.query('ROLLBACK');
    expect(await readChain(store, 'p')).toHaveLength(2);
  });

  it('is refused, not in doubt, where the server refuses its COMMIT', async () => {
    const { store, sql } = await aNotedStore();
    await save(store, 'a');
    await sql(`CREATE FUNCTION t.refuse_late() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = 'P0001'; END $$;
      CREATE CONSTRAINT TRIGGER refuse_late AFTER INSERT ON t.versions DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION t.refuse_late()`);
    const refused = { code: 'store_unavailable', message: expect.stringContaining('the server refused it with P0001') };
    await expect(save(store, 'b')).rejects.toMatchObject(refused);
    expect(await readChain(store, 'p')).toHaveLength(1);
  });

  it('is not taken for stored where a trigger leaves it out', async () => {
    const { store, sql } = await aNotedStore();
    await save(store, 'a');
    await sql(`CREATE FUNCTION t.leave_out() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER leave_out BEFORE INSERT ON t.versions FOR EACH ROW EXECUTE FUNCTION t.leave_out()`);
    await expect(save(store, 'b')).rejects.toMatchObject({ code: 'trail_corrupt' });
    await expect(store.append([storingNext('p', 'c'), storingNext('q', 'd')])).rejects.toMatchObject({
      code: 'trail_corrupt',
    });
    expect(await readChain(store, 'p')).toHaveLength(1);
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
