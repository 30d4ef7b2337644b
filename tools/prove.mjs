/** Runs the long set of every proof and writes what came out to `docs/reliability.md`, or to the file given. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { root, runTool } from './repo/command.mjs';
import { whyNoSmallDisks } from './repo/small-disks.mjs';
import { whyNotTraced } from './repo/strace.mjs';

/**
 * `figures`: the long set, by the environment variable that the tests read; where one is set, it goes before the table.
 * `whyNot`: why the long set can't be run on this machine; `undefined` where it can.
 * @typedef {{ promise: string, folder: string, files: RegExp, figures: Readonly<Record<string, number>>,
 *   whyNot?: () => string | undefined }} Proof
 * @type {readonly Proof[]}
 */
const proofs = [
  {
    promise: 'Canonical JSON of random documents is the same text as from a second implementation',
    folder: 'packages/core/test/values',
    files: /^canonical-json.*\.test\.ts$/,
    figures: { PROVE_DOCUMENTS: 100_000 },
  },
  {
    promise: 'A diff of random policies, applied to the earlier, gives the later',
    folder: 'packages/core/test/policy/diff',
    files: /\.test\.ts$/,
    figures: { PROVE_DIFFS: 10_000 },
  },
  {
    promise: 'Arithmetic on random decimals gives the same as decimal.js, to the last of 34 digits',
    folder: 'packages/core/test/expression/decimal',
    files: /\.test\.ts$/,
    figures: { PROVE_DECIMALS: 200_000 },
  },
  {
    promise: 'Random expressions over random decimals come to the same as in a plain interpreter on decimal.js',
    folder: 'packages/core/test/expression/reference',
    files: /\.test\.ts$/,
    figures: { PROVE_EXPRESSIONS: 1_000_000 },
  },
  {
    promise: 'SQLite: a writer killed at a random moment loses nothing acknowledged and leaves no gap',
    folder: 'packages/sqlite/test',
    files: /^processes.*\.test\.ts$/,
    figures: { PROVE_KILLS: 500 },
  },
  {
    promise:
      'SQLite: a power loss at any moment loses nothing acknowledged, by replaying recorded system calls (two drivers, WAL and rollback journal)',
    folder: 'packages/sqlite/test',
    files: /^power-loss.*\.test\.ts$/,
    figures: { PROVE_POWER_LOSSES: 1_000, PROVE_RECORDED_SAVES: 300 },
    whyNot: whyNotTraced,
  },
  {
    promise:
      'SQLite: a disk that fills up at any point keeps what was acknowledged, nothing half written, and goes on with room',
    folder: 'packages/sqlite/test',
    files: /^disk-full\.test\.ts$/,
    figures: { PROVE_FULL_DISKS: 250 },
    whyNot: whyNoSmallDisks,
  },
  {
    promise: 'SQLite: rival processes on one policy leave one gapless history with every acknowledged version',
    folder: 'packages/sqlite/test',
    files: /^processes.*\.test\.ts$/,
    figures: { PROVE_RIVALS: 8, PROVE_SAVES: 200 },
  },
  {
    promise: 'IndexedDB: a browser killed at a random moment has lost nothing acknowledged and left no gap',
    folder: 'packages/indexeddb/test',
    files: /^kills.*\.test\.ts$/,
    figures: { PROVE_BROWSER_KILLS: 60 },
  },
  {
    promise: 'IndexedDB: rival tabs on one policy leave one gapless history with every acknowledged version',
    folder: 'packages/indexeddb/test',
    files: /^tabs.*\.test\.ts$/,
    figures: { PROVE_TABS: 8, PROVE_TAB_SAVES: 250 },
  },
  {
    promise: 'IndexedDB: conformance suite, saboteurs, lost handles and tampering, in Firefox, too',
    folder: 'packages/indexeddb/test',
    files: /\.browser\.test\.ts$/,
    figures: { PROVE_FIREFOX: 1 },
  },
  {
    promise: 'SQLite: of what is erased, 12 evaluations a round, nothing is left in the files',
    folder: 'packages/sqlite/test/records',
    files: /^erasing.*\.test\.ts$/,
    figures: { PROVE_ERASURES: 100 },
  },
  {
    promise: 'Postgres: connections cut at COMMIT double, lose and falsely acknowledge nothing',
    folder: 'packages/postgres/test/faults',
    files: /^cuts\.test\.ts$/,
    figures: { PROVE_CUTS: 1_000 },
  },
  {
    promise: 'Postgres: a server killed while clients append, with fsync, loses nothing acknowledged and leaves no gap',
    folder: 'packages/postgres/test/faults',
    files: /^server-kills\.test\.ts$/,
    figures: { PROVE_SERVER_KILLS: 100 },
  },
  {
    promise: 'Postgres: rival clients of several processes on one policy leave one gapless history',
    folder: 'packages/postgres/test/processes',
    files: /^rivals\.test\.ts$/,
    figures: { PROVE_CLIENTS: 32, PROVE_APPENDS: 50 },
  },
  {
    promise: 'HTTP: answers to saves that are cut double nothing and lose nothing',
    folder: 'packages/http/test/sockets',
    files: /^cuts\.test\.ts$/,
    figures: { PROVE_HTTP_CUTS: 500 },
  },
  {
    promise:
      'HTTP: hostile requests are answered by what was asked for or a 4xx, and nothing is touched where authorize refuses',
    folder: 'packages/http/test/handler',
    files: /^fuzz\.test\.ts$/,
    figures: { PROVE_HTTP_FUZZ: 10_000 },
  },
];

/** @typedef {{ proof: Proof, shortSet: string, longSet: string, result: string, isProven: boolean }} Outcome */

/** @type {Outcome[]} */
const outcomes = [];
for (const proof of proofs) {
  const outcome = await prove(proof);
  console.log(`${proof.promise}\n  ${outcome.longSet}: ${outcome.result}`);
  outcomes.push(outcome);
}
const page = resolve(root, process.argv[2] ?? 'docs/reliability.md');
writeFileSync(page, report(outcomes));
console.log(`wrote ${page}`);
process.exitCode = outcomes.every(({ isProven }) => isProven) ? 0 : 1;

/** @param {Proof} proof @returns {Promise<Outcome>} */
async function prove(proof) {
  const files = testFiles(proof);
  const texts = sourceTexts(proof.folder);
  const short = Object.keys(proof.figures).map((variable) => shortFigure(variable, texts));
  const outcome = { proof, shortSet: inWords(proof, short), longSet: inWords(proof, longFigures(proof)) };
  if (files.length === 0) return { ...outcome, result: 'not run: no test file', isProven: false };
  const unread = Object.keys(proof.figures).find((_, index) => short[index] === undefined);
  if (unread !== undefined) return { ...outcome, result: `not run: no test reads ${unread}`, isProven: false };
  const reason = proof.whyNot?.();
  if (reason !== undefined) return { ...outcome, result: `not run: ${reason}`, isProven: false };
  return { ...outcome, ...(await runLongSet(proof, files)) };
}

/** @param {Proof} proof @param {readonly string[]} files */
async function runLongSet(proof, files) {
  const folder = mkdtempSync(join(tmpdir(), 'prove-'));
  const counts = join(folder, 'counts.json');
  const variables = Object.keys(proof.figures);
  const figures = longFigures(proof);
  const { exitCode, output, seconds } = await runTool(
    'vitest',
    ['run', ...files, '--reporter=default', '--reporter=json', `--outputFile.json=${counts}`, '--testTimeout=7200000'],
    {
      env: Object.fromEntries(variables.map((variable, index) => [variable, String(figures[index])])),
      timeoutMilliseconds: 4 * 3_600_000,
    },
  );
  const tests = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')).numPassedTests : 0;
  rmSync(folder, { recursive: true });
  if (exitCode !== 0) console.log(output);
  const isProven = exitCode === 0 && tests > 0;
  return { result: `${isProven ? 'passed' : '**failed**'} (tests: ${tests}, ${seconds.toFixed(0)} s)`, isProven };
}

/** @param {Proof} proof */
function testFiles({ folder, files }) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .filter((name) => files.test(name))
    .map((name) => `${folder}/${name}`);
}

/** All TypeScript of a test folder, and the tests' configuration: a figure may be read beside the tests.
 * @param {string} folder */
function sourceTexts(folder) {
  if (!existsSync(join(root, folder))) return [];
  const beside = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
  return [...beside, 'vitest.config.ts'].map((path) => readFileSync(join(root, path), 'utf8'));
}

/** @param {Proof} proof */
function longFigures({ figures }) {
  return Object.entries(figures).map(([variable, figure]) => Number(process.env[variable] ?? figure));
}

/** The figure the tests take by default: `200` of `process.env['PROVE_SAVES'] ?? 200`.
 * @param {string} variable @param {readonly string[]} texts @returns {number | undefined} */
function shortFigure(variable, texts) {
  const byDefault = new RegExp(`\\b${variable}\\b['"\\]]*\\s*(?:\\?\\?|\\|\\|)\\s*['"]?(?<figure>[\\d_]+)`);
  const found = texts.flatMap((text) => byDefault.exec(text)?.groups?.['figure'] ?? [])[0];
  return found === undefined ? undefined : Number(found.replaceAll('_', ''));
}

/** `8 rivals, 200 saves`
 * @param {Proof} proof @param {readonly (number | undefined)[]} figures */
function inWords(proof, figures) {
  return Object.keys(proof.figures)
    .map(
      (variable, index) =>
        `${figures[index]?.toLocaleString('en') ?? '?'} ${variable.slice(6).toLowerCase().replaceAll('_', ' ')}`,
    )
    .join(', ');
}

/** @param {readonly Outcome[]} all */
function report(all) {
  const date = new Date().toISOString().slice(0, 10);
  const processors = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  const machine = `${processors.length} × ${processors[0]?.model}, ${memory}, ${process.platform}, Node ${process.version}`;
  const rows = all.map(({ proof, shortSet, longSet, result }) =>
    [proof.promise, shortSet, longSet, result, date, machine].join(' | '),
  );
  return `# Reliability

Every promise is proven twice: a short set with fixed seeds in each \`npm test\`, a long set by \`npm run prove\`, which writes this
page. Beside each proof stands a deliberately broken twin that the same test must catch. What could not run says so.

| Promise | Short set | Long set | Long set's result | Date | Machine |
|---|---|---|---|---|---|
${rows.map((row) => `| ${row} |`).join('\n')}
`;
}
