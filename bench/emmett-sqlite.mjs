// Saves through the trail beside appends to emmett's event store, on SQLite files, one a transaction, in one run.
// usage: node emmett-sqlite.mjs [rounds]
// emmett's driver, `sqlite3`, would download its native part: here it is compiled from what npm has, once, into a folder of its own. That
// needs a compiler, Python and Node's headers beside Node.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPolicyTrail } from '@policytrail/core';
import { openSqliteStore } from '@policytrail/sqlite';
import { median, withFolder } from './databases.mjs';

const rounds = Number(process.argv[2] ?? 5);
const count = 1_000;
const policyCount = 50;
// The newest whose peer dependencies npm has.
const dependencies = {
  '@event-driven-io/emmett': '0.38.5',
  '@event-driven-io/emmett-sqlite': '0.38.5',
  'node-gyp': '10.3.1',
  sqlite3: '5.1.7',
};
const { getSQLiteEventStore } = await import(builtEmmett());

function builtEmmett() {
  const prefix = dirname(dirname(process.execPath));
  const folder = join(tmpdir(), `policytrail-emmett-sqlite-${process.version}`);
  const driver = join(folder, 'node_modules', 'sqlite3');
  if (!existsSync(join(driver, 'build', 'Release', 'node_sqlite3.node'))) {
    if (!existsSync(join(prefix, 'include', 'node', 'node.h')))
      throw new Error(`no headers of Node in ${prefix}/include`);
    console.error('compiling sqlite3, which takes a minute …');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'pipe' });
    execFileSync('node', ['../node-gyp/bin/node-gyp.js', 'rebuild', `--nodedir=${prefix}`], {
      cwd: driver,
      stdio: 'pipe',
    });
  }
  return pathToFileURL(join(folder, 'node_modules', '@event-driven-io', 'emmett-sqlite', 'dist', 'index.js')).href;
}

/** About 2 KB. */
const policyAt = (step) => ({ budgetTokens: 5_000 + step, terms: `terms ${step} `.padEnd(1_950, 'of the agreement ') });

const secondsOf = async (append) => {
  const start = process.hrtime.bigint();
  for (let step = 0; step < count; step += 1) await append(`project-${step % policyCount}`, step);
  return Number(process.hrtime.bigint() - start) / 1e9;
};

/** Each with the settings it has by itself: a log, and `synchronous=FULL`. */
const contenders = {
  trail: () =>
    withFolder(async (path) => {
      const trail = createPolicyTrail({ store: await openSqliteStore(path) });
      const seconds = await secondsOf((policyId, step) => trail.save(policyId, policyAt(step), { by: 'ana' }));
      const { total } = await trail.history('project-0');
      if (total !== count / policyCount) throw new Error(`${total} versions of a policy`);
      await trail.close();
      return seconds;
    }),
  emmett: () =>
    withFolder(async (path) => {
      const eventStore = getSQLiteEventStore({ fileName: path, schema: { autoMigration: 'CreateOrUpdate' } });
      const seconds = await secondsOf((stream, step) =>
        eventStore.appendToStream(stream, [{ type: 'PolicySaved', data: { policy: policyAt(step), by: 'ana' } }]),
      );
      const { events } = await eventStore.readStream('project-0');
      if (events.length !== count / policyCount) throw new Error(`${events.length} events of a stream`);
      return seconds;
    }),
};

console.log(
  `emmett-sqlite ${dependencies['@event-driven-io/emmett-sqlite']} on sqlite3 ${dependencies.sqlite3}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0].toFixed(1)}`,
);
const times = [];
// The first round compiles what is measured.
for (let round = 0; round <= rounds; round += 1) {
  const names = Object.keys(contenders);
  const taken = {};
  for (const name of round % 2 === 0 ? names : names.toReversed()) taken[name] = await contenders[name]();
  if (round > 0) times.push(taken);
}
console.table([
  {
    case: '2 KB, one a transaction',
    'trail, saves/s': Math.round(count / median(times.map(({ trail }) => trail))),
    'emmett, appends/s': Math.round(count / median(times.map(({ emmett }) => emmett))),
    'times emmett': median(times.map(({ trail, emmett }) => emmett / trail)).toFixed(1),
  },
]);
