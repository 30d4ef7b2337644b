import { checkPolicyStore, scenarios } from '@policytrail/testing';
import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { grantSql, migrationSql, openPostgresStore, type PostgresPool } from '../src/index.js';
import { dropSchema, freshSchema, url } from './support/database.js';
import { wrappedClient, wrappedPool } from './support/wrapped-pool.js';

/** What a distributed Postgres lacks, and what would change a document. */
const banned: Readonly<Record<string, RegExp>> = {
  sequences: /\bnextval\b|\b(big|small)?serial\b|\bIDENTITY\b|\b(CREATE|ALTER) SEQUENCE\b/i,
  'advisory locks': /\bpg_(try_)?advisory/i,
  jsonb: /\bjsonb/i,
  'table locks': /\bLOCK TABLE\b/i,
  notifications: /\bNOTIFY\b|\bLISTEN\b|\bpg_notify\b/i,
  serializable: /\bSERIALIZABLE\b/i,
};

function offences(statements: Iterable<string>): readonly string[] {
  return [...statements].flatMap((sql) =>
    Object.entries(banned).flatMap(([what, pattern]) => (pattern.test(sql) ? [`${what}: ${sql.slice(0, 80)}`] : [])),
  );
}

/** Every key of every table and the first column of every index. */
function keysOf(sql: string): readonly string[] {
  const keys = sql.matchAll(
    /(?:PRIMARY KEY|UNIQUE|FOREIGN KEY|REFERENCES "\w+"\."\w+"|INDEX "\w+" ON "\w+"\."\w+") \(([^)]+)\)/g,
  );
  return [...keys].map(([, columns]) => String(columns));
}

const sent = new Set<string>();

/** Notes all that is sent. */
function noting(pool: pg.Pool): PostgresPool {
  return wrappedPool(pool, (client) =>
    wrappedClient(client, (query) => {
      sent.add(query.text.replaceAll(/\bpt_\w+/g, 'schema'));
      return client.query(query);
    }),
  );
}

describe('the SQL that is sent', () => {
  beforeAll(async () => {
    const pool = new pg.Pool({ connectionString: url, max: 4 });
    const prepare = async () => {
      const schema = freshSchema();
      return { open: () => openPostgresStore(noting(pool), { schema }), dispose: () => dropSchema(schema) };
    };
    const groups = ['append', 'reading', 'filter', 'evaluation', 'review', 'erasure'];
    const chosen = scenarios.filter(({ group }) => groups.includes(group));
    await checkPolicyStore({ name: 'noted', prepare }, { scenarios: chosen });
    await pool.end();
  }, 120_000);

  it('has no sequences, no advisory locks, no jsonb, no table locks', () => {
    expect(sent.size).toBeGreaterThan(50);
    expect([...sent].some((sql) => sql.includes('SKIP LOCKED'))).toBe(true);
    expect(offences(sent)).toEqual([]);
    expect(offences([migrationSql(), grantSql({ application: 'app', eraser: 'eraser', auditor: 'auditor' })])).toEqual(
      [],
    );
  });

  it('has keys that all begin with policy_id, so that a distributed database can shard on it', () => {
    const keys = keysOf(migrationSql());
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.filter((columns) => !/^policy_id\b/.test(columns))).toEqual([]);
  });

  it('names every table with its schema', () => {
    const bare = [...sent].filter((sql) => /(?<!\.)"policytrail_(versions|heads|pins|evaluations)"/.test(sql));
    expect(bare).toEqual([]);
  });

  it('is found to break these rules where it does', () => {
    expect(
      offences(["SELECT nextval('x')", 'SELECT pg_advisory_lock(1)', 'x jsonb', 'id bigserial', 'SELECT pg_notify(1)']),
    ).toHaveLength(5);
    expect(keysOf('PRIMARY KEY (version, policy_id)')).toEqual(['version, policy_id']);
  });
});
