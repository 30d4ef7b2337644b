// Evaluate and record: quotes judged by the quoting policy and recorded on SQLite, in batches through `evaluateMany` and one by
// one, beside the raw driver inserting the very same rows – evaluations, payloads, violations – into the same tables, keys and
// triggers, and beside the memory store, which shows what core alone takes.
// usage: node --expose-gc record.mjs [rounds] [driver]
import { cpus } from 'node:os';
import { createPolicyTrail, definePolicy, memoryStore } from '@policytrail/core';
import { decimal } from '@policytrail/core/zod';
import { openSqliteStore } from '@policytrail/sqlite';
import * as z from 'zod';
import { driverOpener, firstDriver, median, withFolder } from './databases.mjs';
import { randomFrom } from './random.mjs';

const rounds = Number(process.argv[2] ?? 5);
const driverName = process.argv[3] ?? (await firstDriver());
const goalRate = 20_000;
const cases = [
  { name: '1,000 a transaction', size: 1_000, count: 10_000 },
  { name: 'one a transaction', size: 1, count: 1_000 },
];
const tables = ['evaluations', 'violations', 'payloads'];

if (globalThis.gc === undefined) throw new Error('start it with node --expose-gc');
const openDriver = await driverOpener(driverName);

const percent = () => decimal({ scale: 2, min: 0, max: 100 });
const pricing = definePolicy({
  name: 'pricing',
  policy: z.object({
    maxDiscountPct: percent(),
    maxManagerDiscountPct: percent(),
    minMarginPct: percent(),
    maxDealValue: decimal({ scale: 2, min: 0 }),
  }),
  input: z.object({ discountPct: percent(), marginPct: percent(), dealValue: decimal({ scale: 2, min: 0 }) }),
});
const approval = { effect: 'require_approval', section: 'Pricing Policy 4.2', category: 'pricing' };
const policy = {
  maxDiscountPct: '20.00',
  maxManagerDiscountPct: '30.00',
  minMarginPct: '10.00',
  maxDealValue: '250000.00',
  rules: [
    {
      ...approval,
      id: 'discount-cap-vp',
      name: 'Discount needs the VP',
      group: 'discount-cap',
      when: 'input.discountPct > policy.maxManagerDiscountPct',
      approver: 'vp_finance',
      message: 'Discount {{ input.discountPct }}% exceeds {{ policy.maxManagerDiscountPct }}%',
      resolution: 'Request approval of the VP of finance',
    },
    {
      ...approval,
      id: 'discount-cap-manager',
      name: 'Maximum Discount',
      group: 'discount-cap',
      when: 'input.discountPct > policy.maxDiscountPct',
      approver: 'sales_manager',
      message: 'Discount {{ input.discountPct }}% exceeds {{ policy.maxDiscountPct }}% maximum',
      resolution: 'Request sales manager approval',
    },
    {
      ...approval,
      id: 'margin-floor',
      name: 'Margin floor',
      when: 'input.marginPct < policy.minMarginPct',
      approver: 'finance',
      message: 'Margin of {{ input.marginPct }}% is below the floor of {{ policy.minMarginPct }}%',
    },
    {
      ...approval,
      id: 'deal-value-cap',
      name: 'Deal value cap',
      when: 'input.dealValue > policy.maxDealValue',
      approver: 'finance',
      message: 'A deal over {{ policy.maxDealValue }} USD needs finance',
    },
  ],
};

const random = randomFrom(20_000);
const amount = (below) => (random() * below).toFixed(2);

/** The requests of one transaction, made while no clock runs; about 0.7 violations each. */
const requestsFrom = (start, size) =>
  Array.from({ length: size }, (_, index) => ({
    policyId: 'pricing',
    input: { discountPct: amount(30), marginPct: amount(50), dealValue: amount(300_000) },
    subject: { type: 'quote', id: `Q-${start + index}`, version: 1 },
    by: 'kim',
  }));

/** Seconds by the clock, and of CPU time, which counts neither the disk nor what else the machine does. */
const spent = async (work) => {
  const start = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { clock: Number(process.hrtime.bigint() - start) / 1e9, cpu: (user + system) / 1e6 };
};
const sum = (one, other) => ({ clock: one.clock + other.clock, cpu: one.cpu + other.cpu });

async function throughTrail(store, { count, size }) {
  const trail = createPolicyTrail({ store, definition: pricing });
  await trail.save('pricing', policy, { by: 'ana', label: 'v1.2.0', title: 'Q1 2026 Pricing Policy' });
  let time = { clock: 0, cpu: 0 };
  for (let start = 0; start < count; start += size) {
    const requests = requestsFrom(start, size);
    const [{ policyId, input, ...options }] = requests;
    if (size > 1) gc();
    const record = () => (size === 1 ? trail.evaluate(policyId, input, options) : trail.evaluateMany(requests));
    time = sum(time, await spent(record));
  }
  const { total } = await trail.evaluations('pricing', { limit: 1 });
  if (total !== count) throw new Error(`${total} evaluations instead of ${count}`);
  await trail.close();
  return time;
}

/** Records on SQLite; returns the time and the rows that came of it. */
const onSqlite = (one) =>
  withFolder(async (path) => {
    const time = await throughTrail(await openSqliteStore(path, { driver: driverName }), one);
    const database = openDriver(path);
    const rows = Object.fromEntries(tables.map((table) => [table, readRows(database, table)]));
    const version = readRows(database, 'versions');
    database.close();
    return { time, rows, version };
  });

const readRows = (database, table) =>
  database
    .prepare(`SELECT * FROM policytrail_${table} ORDER BY rowid`)
    .all()
    .map((row) => ({ ...row }));

const inMemory = (one) => throughTrail(memoryStore(), one);

/** Inserts the rows with nothing in between, table by table within a transaction. */
function throughDriver({ rows, version }, { count, size }) {
  return withFolder(async (path) => {
    await (await openSqliteStore(path, { driver: driverName })).close();
    const database = openDriver(path);
    for (const setting of ['journal_mode=WAL', 'synchronous=FULL', 'secure_delete=ON', 'cache_size=-16000']) {
      database.exec(`PRAGMA ${setting}`);
    }
    database.exec('PRAGMA foreign_keys=ON');
    for (const row of version) insertInto(database, 'versions', row).run(...Object.values(row));
    const inserts = Object.fromEntries(tables.map((table) => [table, insertInto(database, table, rows[table][0])]));
    const violations = new Map();
    for (const row of rows.violations) {
      violations.set(row.evaluation_id, [...(violations.get(row.evaluation_id) ?? []), row]);
    }
    const valuesOf = (list) => list.map((row) => Object.values(row));
    let time = { clock: 0, cpu: 0 };
    for (let start = 0; start < count; start += size) {
      const page = rows.evaluations.slice(start, start + size);
      const evaluations = valuesOf(page);
      const violated = valuesOf(page.flatMap(({ id }) => violations.get(id) ?? []));
      const payloads = valuesOf(rows.payloads.slice(start, start + size));
      if (size > 1) gc();
      const insert = () => {
        database.exec('BEGIN IMMEDIATE');
        for (const values of evaluations) inserts.evaluations.run(...values);
        for (const values of violated) inserts.violations.run(...values);
        for (const values of payloads) inserts.payloads.run(...values);
        database.exec('COMMIT');
      };
      time = sum(time, await spent(insert));
    }
    database.close();
    return time;
  });
}

function insertInto(database, table, row) {
  const columns = Object.keys(row);
  const marks = columns.map(() => '?').join(', ');
  return database.prepare(`INSERT INTO policytrail_${table} (${columns.join(', ')}) VALUES (${marks})`);
}

console.log(
  `Evaluate and record, ${driverName}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, median of ${rounds} rounds`,
);
console.log(
  'evaluations/s, then CPU time of one; `same rows` = the raw driver inserting the rows that the trail wrote\n',
);
// Compiles what is measured.
await throughDriver(await onSqlite({ count: 2_000, size: 100 }), { count: 2_000, size: 100 });
await inMemory({ count: 2_000, size: 100 });

const table = [];
let bytes = 0;
for (const one of cases) {
  const times = { trail: [], raw: [], memory: [] };
  for (let round = 0; round < rounds; round++) {
    const recorded = await onSqlite(one);
    times.trail.push(recorded.time);
    for (const kind of round % 2 === 0 ? ['raw', 'memory'] : ['memory', 'raw']) {
      times[kind].push(await (kind === 'raw' ? throughDriver(recorded, one) : inMemory(one)));
    }
    const lengths = recorded.rows.payloads.map((row) => row.decision_json.length + row.input_json.length);
    bytes = Math.round(lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
  }
  const rate = (kind) => Math.round(one.count / median(times[kind].map(({ clock }) => clock)));
  const cpu = (kind) => Math.round((median(times[kind].map((time) => time.cpu)) / one.count) * 1e6);
  const ratio = (measure) => median(times.trail.map((time, round) => times.raw[round][measure] / time[measure]));
  table.push({
    case: one.name,
    'trail, SQLite': rate('trail'),
    'raw, same rows': rate('raw'),
    'to same rows': ratio('clock').toFixed(2),
    'trail, memory': rate('memory'),
    'CPU µs: SQLite': cpu('trail'),
    raw: cpu('raw'),
    memory: cpu('memory'),
    goal: one.size > 1 ? `≥ ${goalRate}: ${rate('trail') >= goalRate ? 'met' : 'missed'}` : '',
  });
}
console.table(table);
console.log(`Input and decision together: ${bytes} characters an evaluation, ${policy.rules.length} rules.`);
