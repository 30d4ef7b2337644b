import type pg from 'pg';
import type { PostgresPool, PostgresPoolClient } from '../../src/index.js';

/** A pool whose clients are lent as `wrap` makes them. */
export function wrappedPool(pool: pg.Pool, wrap: (client: pg.PoolClient) => PostgresPoolClient): PostgresPool {
  return {
    get totalCount() {
      return pool.totalCount;
    },
    connect: (callback) => pool.connect((error, client) => callback(error, client && wrap(client))),
  };
}

/** A client that asks by `query`, and is like the one it is made of in all else. */
export function wrappedClient(client: pg.PoolClient, query: PostgresPoolClient['query']): PostgresPoolClient {
  return {
    on: (event, listener) => client.on(event, listener),
    removeListener: (event, listener) => client.removeListener(event, listener),
    getTransactionStatus: () => client.getTransactionStatus(),
    pipeline: (client as PostgresPoolClient).pipeline === true,
    release: (isBroken) => client.release(isBroken),
    query,
  };
}
