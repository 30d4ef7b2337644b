import { createPolicyTrail, memoryStore } from '@policytrail/core';
import { aVersion, budget, storing, storingNext } from '@policytrail/testing';
import { describe, expect, it } from 'vitest';
import { admin } from './support/database.js';
import { anOwnedStore } from './support/store.js';

/** A store with a table of the application's beside it, and a client with a transaction open. */
async function anApplication() {
  const owned = await anOwnedStore();
  await owned.sql('CREATE TABLE t.orders (id integer PRIMARY KEY)');
  const client = await admin.connect();
  await client.query(`BEGIN; INSERT INTO "${owned.schema}"."policytrail_orders" VALUES (1)`);
  const end = async (how: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
    await client.query(how);
    client.release();
  };
  return { ...owned, client, end, inside: owned.store.within(client) };
}

describe("the application's own transaction", () => {
  it('commits versions and pins together with the rows of the application', async () => {
    const { store, sql, inside, end } = await anApplication();
    const trail = createPolicyTrail({ store: inside });
    await trail.save('p', { budget: 1 }, { by: 'ana' });
    await trail.pin('p', { type: 'run', id: 'run-1' });
    expect(await store.listPolicyIds()).toEqual([]);
    expect((await inside.readHead('p'))?.latest.version).toBe(1);
    await end('COMMIT');
    expect(await store.listPolicyIds()).toEqual(['p']);
    expect((await store.readPin('p', { type: 'run', id: 'run-1', version: '' }))?.policyVersion).toBe(1);
    expect(await sql('SELECT id FROM t.orders')).toEqual([{ id: 1 }]);
  });

  it('stores a definition again where the transaction before was rolled back', async () => {
    const { store, client, inside, end } = await anApplication();
    const trail = createPolicyTrail({ store: inside }).of(budget);
    await trail.save('project-1', { budgetTokens: 1 });
    await client.query('ROLLBACK; BEGIN');
    const { version } = await trail.save('project-1', { budgetTokens: 2 });
    await end('COMMIT');
    expect(await createPolicyTrail({ store }).definitionOf(version)).toEqual(budget.document);
  });

  it('takes versions back together with the rows of the application', async () => {
    const { store, sql, inside, end } = await anApplication();
    await inside.append([storing(aVersion({ policyId: 'p' }))]);
    await end('ROLLBACK');
    expect(await store.listPolicyIds()).toEqual([]);
    expect(await sql('SELECT id FROM t.orders')).toEqual([]);
  });

  it('goes on after an append in it failed, without what that append had written', async () => {
    const { store, sql, inside, end } = await anApplication();
    const labelled = storingNext('p', 'first', () => ({ label: 'v1' }));
    await inside.append([labelled]);
    const again = [storingNext('p', 'second'), storingNext('p', 'third', () => ({ label: 'v1' }))];
    await expect(inside.append(again)).rejects.toMatchObject({ code: 'label_taken', details: { version: 1 } });
    await end('COMMIT');
    expect((await store.readHead('p'))?.latest.requestId).toBe('first');
    expect(await sql('SELECT id FROM t.orders')).toEqual([{ id: 1 }]);
  });

  it('holds the head until it ends: another writer waits, and continues it', async () => {
    const { store, inside, end } = await anApplication();
    await inside.append([storingNext('p', 'first')]);
    const other = store.append([storingNext('p', 'second')]);
    await end('COMMIT');
    expect(await other).toMatchObject([{ status: 'appended', version: { version: 2 } }]);
  });

  it('is not there to be joined where the client has none open', async () => {
    const { store } = await anOwnedStore();
    const client = await admin.connect();
    await expect(store.within(client).append([storingNext('p', 'a')])).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('no transaction is open'),
    });
    client.release();
  });

  it('lists under a text filter without a transaction of its own', async () => {
    const { inside, end } = await anApplication();
    await inside.append([storingNext('p', 'a', () => ({ changeNotes: 'Initial policy' }))]);
    const filter = { text: 'initial' };
    expect((await inside.listVersions({ policyId: 'p', limit: 5, order: 'newest', filter })).total).toBe(1);
    await end('COMMIT');
  });
});

describe('an archive', () => {
  it('has the same bytes from Postgres as from memory', async () => {
    const { store } = await anOwnedStore();
    const bytes = await Promise.all(
      [store, memoryStore()].map(async (one) => {
        let made = 0;
        const clock = () => '2025-10-01T10:00:00.000Z';
        const trail = createPolicyTrail({ store: one, clock, newId: () => `request-${++made}` });
        await trail.save('\u{1F600}', { '\u{1F600}': '\uFF5E\n', a: 0.1 }, { by: 'ana', label: 'v1' });
        await trail.save('\uFF5E', { budget: 1 });
        await trail.save('\u{1F600}', { a: 0.2 }, { effectiveAt: '2026-01-01T00:00:00.000Z' });
        await trail.pin('\u{1F600}', { type: 'run', id: '\uFF5E' });
        return new Uint8Array(await new Response(trail.exportArchive() as ReadableStream).arrayBuffer());
      }),
    );
    expect(bytes[0]).toEqual(bytes[1]);
  });
});
