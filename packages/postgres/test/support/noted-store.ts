import pg from 'pg';
import { afterAll } from 'vitest';
import { openPostgresStore, type PostgresOptions } from '../../src/index.js';
import { url } from './database.js';
import { anOwnedStore } from './store.js';
import { wrappedClient, wrappedPool } from './wrapped-pool.js';

const pools: pg.Pool[] = [];

afterAll(async () => {
  for (const pool of pools) await pool.end();
});

/** A store on a pool that notes what is sent, beside another store on the same tables. */
export async function aNotedStore(settings: pg.PoolConfig = {}, options: PostgresOptions = {}) {
  const { schema, store: rival, sql } = await anOwnedStore();
  const pool = new pg.Pool({ connectionString: url, max: 1, ...settings });
  pools.push(pool);
  const sent: string[] = [];
  const noting = wrappedPool(pool, (client) =>
    wrappedClient(client, (query) => {
      sent.push(query.text);
      return client.query(query);
    }),
  );
  const store = await openPostgresStore(noting, { ...options, schema });
  sent.length = 0;
  return { schema, store, rival, sql, sent };
}
