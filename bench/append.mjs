// Appends through the trail beside the raw driver's inserts of the very same rows into the same tables, keys and triggers.
// usage: node --expose-gc append.mjs [rounds] [driver]
import { cpus } from 'node:os';
import { createPolicyTrail } from '@policytrail/core';
import { openSqliteStore } from '@policytrail/sqlite';
import { driverOpener, firstDriver, median, withFolder } from './databases.mjs';

const rounds = Number(process.argv[2] ?? 5);
const driverName = process.argv[3] ?? (await firstDriver());
const policyCount = 100;
const versionCount = 10_000;
const batchSize = 1_000;

if (globalThis.gc === undefined) throw new Error('start it with node --expose-gc');
const openDriver = await driverOpener(driverName);

/** A policy of about 2 KB as a service gets it, parsed from JSON; `step` changes three of its leaves. */
function policyAt(step) {
  const rules = Array.from({ length: 12 }, (_, index) => ({
    id: `rule-${index}`,
    name: `Rule number ${index}`,
    when: `input.amount > policy.limits.limit${index}`,
    effect: index % 2 === 0 ? 'deny' : 'warn',
    message: `Amount {{ input.amount }} is over limit ${index}`,
  }));
  const limits = Object.fromEntries(rules.map((_, index) => [`limit${index}`, index * 100 + (index < 3 ? step : 0)]));
  const policy = { allowNetwork: true, budgetTokens: 5000, budgetUsd: '10.00', limits, rules };
  return JSON.parse(JSON.stringify(policy));
}

/** The drafts of one transaction, made while no clock runs. */
const draftsFrom = (start, size) =>
  Array.from({ length: size }, (_, index) => start + index).map((step) => ({
    policyId: `project-${step % policyCount}`,
    policy: policyAt(step),
    by: 'ana',
    changeNotes: `Change number ${step}`,
  }));

/**
 * What a service does between two transactions, whichever way it stores: it gets policies as JSON. Of a batch, what was made
 * is collected, or grown old, before the clock runs.
 */
function between(start, size) {
  const drafts = draftsFrom(start, size);
  if (size > 1) gc();
  return drafts;
}

const seconds = async (work) => {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
};

/** Saves through the trail; returns the time and the rows that came of it. */
function throughTrail(count, size) {
  return withFolder(async (path) => {
    const store = await openSqliteStore(path, { driver: driverName });
    const trail = createPolicyTrail({ store });
    let time = 0;
    for (let start = 0; start < count; start += size) {
      const drafts = between(start, size);
      const [{ policyId, policy, ...options }] = drafts;
      const save = () => (size === 1 ? trail.save(policyId, policy, options) : trail.saveMany(drafts));
      time += await seconds(save);
    }
    await trail.close();
    const database = openDriver(path);
    const rows = (table, order) => database.prepare(`SELECT * FROM policytrail_${table} ORDER BY ${order}`).all();
    const versions = rows('versions', 'rowid').map((row) => ({ ...row }));
    const changes = groupBy(rows('changes', 'version'));
    database.close();
    if (versions.length !== count) throw new Error(`${versions.length} versions instead of ${count}`);
    return { time, versions, changes };
  });
}

const keyOf = (row) => `${row.policy_id}\n${row.version}`;
function groupBy(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

/** Inserts rows with nothing in between; `tables`: the versions alone, or all that a save writes. */
function throughDriver({ versions, changes }, size, tables) {
  return withFolder(async (path) => {
    await (await openSqliteStore(path, { driver: driverName })).close();
    const database = openDriver(path);
    database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON');
    const columns = Object.keys(versions[0]);
    const marks = columns.map(() => '?').join(', ');
    const insert = database.prepare(`INSERT INTO policytrail_versions (${columns.join(', ')}) VALUES (${marks})`);
    const change = database.prepare('INSERT INTO policytrail_changes (policy_id, version, path) VALUES (?, ?, ?)');
    const insertHead = database.prepare('INSERT INTO policytrail_heads (policy_id, version, hash) VALUES (?, ?, ?)');
    const moveHead = database.prepare('UPDATE policytrail_heads SET version = ?, hash = ? WHERE policy_id = ?');
    const known = new Set();
    const putHead = ({ policy_id: id, version, hash }) => {
      if (known.has(id)) return moveHead.run(version, hash, id);
      known.add(id);
      return insertHead.run(id, version, hash);
    };
    let time = 0;
    for (let start = 0; start < versions.length; start += size) {
      const rows = versions.slice(start, start + size);
      const values = rows.map((row) => columns.map((column) => row[column]));
      const heads = new Map(tables === 'all' ? rows.map((row) => [row.policy_id, row]) : []);
      const fields = tables === 'all' ? rows.flatMap((row) => changes.get(keyOf(row)) ?? []) : [];
      between(start, size);
      time += await seconds(() => {
        database.exec('BEGIN IMMEDIATE');
        for (const row of values) insert.run(...row);
        for (const { policy_id: id, version, path: field } of fields) change.run(id, version, field);
        for (const row of heads.values()) putHead(row);
        database.exec('COMMIT');
      });
    }
    database.close();
    return time;
  });
}

const cases = [
  { name: `${batchSize} a transaction`, size: batchSize, count: versionCount, goal: 0.6 },
  { name: 'one a transaction', size: 1, count: versionCount, goal: 0.7 },
  // In an empty store a row costs the database least: what a save does beside it weighs most.
  { name: 'one a transaction, the first 1000', size: 1, count: versionCount / 10, goal: 0.7 },
];

console.log(
  `Appends, ${driverName}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, median of ${rounds} rounds`,
);
console.log('rows/s; `same rows` = the raw driver inserting the versions, changes and heads that the trail wrote\n');
// Compiles what is measured: a service that has run for a while, not one that starts.
for (const size of [1, 10, batchSize]) await throughDriver(await throughTrail(2 * versionCount, size), size, 'all');

const table = [];
for (const { name, size, count, goal } of cases) {
  const times = { trail: [], versions: [], all: [] };
  for (let round = 0; round < rounds; round++) {
    const trail = await throughTrail(count, size);
    times.trail.push(trail.time);
    for (const tables of round % 2 === 0 ? ['versions', 'all'] : ['all', 'versions']) {
      times[tables].push(await throughDriver(trail, size, tables));
    }
  }
  const rate = (kind) => Math.round(count / median(times[kind]));
  // Round by round: the disk is not as fast in one as in the next.
  const ratio = (kind) => median(times.trail.map((time, round) => times[kind][round] / time)).toFixed(2);
  table.push({
    case: name,
    trail: rate('trail'),
    'raw, same rows': rate('all'),
    'raw, versions only': rate('versions'),
    'to same rows': ratio('all'),
    'to versions only': ratio('versions'),
    goal: `≥ ${goal}`,
  });
}
console.table(table);
