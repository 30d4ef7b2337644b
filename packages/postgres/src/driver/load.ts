import { PolicytrailError } from '@policytrail/core';
import type { PostgresPool } from './client.js';

/** A pool that the store itself opened. */
export interface OwnPool extends PostgresPool {
  on(event: 'error', listener: (error: Error) => void): unknown;
  end(): Promise<void>;
}

interface PoolOptions {
  readonly connectionString: string;
  readonly max: number;
  readonly connectionTimeoutMillis: number;
  readonly keepAlive: boolean;
  readonly pipeline: boolean;
}

export interface OwnPoolOptions {
  readonly connections: number;
  /** Not through a pooler that mixes connections up. */
  readonly isPipelined: boolean;
}

type PoolConstructor = new (options: PoolOptions) => OwnPool;

const connectionTimeoutMilliseconds = 10_000;

/** Loads `pg` and makes a pool. Throws `store_unavailable` where `pg` is not installed. */
export async function openPool(url: string, { connections, isPipelined }: OwnPoolOptions): Promise<OwnPool> {
  const Pool = await loadPool();
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectionTimeoutMilliseconds,
    keepAlive: true,
    pipeline: isPipelined,
  });
  // A connection that breaks while it is idle is replaced with the next use; unheard, it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

async function loadPool(): Promise<PoolConstructor> {
  try {
    const module = (await import('pg')) as unknown as { readonly default: { readonly Pool: PoolConstructor } };
    return module.default.Pool;
  } catch (cause) {
    const message = '`pg` is not there: run `npm install pg`, or give an open Pool or Client';
    throw new PolicytrailError('store_unavailable', message, { operation: 'open' }, { cause });
  }
}
