/** Makes sure that what the tests need is there, and says what was found. Exits 1 with advice where something is missing. */
import { findBinaries } from './postgres/binaries.mjs';
import { whyNotTraced } from './repo/strace.mjs';
import { prepareChromium } from './setup/chromium.mjs';

/** A step returns what it found; it throws advice.
 * @type {readonly (readonly [subject: string, prepare: () => Promise<string>])[]} */
const steps = [
  ['SQLite drivers', findSqliteDrivers],
  ['Chromium', prepareChromium],
  ['Postgres', findPostgres],
  ['strace', findTracer],
];

/** Each opens a database in memory and reads from it: a driver whose native part is missing fails only then.
 * @type {Readonly<Record<string, () => Promise<unknown>>>} */
const sqliteDrivers = {
  'better-sqlite3': async () => {
    const { default: Database } = await import('better-sqlite3');
    return readOne(new Database(':memory:'));
  },
  '@photostructure/sqlite': async () => readOne(await openDatabaseSync('@photostructure/sqlite')),
  'node:sqlite': async () => readOne(await openDatabaseSync('node:sqlite')),
};

for (const [subject, prepare] of steps) {
  try {
    console.log(`${subject}: ${await prepare()}`);
  } catch (error) {
    console.error(`${subject}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}

async function findSqliteDrivers() {
  const tried = await Promise.all(
    Object.entries(sqliteDrivers).map(async ([name, open]) => {
      const reason = await open().then(
        () => undefined,
        (error) => error.message.split('\n')[0],
      );
      return { name, reason };
    }),
  );
  const loaded = tried.filter(({ reason }) => reason === undefined).map(({ name }) => name);
  const missing = tried.filter(({ reason }) => reason !== undefined).map(({ name, reason }) => `${name} (${reason})`);
  if (loaded.length === 0) {
    throw new Error(
      `none loads: ${missing.join('; ')}. Run \`npm install\`; @photostructure/sqlite needs no compiler.`,
    );
  }
  return missing.length === 0 ? loaded.join(', ') : `${loaded.join(', ')}; not here: ${missing.join('; ')}`;
}

// Started only by the tests that need it.
async function findPostgres() {
  const given = process.env['DATABASE_URL'];
  const binaries = await Promise.resolve()
    .then(findBinaries)
    .catch((/** @type {Error} */ error) => error);
  if (!(binaries instanceof Error)) {
    const own = `a throw-away server, Postgres ${binaries.version} of ${binaries.folder}`;
    return given ? `DATABASE_URL; where a test kills its server, ${own}` : own;
  }
  if (!given) throw binaries;
  return `DATABASE_URL; tests that kill a server will fail: ${binaries.message}`;
}

// Linux alone has it, and not everywhere may it trace: power losses are then replayed from recordings in the repository.
async function findTracer() {
  const reason = whyNotTraced();
  return reason === undefined ? 'records what SQLite asks of the disk' : `${reason}: kept recordings are replayed`;
}

/** @param {string} name @returns {Promise<Database>} */
async function openDatabaseSync(name) {
  const { DatabaseSync } = await import(name);
  return new DatabaseSync(':memory:');
}

/** @typedef {{ prepare(sql: string): { get(): unknown }, close(): void }} Database What all drivers have. */

/** @param {Database} database */
function readOne(database) {
  const row = database.prepare("SELECT 'here' AS word").get();
  database.close();
  if (JSON.stringify(row) !== '{"word":"here"}') throw new Error('it does not answer');
}
