import type pg from 'pg';
import type { PostgresPool, PostgresPoolClient, PostgresQuery, PostgresResult } from '../../src/index.js';
import { wrappedClient, wrappedPool } from './wrapped-pool.js';

/** Whether a call fails, and whether before or after its effect. */
export type FaultAt = (sql: string) => 'before' | 'after' | undefined;

/** What `pg` says when the connection is gone. */
export function connectionLost(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

/**
 * A pool whose calls fail where `faultAt` says so. A connection that was lost answers nothing any more; one on which the server
 * said something, which has a severity, does.
 */
export function faultyPool(pool: pg.Pool, faultAt: FaultAt, failure: () => Error = connectionLost): PostgresPool {
  const lending = wrappedPool(pool, (client) => faultyClient(client, faultAt, failure));
  return {
    get totalCount() {
      return lending.totalCount;
    },
    connect(callback) {
      if (faultAt('CONNECT') !== undefined) return callback(failure(), undefined);
      lending.connect(callback);
    },
  };
}

function faultyClient(client: pg.PoolClient, faultAt: FaultAt, failure: () => Error): PostgresPoolClient {
  let isGone = false;
  return wrappedClient(client, async (query: PostgresQuery): Promise<PostgresResult> => {
    const fault = isGone ? 'before' : faultAt(query.text);
    isGone ||= fault !== undefined && !('severity' in failure());
    if (fault === 'before') throw failure();
    const result = await client.query(query);
    if (fault === 'after') throw failure();
    return result;
  });
}
