/**
 * A process with several clients that save versions of one policy at once, and print each as it is acknowledged. Prints `ready`
 * once the stores are open, begins when something comes in on stdin, and ends with how often a transaction began.
 */
import { writeSync } from 'node:fs';
import { createPolicyTrail } from '@policytrail/core';
import { openPostgresStore } from '@policytrail/postgres';
import { saboteurs } from '@policytrail/testing';
import pg from 'pg';

const { url, schema, policyId, name, clients, saves, saboteur, naive } = JSON.parse(process.argv[2]);
let transactions = 0;
const pool = counting(new pg.Pool({ connectionString: url, max: clients }));
const opened = await openPostgresStore(pool, { schema });
const store = saboteurs.find(({ id }) => id === saboteur)?.wrap(opened) ?? opened;
const trail = createPolicyTrail({ store });
let conflicts = 0;

writeSync(1, 'ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
process.stdin.destroy();
await Promise.all(Array.from({ length: clients }, (_, client) => saveAll(`${name}-${client + 1}`)));
writeSync(1, `${JSON.stringify({ transactions, conflicts })}\n`);
process.exit(0);

async function saveAll(client) {
  for (let number = 1; number <= saves; number++) {
    const policy = { client, number };
    const startedAt = process.hrtime.bigint();
    const { requestId, version } = await (naive ? saveOptimistically(policy) : save(policy, {}));
    const endedAt = process.hrtime.bigint();
    writeSync(1, `${JSON.stringify({ requestId, version, startedAt: `${startedAt}`, endedAt: `${endedAt}` })}\n`);
  }
}

async function save(policy, options) {
  const { version } = await trail.save(policyId, policy, { by: name, ...options });
  return version;
}

// What a caller does who reads, expects and tries again.
async function saveOptimistically(policy) {
  for (;;) {
    const head = await store.readSealedHead(policyId);
    try {
      return await save(policy, { expectedVersion: head?.version ?? 0 });
    } catch (error) {
      if (error.code !== 'version_conflict') throw error;
      conflicts += 1;
    }
  }
}

/** Counts the transactions that begin, and the statements that are transactions by themselves. */
function counting(inner) {
  return {
    get totalCount() {
      return inner.totalCount;
    },
    connect(callback) {
      inner.connect((error, client) => callback(error, client && countingClient(client)));
    },
  };
}

function countingClient(client) {
  return {
    on: (event, listener) => client.on(event, listener),
    removeListener: (event, listener) => client.removeListener(event, listener),
    getTransactionStatus: () => client.getTransactionStatus(),
    release: (isBroken) => client.release(isBroken),
    query(query) {
      if (query.text.startsWith('BEGIN') || query.text.includes('SKIP LOCKED')) transactions += 1;
      return client.query(query);
    },
  };
}
