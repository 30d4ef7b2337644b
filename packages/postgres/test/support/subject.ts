import type { FaultPlan, FaultyStore, Place, PolicyStoreSubject } from '@policytrail/testing';
import pg from 'pg';
import { openPostgresStore, type PostgresOptions, type PostgresStore } from '../../src/index.js';
import { dropSchema, freshSchema, url } from './database.js';
import { faultyPool } from './faults.js';
import { migrateForRoles, poolAs, type TestRole } from './roles.js';

export interface PostgresSubjectOptions {
  /** Through what the store reaches the database. */
  readonly through: 'url' | 'pool' | 'client';
  /** Instead of as the owner of the tables. */
  readonly role?: TestRole;
  readonly tablePrefix?: string;
  readonly statements?: 'prepared' | 'plain';
}

/** The store in a schema of its own for each scenario. */
export function postgresSubject(options: PostgresSubjectOptions): PolicyStoreSubject {
  const { through, role = 'owner', tablePrefix = 'policytrail_', statements = 'prepared' } = options;
  return {
    name: `postgres (${through}, ${role}, ${tablePrefix}, ${statements})`,
    async prepare() {
      const schema = freshSchema();
      if (options.role !== undefined) await migrateForRoles({ schema, tablePrefix });
      return placeIn(schema, options);
    },
    gaps: { 'reading/synchronously': 'pg has no synchronous driver' },
  };
}

function placeIn(schema: string, { through, role, ...rest }: PostgresSubjectOptions): Place {
  const options: PostgresOptions = { ...rest, schema };
  const ends: (() => Promise<unknown>)[] = [];
  return {
    async open() {
      if (through === 'url') return openPostgresStore(url, { ...options, connections: 4 });
      if (through === 'pool') {
        const pool = role === undefined ? new pg.Pool({ connectionString: url, max: 4 }) : poolAs(role);
        ends.push(() => pool.end());
        return openPostgresStore(pool, options);
      }
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      ends.push(() => client.end());
      return openPostgresStore(client, options);
    },
    async openFaulty(plan) {
      // As the store makes it where it is given a URL.
      const own = { connectionString: url, max: 2, pipeline: through === 'url' && options.statements !== 'plain' };
      const pool = new pg.Pool(own);
      ends.push(() => pool.end());
      return openFaulty(pool, plan, options);
    },
    async dispose() {
      for (const end of ends) await end();
      await dropSchema(schema);
    },
  };
}

async function openFaulty(pool: pg.Pool, plan: FaultPlan, options: PostgresOptions): Promise<FaultyStore> {
  let during: FaultPlan['during'] = 'opening';
  let calls = 0;
  const faulty = faultyPool(pool, () => {
    if (during !== plan.during) return undefined;
    calls += 1;
    return calls === plan.call ? plan.moment : undefined;
  });
  const store: PostgresStore = await openPostgresStore(faulty, options);
  during = 'use';
  return { store, hasFailed: () => calls >= plan.call };
}
