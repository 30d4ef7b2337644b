/**
 * A process that saves on a disk of a few MiB until that is full, looks at what is there, makes room and goes on. Prints a
 * line of JSON a round. Mounts its disks itself, in a mount namespace of its own; with `limit: 'pages'` SQLite's own limit
 * stands in for the disk; with `isHasty` it counts what it saves before it is.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createPolicyTrail } from '@policytrail/core';
import { openSqliteStore } from '@policytrail/sqlite';

const { folder, driver, journal, limit, rounds, isHasty } = JSON.parse(process.argv[2]);
const policyId = 'project-123';

for (const { freeKibibytes, batch } of rounds) {
  if (limit === 'disk') command('mount', '-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder);
  writeSync(1, `${JSON.stringify(await fillUp(freeKibibytes, batch))}\n`);
  // Lazily: a driver may keep a closed file open until its statements are collected.
  if (limit === 'disk') command('umount', '--lazy', folder);
  else
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(join(folder, `trail.db${suffix}`), { force: true });
}

async function fillUp(freeKibibytes, batch) {
  const database = await openDatabase();
  const store = await openSqliteStore(database, { driver, journal });
  const trail = createPolicyTrail({ store });
  await trail.saveMany(drafts(0, 5));
  const makeRoom = takeRoom(database, freeKibibytes);
  let acknowledged = 5;
  let failure;
  while (failure === undefined && acknowledged < 2_000) {
    failure = await trail.saveMany(drafts(acknowledged, batch)).then(
      () => undefined,
      (error) => error,
    );
    if (failure === undefined || isHasty) acknowledged += batch;
  }
  const whileFull = await contents(trail);
  makeRoom();
  const again = await trail.saveMany(drafts(acknowledged, batch));
  const report = {
    code: failure?.code,
    acknowledged,
    batch,
    whileFull,
    again: again.map(({ status }) => status),
    afterwards: await contents(trail),
    integrity: Object.values(database.prepare('PRAGMA integrity_check').get())[0],
  };
  await trail.close();
  database.close();
  return report;
}

function drafts(from, count) {
  return Array.from({ length: count }, (_, index) => ({
    policyId,
    policy: { number: from + index, terms: `${from + index} `.repeat(500) },
    by: 'ana',
    requestId: `request-${from + index + 1}`,
  }));
}

async function contents(trail) {
  const { total } = await trail.history(policyId, { limit: 1 });
  const { valid, versions } = await trail.verify(policyId);
  return { total, valid, versions };
}

/** Leaves so much room; gives back what gives all of it back. */
function takeRoom(database, freeKibibytes) {
  if (limit === 'disk') {
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - freeKibibytes * 1024)));
    return () => rmSync(join(folder, 'ballast'));
  }
  const { page_count: pages } = database.prepare('PRAGMA page_count').get();
  database.exec(`PRAGMA max_page_count = ${Number(pages) + Math.ceil(freeKibibytes / 4)}`);
  return () => database.exec('PRAGMA max_page_count = 1000000');
}

async function openDatabase() {
  const module = await import(driver);
  return new (module.DatabaseSync ?? module.default)(join(folder, 'trail.db'));
}

function command(name, ...parameters) {
  const { status, stderr, error } = spawnSync(name, parameters, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} failed: ${error?.message ?? stderr}`);
}
