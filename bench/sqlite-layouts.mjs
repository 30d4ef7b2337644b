// Which SQLite layout keeps versions best: rowid or WITHOUT ROWID, page size, body inline or apart.
// Run: node bench/sqlite-layouts.mjs [versions]. Prints two tables; docs/decisions/0003-sqlite-layout.md reads them.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomFrom } from './random.mjs';

const require = createRequire(import.meta.url);
const versions = Number(process.argv[2] ?? 100_000);
const policies = 1_000;
const longPolicyShare = 0.1;
const batch = 1_000;
const singleAppends = 300;
const readRounds = 400;

const folder = mkdtempSync(join(tmpdir(), 'policytrail-layouts-'));
const { open, driver } = findDriver();

function findDriver() {
  try {
    const Database = require('better-sqlite3');
    return { open: (path) => new Database(path), driver: 'better-sqlite3' };
  } catch {
    const { DatabaseSync } = require('@photostructure/sqlite');
    return { open: (path) => new DatabaseSync(path), driver: '@photostructure/sqlite' };
  }
}

const random = randomFrom(7);
const hex = () =>
  Array.from({ length: 8 }, () =>
    Math.floor(random() * 4_294_967_296)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
const fields = [
  '/budgetTokens',
  '/budgetUsd',
  '/allowNetwork',
  '/rules/*/when',
  '/rules/*/message',
  '/approvers',
  '/limits/day',
  '/limits/hour',
];
const bodies = Array.from({ length: 64 }, () => makeBody());

function makeBody() {
  const rules = Array.from({ length: 5 + Math.floor(random() * 5) }, (_, index) => ({
    id: `rule-${index}`,
    effect: 'deny',
    when: `input.value${index} > policy.limit${index}`,
    message: `the limit of rule ${index} is ${hex().slice(0, 40 + Math.floor(random() * 24))}`,
  }));
  return JSON.stringify({ rules, allowNetwork: false, budgetTokens: 100_000, budgetUsd: '10.00' });
}

function makeRows(count) {
  const heads = new Map();
  return Array.from({ length: count }, (_, index) => {
    const policy = random() < longPolicyShare ? 'project-long' : `project-${Math.floor(random() * policies)}`;
    const head = heads.get(policy) ?? { version: 0, hash: null };
    const next = { version: head.version + 1, hash: hex() };
    heads.set(policy, next);
    const at = new Date(1_760_000_000_000 + index * 60_000).toISOString();
    const field = fields[Math.floor(random() * fields.length)];
    const changes = `{"fields":["${field}"],"first":[{"after":2,"before":1,"kind":"changed","path":"${field}"}],"total":1}`;
    const requestId = `${hex().slice(0, 8)}-${hex().slice(0, 27)}`;
    const label = index % 10 === 0 ? `v${next.version}.0.0` : null;
    return {
      key: [policy, next.version],
      header: [
        policy,
        next.version,
        requestId,
        head.version || null,
        at,
        'ana',
        'user',
        'Ana',
        null,
        null,
        'raise the budget',
        label,
        'Q1 2026',
        at,
        null,
        '{"type":"saved"}',
        null,
        null,
        hex(),
        head.hash,
        next.hash,
        changes,
      ],
      body: bodies[index % bodies.length],
      field,
    };
  });
}

const columns = `policy_id TEXT NOT NULL, version INTEGER NOT NULL, request_id TEXT NOT NULL, previous_version INTEGER,
  created_at TEXT NOT NULL, created_by TEXT, created_by_kind TEXT, created_by_name TEXT, on_behalf_of TEXT, on_behalf_of_name TEXT,
  change_notes TEXT, label TEXT, title TEXT, effective_at TEXT NOT NULL, withdraws INTEGER, origin TEXT NOT NULL, schema_name TEXT,
  schema_hash TEXT, content_hash TEXT NOT NULL, previous_hash TEXT, hash TEXT NOT NULL, changes_json TEXT`;

function schema({ rowid, apart }) {
  const option = rowid ? 'STRICT' : 'STRICT, WITHOUT ROWID';
  return `
    CREATE TABLE v (${columns}${apart ? '' : ', policy_json TEXT NOT NULL'}, PRIMARY KEY (policy_id, version),
      UNIQUE (policy_id, version, hash), UNIQUE (policy_id, request_id),
      CHECK ((version = 1 AND previous_version IS NULL AND previous_hash IS NULL) OR
             (version > 1 AND previous_version = version - 1 AND previous_hash IS NOT NULL)),
      FOREIGN KEY (policy_id, previous_version, previous_hash) REFERENCES v (policy_id, version, hash)) ${option};
    CREATE UNIQUE INDEX v_label ON v (policy_id, label) WHERE label IS NOT NULL;
    CREATE INDEX v_in_force ON v (policy_id, effective_at, version);
    CREATE TRIGGER v_append BEFORE INSERT ON v BEGIN
      SELECT RAISE(ABORT, 'chain') WHERE (NEW.version - 1, NEW.previous_hash) IS NOT
        (SELECT ifnull(max(version), 0), hash FROM v WHERE policy_id = NEW.policy_id);
      SELECT RAISE(ABORT, 'request id') WHERE EXISTS
        (SELECT 1 FROM v WHERE policy_id = NEW.policy_id AND request_id = NEW.request_id);
      SELECT RAISE(ABORT, 'label') WHERE NEW.label IS NOT NULL AND EXISTS
        (SELECT 1 FROM v WHERE policy_id = NEW.policy_id AND label = NEW.label);
    END;
    CREATE TABLE bodies (policy_id TEXT NOT NULL, version INTEGER NOT NULL, policy_json TEXT NOT NULL,
      PRIMARY KEY (policy_id, version)) ${option};`;
}

let opened = 0;

function openFresh(pageSize) {
  opened += 1;
  const path = join(folder, `${opened}.db`);
  const database = open(path);
  database.exec(`PRAGMA page_size = ${pageSize}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -16000`);
  return { database, path };
}

const marks = (count) => Array(count).fill('?').join(', ');

function writer(database, apart) {
  const version = database.prepare(`INSERT INTO v VALUES (${marks(apart ? 22 : 23)})`);
  const body = database.prepare('INSERT INTO bodies VALUES (?, ?, ?)');
  if (!apart) return (row) => version.run(...row.header, row.body);
  return (row) => {
    version.run(...row.header);
    body.run(...row.key, row.body);
  };
}

/** Rows a second in the median transaction of each contender, which take turns: the machine's other work hits all alike. */
function race(contenders, rows, size) {
  const times = contenders.map(() => []);
  for (let from = 0; from < rows.length; from += size) {
    const transaction = rows.slice(from, from + size);
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const index = (turn + from / size) % contenders.length;
      times[index].push(timeOf(() => writeAll(contenders[index], transaction)));
    }
  }
  return times.map((each) => Math.round((size / medianOf(each)) * 1_000));
}

function writeAll({ database, write }, rows) {
  database.exec('BEGIN IMMEDIATE');
  for (const row of rows) write(row);
  database.exec('COMMIT');
}

function timeOf(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function medianOf(values) {
  return values.sort((one, other) => one - other)[values.length >> 1];
}

function raceReads(contenders, readOf) {
  const times = contenders.map(() => []);
  for (let round = 0; round < readRounds; round += 1) {
    contenders.forEach((contender, index) => {
      const read = readOf(contender, round);
      read();
      times[index].push(timeOf(read));
    });
  }
  return times.map((each) => round1(medianOf(each) * 1_000));
}

function fileMegabytes({ database, path }) {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return round1(statSync(path).size / 1e6);
}

const summary = columns
  .split(',')
  .map((column) => column.trim().split(' ')[0])
  .join(', ');

function readers(database, apart) {
  const whole = apart
    ? 'SELECT v.*, b.policy_json FROM v JOIN bodies b ON b.policy_id = v.policy_id AND b.version = v.version'
    : 'SELECT v.* FROM v';
  return {
    newest: database.prepare(`SELECT ${summary} FROM v WHERE policy_id = ? ORDER BY version DESC LIMIT 50`),
    one: database.prepare(`${whole} WHERE v.policy_id = ? AND v.version = ?`),
    inForce: database.prepare(
      `${whole} WHERE v.policy_id = ? AND v.effective_at <= ? ORDER BY v.effective_at DESC, v.version DESC LIMIT 1`,
    ),
  };
}

function openLayout(layout) {
  const contender = openFresh(layout.pageSize);
  contender.database.exec(schema(layout));
  return {
    ...contender,
    layout,
    write: writer(contender.database, layout.apart),
    read: readers(contender.database, layout.apart),
  };
}

function measureLayouts(rows, singles) {
  const contenders = layouts.map(openLayout);
  const inserts = race(contenders, rows, batch);
  const appends = race(contenders, singles, 1);
  const megabytes = contenders.map(fileMegabytes);
  const pick = randomFrom(11);
  const picked = Array.from({ length: readRounds }, () => rows[Math.floor(pick() * rows.length)]);
  const newest = raceReads(
    contenders,
    ({ read }, round) =>
      () =>
        read.newest.all(picked[round].key[0]),
  );
  const one = raceReads(
    contenders,
    ({ read }, round) =>
      () =>
        read.one.get(...picked[round].key),
  );
  const inForce = raceReads(
    contenders,
    ({ read }, round) =>
      () =>
        read.inForce.get(picked[round].key[0], '9999'),
  );
  for (const { database } of contenders) database.close();
  return layouts.map(({ rowid, apart, pageSize }, index) => ({
    table: rowid ? 'rowid' : 'WITHOUT ROWID',
    body: apart ? 'apart' : 'inline',
    page: pageSize,
    'inserts/s': inserts[index],
    'appends/s': appends[index],
    'newest 50 µs': newest[index],
    'one µs': one[index],
    'in force µs': inForce[index],
    MB: megabytes[index],
  }));
}

function openChanges({ ddl }) {
  const contender = openFresh(4096);
  contender.database.exec(ddl);
  const insert = contender.database.prepare('INSERT INTO c (policy_id, path, version) VALUES (?, ?, ?)');
  const find = contender.database.prepare(
    'SELECT version FROM c WHERE policy_id = ? AND path = ? ORDER BY version DESC LIMIT 50',
  );
  return { ...contender, find, write: (row) => insert.run(row.key[0], row.field, row.key[1]) };
}

function measureChanges(rows) {
  const contenders = changeLayouts.map(openChanges);
  const inserts = race(contenders, rows, batch);
  const megabytes = contenders.map(fileMegabytes);
  const pick = randomFrom(11);
  const picked = Array.from({ length: readRounds }, () => rows[Math.floor(pick() * rows.length)]);
  const found = raceReads(
    contenders,
    ({ find }, round) =>
      () =>
        find.all(picked[round].key[0], picked[round].field),
  );
  for (const { database } of contenders) database.close();
  return changeLayouts.map(({ name }, index) => ({
    changes: name,
    'inserts/s': inserts[index],
    'newest 50 of a field µs': found[index],
    MB: megabytes[index],
  }));
}

const round1 = (value) => Math.round(value * 10) / 10;
const changeLayouts = [
  {
    name: 'WITHOUT ROWID (policy_id, path, version)',
    ddl: 'CREATE TABLE c (policy_id TEXT NOT NULL, path TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (policy_id, path, version)) STRICT, WITHOUT ROWID',
  },
  {
    name: 'rowid, index (policy_id, path, version)',
    ddl: 'CREATE TABLE c (policy_id TEXT NOT NULL, path TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (policy_id, path, version)) STRICT',
  },
];
const layouts = [true, false].flatMap((rowid) =>
  [false, true].flatMap((apart) => [4096, 8192, 16384].map((pageSize) => ({ rowid, apart, pageSize }))),
);

try {
  const all = makeRows(versions + singleAppends);
  const rows = all.slice(0, versions);
  const singles = all.slice(versions);
  const probe = open(':memory:');
  const sqlite = probe.prepare('SELECT sqlite_version() AS version').get().version;
  const bytes = bodies.reduce((sum, body) => sum + body.length, 0) / bodies.length;
  console.log(
    `${versions} versions, bodies of ${Math.round(bytes)} bytes on average, ${policies} policies and one of ${Math.round(versions * longPolicyShare)}`,
  );
  console.log(
    `${driver}, SQLite ${sqlite}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}; WAL, FULL, batches of ${batch}`,
  );
  console.table(measureLayouts(rows, singles));
  console.table(measureChanges(rows));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
