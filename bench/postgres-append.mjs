// Appends and recorded evaluations through the trail on Postgres, beside the raw client's inserts of the very same rows into the
// same tables, keys and triggers, in one run. Starts a server of its own, with fsync, or uses DATABASE_URL.
// usage: node --expose-gc postgres-append.mjs [rounds]
import { cpus } from 'node:os';
import { createPolicyTrail } from '@policytrail/core';
import { openPostgresStore } from '@policytrail/postgres';
import pg from 'pg';
import { startCluster } from '../tools/postgres/cluster.mjs';
import { median } from './databases.mjs';

const rounds = Number(process.argv[2] ?? 5);
const policyCount = 100;
const mostRows = 256;

if (globalThis.gc === undefined) throw new Error('start it with node --expose-gc');
const cluster = process.env.DATABASE_URL ? undefined : await startCluster({ on: 'disk' });
const url = process.env.DATABASE_URL ?? cluster.url;
const client = new pg.Client({ connectionString: url });
await client.connect();

const policyAt = (step) => ({
  allowNetwork: true,
  budgetUsd: '10.00',
  limits: Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`limit${at}`, at * 100 + (at < 3 ? step : 0)])),
  rules: Array.from({ length: 12 }, (_, at) => ({
    id: `rule-${at}`,
    name: `Rule number ${at}`,
    when: `input.amount > policy.limits.limit${at} + 1000000`,
    effect: at % 2 === 0 ? 'deny' : 'warn',
    message: `Amount {{ input.amount }} is over limit ${at}`,
  })),
});

const seconds = async (work) => {
  gc();
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
};

let made = 0;
/** A schema of its own, which is gone afterwards. */
async function withSchema(work) {
  const schema = `bench_${process.pid}_${++made}`;
  // As an application opens it, on one connection too.
  const store = await openPostgresStore(url, { schema, connections: 1 });
  try {
    return await work(schema, store);
  } finally {
    await store.close();
    await client.query(`SET client_min_messages = warning; DROP SCHEMA "${schema}" CASCADE`);
  }
}

const rowsOf = async (schema, table, order) =>
  (await client.query(`SELECT * FROM "${schema}".policytrail_${table} ORDER BY ${order}`)).rows;

/** Saves through the trail; returns the time and the rows that came of it. */
const saved = (count, size) =>
  withSchema(async (schema, store) => {
    const trail = createPolicyTrail({ store });
    const drafts = Array.from({ length: count }, (_, step) => ({
      policyId: `project-${step % policyCount}`,
      policy: policyAt(step),
      by: 'ana',
      changeNotes: `Change number ${step}`,
    }));
    const time = await seconds(async () => {
      for (let from = 0; from < count; from += size) {
        const [{ policyId, policy, ...options }] = drafts.slice(from, from + size);
        if (size === 1) await trail.save(policyId, policy, options);
        else await trail.saveMany(drafts.slice(from, from + size));
      }
    });
    // In the order in which they were written: the notes count up.
    const versions = await rowsOf(schema, 'versions', "substring(change_notes from '\\d+')::integer");
    if (versions.length !== count) throw new Error(`${versions.length} versions instead of ${count}`);
    return { time, tables: [versions, await rowsOf(schema, 'changes', 'version')] };
  });

/** Inserts rows in multi-row statements. */
async function insert(schema, table, rows) {
  for (let from = 0; from < rows.length; from += mostRows) {
    const chunk = rows.slice(from, from + mostRows);
    const columns = Object.keys(chunk[0]);
    const marks = chunk.map((_, row) => `(${columns.map((_, at) => `$${row * columns.length + at + 1}`).join(', ')})`);
    const text = `INSERT INTO "${schema}".policytrail_${table} (${columns.join(', ')}) VALUES ${marks.join(', ')}`;
    const values = chunk.flatMap((row) => columns.map((column) => row[column]));
    await client.query({ text, values, name: `${schema} ${table} ${chunk.length}` });
  }
}

/** The same versions, changes and heads, with nothing decided in between. */
const savedRaw = ([versions, changes], size) =>
  withSchema(async (schema) => {
    const key = ({ policy_id, version }) => `${policy_id} ${version}`;
    const changesOf = Map.groupBy?.(changes, key) ?? groupBy(changes, key);
    const upsert = `INSERT INTO "${schema}".policytrail_heads (policy_id, version, hash) VALUES ($1, $2, $3)
      ON CONFLICT (policy_id) DO UPDATE SET version = excluded.version, hash = excluded.hash`;
    return seconds(async () => {
      for (let from = 0; from < versions.length; from += size) {
        const rows = versions.slice(from, from + size);
        await client.query('BEGIN');
        await insert(schema, 'versions', rows);
        await insert(
          schema,
          'changes',
          rows.flatMap((row) => changesOf.get(key(row)) ?? []),
        );
        for (const { policy_id: id, version, hash } of new Map(rows.map((row) => [row.policy_id, row])).values()) {
          await client.query({ text: upsert, values: [id, version, hash], name: `${schema} heads` });
        }
        await client.query('COMMIT');
      }
    });
  });

function groupBy(rows, key) {
  const groups = new Map();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

/** Judges and records in batches. */
const recorded = (count, size) =>
  withSchema(async (schema, store) => {
    const trail = createPolicyTrail({ store });
    await trail.save('project', policyAt(1), { by: 'ana' });
    const requests = Array.from({ length: count }, (_, at) => ({
      policyId: 'project',
      input: { amount: 1_000_000 + at },
      subject: { type: 'quote', id: `Q-${at}` },
    }));
    const time = await seconds(async () => {
      for (let from = 0; from < count; from += size) await trail.evaluateMany(requests.slice(from, from + size));
    });
    const tables = [];
    for (const [table, order] of recordTables) tables.push([table, await rowsOf(schema, table, order)]);
    if (tables[0][1].length !== count) throw new Error(`${tables[0][1].length} evaluations instead of ${count}`);
    return { time, tables };
  });

const recordTables = [
  ['evaluations', 'id'],
  ['violations', 'evaluation_id, position'],
  ['payloads', 'evaluation_id'],
];

const recordedRaw = (tables, size) =>
  withSchema(async (schema, store) => {
    await createPolicyTrail({ store }).save('project', policyAt(1), { by: 'ana' });
    const evaluations = tables[0][1];
    const batches = [];
    for (let from = 0; from < evaluations.length; from += size) {
      const ids = new Set(evaluations.slice(from, from + size).map(({ id }) => id));
      batches.push(tables.map(([table, rows]) => [table, rows.filter((row) => ids.has(row.id ?? row.evaluation_id))]));
    }
    return seconds(async () => {
      for (const batch of batches) {
        await client.query('BEGIN');
        for (const [table, rows] of batch) await insert(schema, table, rows);
        await client.query('COMMIT');
      }
    });
  });

const cases = [
  { name: 'saves, one a transaction', count: 2_000, size: 1, ours: saved, raw: savedRaw, goal: 0.7 },
  { name: 'saves, 500 a transaction', count: 4_000, size: 500, ours: saved, raw: savedRaw, goal: 0.6 },
  { name: 'evaluations, 256 a transaction', count: 2_560, size: 256, ours: recorded, raw: recordedRaw, goal: 0.6 },
];

const { rows } = await client.query('SHOW server_version');
const machine = `${cpus().length} × ${cpus()[0]?.model}`;
console.log(
  `Postgres ${rows[0].server_version}, Node ${process.version}, ${machine}, median of ${rounds} rounds, rows/s`,
);
// Compiles what is measured.
for (const { ours, raw, size } of cases) await raw((await ours(1_000, size)).tables, size);

const table = [];
for (const { name, count, size, ours, raw, goal } of cases) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const { time, tables } = await ours(count, size);
    times.push({ ours: time, raw: await raw(tables, size) });
  }
  table.push({
    case: name,
    trail: Math.round(count / median(times.map((time) => time.ours))),
    'raw, same rows': Math.round(count / median(times.map((time) => time.raw))),
    ratio: median(times.map((time) => time.raw / time.ours)).toFixed(2),
    goal: `≥ ${goal}`,
  });
}
console.table(table);
await client.end();
await cluster?.stop();
