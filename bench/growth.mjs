// What reads and saves cost as one policy's history grows, on SQLite and Postgres: a store of each size, warm, asked in turns.
// usage: node growth.mjs [most versions] [sqlite|postgres]
import { cpus, loadavg } from 'node:os';
import { createPolicyTrail } from '@policytrail/core';
import { openPostgresStore } from '@policytrail/postgres';
import { openSqliteStore } from '@policytrail/sqlite';
import { startCluster } from '../tools/postgres/cluster.mjs';
import { firstDriver, median, withFolder } from './databases.mjs';
import { randomFrom } from './random.mjs';

const most = Number(process.argv[2] ?? 1_000_000);
const wanted = process.argv[3];
const sizes = [1_000, 100_000, 1_000_000].filter((size) => size <= most);
const policyId = 'project';
const batchSize = 1_000;
// One evaluation for so many versions, each of a subject of its own.
const versionsPerEvaluation = 10;
const samples = 400;

/** About 2 KB; one text of it is new each time. */
const policyAt = (number) => ({
  number,
  limit: number % 1_000,
  terms: `terms ${number} `.padEnd(1_950, 'of the agreement '),
});

/** A batch is saved at the second of its last version. */
const startedAt = Date.UTC(2025, 0, 1);
const instantOf = (version) => new Date(startedAt + version * 1_000).toISOString();

/** A trail whose policy has so many versions. */
async function trailOf(store, size) {
  let now = 0;
  const trail = createPolicyTrail({ store, clock: () => instantOf(now) });
  let versions = 0;
  const save = (count) => {
    const drafts = Array.from({ length: count }, () => ({ policyId, policy: policyAt(++versions), by: 'ana' }));
    now = versions;
    return trail.saveMany(drafts);
  };
  while (versions < size) await save(batchSize);
  const evaluations = size / versionsPerEvaluation;
  for (let from = 0; from < evaluations; from += batchSize) {
    const count = Math.min(batchSize, evaluations - from);
    const subjects = Array.from({ length: count }, (_, index) => ({ type: 'quote', id: `Q-${from + index + 1}` }));
    await trail.evaluateMany(subjects.map((subject) => ({ policyId, input: { amount: 1 }, subject })));
  }
  return { trail, operations: operationsOf(trail, { versions: size, evaluations, saveOne: () => save(1) }) };
}

/** Each at a random place of the history. */
function operationsOf(trail, { versions, evaluations, saveOne }) {
  const random = randomFrom(versions);
  const upTo = (count) => 1 + Math.floor(random() * count);
  return {
    append: saveOne,
    'newest 50': async () => assertCount((await trail.history(policyId, { limit: 50 })).versions, 50),
    'one version': async () => assertFound(await trail.version(policyId, upTo(versions))),
    'in force at a date': async () => {
      const at = instantOf(batchSize + upTo(versions));
      const found = assertFound(await trail.inForce(policyId, at));
      if (found.effectiveAt > at) throw new Error('a version of later was in force');
    },
    'evaluation by subject': async () => {
      const filter = { subject: { type: 'quote', id: `Q-${upTo(evaluations)}` } };
      assertCount((await trail.evaluations(policyId, { filter })).evaluations, 1);
    },
  };
}

/** Milliseconds of each operation at each size. */
async function measure(trails) {
  const names = Object.keys(trails[0].operations);
  const times = trails.map(() => Object.fromEntries(names.map((name) => [name, []])));
  for (let round = -samples / 2; round < samples; round += 1) {
    for (const name of names) {
      for (const [index, { operations }] of trails.entries()) {
        const start = process.hrtime.bigint();
        await operations[name]();
        if (round >= 0) times[index][name].push(Number(process.hrtime.bigint() - start) / 1e6);
      }
    }
  }
  return times;
}

/** Makes a store of each size, measures them and closes them. */
async function growthOf(openStore) {
  const trails = [];
  for (const size of sizes) trails.push(await trailOf(await openStore(size), size));
  const times = await measure(trails);
  for (const { trail } of trails) await trail.close();
  return times;
}

function assertCount(list, count) {
  if (list.length !== count) throw new Error(`${list.length} found instead of ${count}`);
}

function assertFound(found) {
  if (found === undefined) throw new Error('nothing found');
  return found;
}

const percentile = (list, share) => list.toSorted((a, b) => a - b)[Math.floor(list.length * share)];

function print(title, results) {
  console.log(`\n${title}`);
  const inMilliseconds = (value) => value.toFixed(2);
  console.table(
    Object.keys(results[0]).map((operation) => {
      const row = { operation };
      for (const [index, size] of sizes.entries()) {
        const times = results[index][operation];
        row[size.toLocaleString('en')] =
          `${inMilliseconds(median(times))} (${inMilliseconds(percentile(times, 0.99))})`;
      }
      return { ...row, growth: `× ${(median(results.at(-1)[operation]) / median(results[0][operation])).toFixed(2)}` };
    }),
  );
}

const machine = `${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0].toFixed(1)}`;
console.log(`Growth of one policy, 2 KB a version, Node ${process.version}, ${machine}; p50 (p99) in milliseconds`);
if (wanted !== 'postgres') {
  const driver = await firstDriver();
  const results = await withFolder((path) => growthOf((size) => openSqliteStore(`${path}-${size}`, { driver })));
  print(`SQLite, ${driver}`, results);
}
if (wanted !== 'sqlite') {
  const cluster = process.env.DATABASE_URL ? undefined : await startCluster({ on: 'disk' });
  try {
    const results = await growthOf((size) =>
      openPostgresStore(process.env.DATABASE_URL ?? cluster.url, { schema: `growth_${process.pid}_${size}` }),
    );
    print(`Postgres ${cluster?.version ?? ''}`, results);
  } finally {
    await cluster?.stop();
  }
}
