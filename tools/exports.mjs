/** Packs every published package, lints the tarball and uses it in plain Node as a host would. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run, runTool } from './repo/command.mjs';
import { publishablePackages } from './repo/packages.mjs';
import { installPacked, pack } from './repo/packed.mjs';

/** @typedef {import('./repo/packages.mjs').Package} Package */
/** @typedef {{ package: Package, tarball: string, project: string, entries: string[] }} Packed `project`: has it installed */

/** What every packed package is put through; what it returns is a problem.
 * @type {Readonly<Record<string, (packed: Packed) => Promise<string | undefined>>>} */
const trials = { publint, attw, import: importEntries, bin: startBins };

const workshop = mkdtempSync(join(tmpdir(), 'exports-'));
try {
  process.exitCode = (await tryAll()) === 0 ? 0 : 1;
} finally {
  rmSync(workshop, { recursive: true });
}

/** Returns how many packages have a problem. */
async function tryAll() {
  const states = publishablePackages(root).map((published) => ({ package: published, state: buildState(published) }));
  for (const { package: published, state } of states.filter(({ state }) => state !== 'built')) {
    console.log(`${published.name}: ${state}`);
  }
  const built = states.filter(({ state }) => state === 'built').map((entry) => entry.package);
  /** @type {Map<string, { package: Package, tarball: string }>} */
  const packed = new Map();
  for (const published of built) {
    packed.set(published.name, { package: published, tarball: await pack(published, join(workshop, published.row)) });
  }
  let failures = states.filter(({ state }) => state !== 'built' && state !== 'empty').length;
  for (const { package: published, tarball } of packed.values()) {
    const project = join(workshop, published.row);
    await installPacked(published, packed, project);
    const isSound = await tryPackage({ package: published, tarball, project, entries: entriesOf(published) });
    failures += isSound ? 0 : 1;
  }
  return failures;
}

/** @param {Package} published @returns {string} `built`, `empty` (nothing to build yet), or what is wrong */
function buildState({ folder }) {
  const hasSource = existsSync(join(root, folder, 'src')) && readdirSync(join(root, folder, 'src')).length > 0;
  const hasBuild = existsSync(join(root, folder, 'dist'));
  if (hasSource) return hasBuild ? 'built' : 'not built: run `npm run build`';
  return hasBuild ? 'has a dist without a source' : 'empty';
}

/** @param {Packed} packed */
async function tryPackage(packed) {
  /** @type {string[]} */
  const problems = [];
  for (const [name, attempt] of Object.entries(trials)) {
    const problem = await attempt(packed);
    if (problem !== undefined) problems.push(`${name}: ${problem}`);
  }
  console.log(`${packed.package.name}: ${problems.length === 0 ? 'sound' : `\n${problems.join('\n')}`}`);
  return problems.length === 0;
}

/** What a host can import; `./package.json` and types alone are left out.
 * @param {Package} published */
function entriesOf({ name, manifest }) {
  const entries = Object.entries(manifest.exports ?? {}).filter(
    ([, target]) => typeof target === 'object' && target !== null && 'import' in target,
  );
  return entries.map(([path]) => name + path.slice(1));
}

/** @param {Packed} packed */
async function publint({ tarball }) {
  const { exitCode, output } = await runTool('publint', ['run', tarball, '--strict']);
  return exitCode === 0 ? undefined : output;
}

/** @param {Packed} packed */
async function attw({ tarball, entries }) {
  if (entries.length === 0) return undefined;
  const { exitCode, output } = await runTool('attw', [tarball, '--profile', 'esm-only', '--no-definitely-typed']);
  return exitCode === 0 ? undefined : output;
}

/** @param {Packed} packed */
async function importEntries({ package: { name }, project, entries }) {
  const script = `
    await import('${name}/package.json', { with: { type: 'json' } });
    for (const entry of ${JSON.stringify(entries)}) {
      const names = Object.keys(await import(entry));
      if (names.length === 0) throw new Error(entry + ' exports nothing');
    }`;
  const { exitCode, output } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: project });
  return exitCode === 0 ? undefined : output;
}

/** @param {Packed} packed */
async function startBins({ package: { manifest, name }, project }) {
  for (const path of Object.values(manifest.bin ?? {})) {
    const file = join(project, 'node_modules', name, path);
    if (!existsSync(file)) return `${path} is not in the package`;
    if ((statSync(file).mode & 0o111) === 0) return `${path} is not executable`;
    if (!readFileSync(file, 'utf8').startsWith('#!/usr/bin/env node\n')) return `${path} has no shebang`;
    const { exitCode, output } = await run(file, ['--help']);
    if (exitCode !== 0) return `${path} --help ended with ${exitCode}\n${output}`;
  }
  return undefined;
}
