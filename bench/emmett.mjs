// Saves through the trail beside appends to emmett's event store, on Postgres, one a transaction, in one run.
// usage: node emmett.mjs [rounds]
// Its store on SQLite: emmett-sqlite.mjs.
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import { createPolicyTrail } from '@policytrail/core';
import { openPostgresStore } from '@policytrail/postgres';
import pg from 'pg';
import { startCluster } from '../tools/postgres/cluster.mjs';
import { median } from './databases.mjs';

const rounds = Number(process.argv[2] ?? 5);
const count = 1_000;
const policyCount = 50;
const cluster = process.env.DATABASE_URL ? undefined : await startCluster({ on: 'disk' });
const url = process.env.DATABASE_URL ?? cluster.url;
const client = new pg.Client({ connectionString: url });
await client.connect();

/** About 2 KB. */
const policyAt = (step) => ({ budgetTokens: 5_000 + step, terms: `terms ${step} `.padEnd(1_950, 'of the agreement ') });

const secondsOf = async (append) => {
  const start = process.hrtime.bigint();
  for (let step = 0; step < count; step += 1) await append(step);
  return Number(process.hrtime.bigint() - start) / 1e9;
};

let made = 0;
const schema = `bench_${process.pid}`;
const trail = createPolicyTrail({ store: await openPostgresStore(url, { schema }) });
async function throughTrail() {
  const round = ++made;
  const policyOf = (step) => `project-${round}-${step % policyCount}`;
  const seconds = await secondsOf((step) => trail.save(policyOf(step), policyAt(step), { by: 'ana' }));
  const { total } = await trail.history(policyOf(0));
  if (total !== count / policyCount) throw new Error(`${total} versions of a policy`);
  return seconds;
}

const eventStore = getPostgreSQLEventStore(url);
await eventStore.schema.migrate();
async function throughEmmett() {
  const round = ++made;
  const streamOf = (step) => `project-${process.pid}-${round}-${step % policyCount}`;
  const seconds = await secondsOf((step) =>
    eventStore.appendToStream(streamOf(step), [{ type: 'PolicySaved', data: { policy: policyAt(step), by: 'ana' } }]),
  );
  const { events } = await eventStore.readStream(streamOf(0));
  if (events.length !== count / policyCount) throw new Error(`${events.length} events of a stream`);
  return seconds;
}

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const version = dependencies['@event-driven-io/emmett-postgresql'];
const { rows } = await client.query('SHOW server_version');
console.log(
  `Postgres ${rows[0].server_version}, emmett-postgresql ${version}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0].toFixed(1)}`,
);
await throughTrail();
await throughEmmett();
const times = [];
for (let round = 0; round < rounds; round += 1) {
  const contenders = [
    ['trail', throughTrail],
    ['emmett', throughEmmett],
  ];
  const taken = {};
  for (const [name, run] of round % 2 === 0 ? contenders : contenders.toReversed()) taken[name] = await run();
  times.push(taken);
}
console.table([
  {
    case: '2 KB, one a transaction',
    'trail, saves/s': Math.round(count / median(times.map(({ trail }) => trail))),
    'emmett, appends/s': Math.round(count / median(times.map(({ emmett }) => emmett))),
    'times emmett': median(times.map(({ trail, emmett }) => emmett / trail)).toFixed(2),
  },
]);
await eventStore.close();
await trail.close();
await client.query(`SET client_min_messages = warning; DROP SCHEMA "${schema}" CASCADE`);
await client.end();
await cluster?.stop();
