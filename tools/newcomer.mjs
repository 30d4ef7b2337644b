/**
 * Installs the packed tarballs of every package into an empty project, as a newcomer would, and runs there what the README shows: nothing
 * of this repository is in reach. Types are checked with `skipLibCheck: false`, under both ways of resolving them.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root, run } from './repo/command.mjs';
import { publishablePackages } from './repo/packages.mjs';
import { pack } from './repo/packed.mjs';

/** What the README's code and the types of all entries need beside our packages, in the versions that are installed here. */
const companions = [
  ...['zod', 'pg', '@photostructure/sqlite', 'vitest', 'react', '@lit/react', 'vue', 'typescript'],
  ...['@types/node', '@types/pg', '@types/react'],
];
const examples = ['quick-start.mjs', 'quoting.mjs', 'ai-run.mjs'];
const resolutions = { nodenext: 'nodenext', bundler: 'esnext' };

const project = mkdtempSync(join(tmpdir(), 'newcomer-'));
try {
  const published = publishablePackages(root);
  const tarballs = [];
  for (const each of published) tarballs.push(await pack(each, join(project, 'tarballs', each.row)));
  for (const tarball of tarballs) console.log(`${kilobytes(tarball)} kB  ${basename(tarball)}`);
  await install(tarballs);
  for (const example of examples) await runExample(example);
  await checkTypes(published.flatMap(entriesOf));
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(project, { recursive: true });
}

/** @param {readonly string[]} tarballs */
async function install(tarballs) {
  const manifest = { name: 'newcomer', private: true, type: 'module' };
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest));
  const wanted = companions.map((name) => `${name}@${installedVersion(name)}`);
  const seconds = await succeed('npm', [
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    ...tarballs,
    ...wanted,
  ]);
  console.log(`installed ${tarballs.length} packages in ${seconds.toFixed(1)} s`);
}

/** @param {string} name */
async function runExample(name) {
  copyFileSync(join(root, 'examples', name), join(project, name));
  await succeed(process.execPath, [name]);
  console.log(`${name} runs`);
}

/** @param {readonly string[]} entries */
async function checkTypes(entries) {
  const lines = entries.map((entry, index) => `import type * as entry${index} from '${entry}';`);
  const names = entries.map((_, index) => `keyof typeof entry${index}`);
  writeFileSync(join(project, 'entries.ts'), `${lines.join('\n')}\nexport type Names = ${names.join(' | ')};\n`);
  for (const [moduleResolution, module] of Object.entries(resolutions)) {
    const compilerOptions = {
      ...{ module, moduleResolution, target: 'es2023', lib: ['es2024', 'esnext', 'dom', 'dom.iterable'] },
      ...{ strict: true, noEmit: true, skipLibCheck: false, types: ['node'], jsx: 'react-jsx' },
    };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['entries.ts'] }));
    await succeed(join(project, 'node_modules/.bin/tsc'), ['-p', project]);
    console.log(`${entries.length} entries have their types by ${moduleResolution}, libraries checked`);
  }
}

/** What a host can import types of.
 * @param {import('./repo/packages.mjs').Package} published */
function entriesOf({ name, manifest }) {
  return Object.entries(manifest.exports ?? {})
    .filter(([path, target]) => !path.includes('*') && typeof target === 'object' && target !== null)
    .map(([path]) => name + path.slice(1));
}

/** @param {string} command @param {readonly string[]} parameters */
async function succeed(command, parameters) {
  const { exitCode, output, seconds } = await run(command, parameters, { cwd: project });
  if (exitCode !== 0) throw new Error(`${basename(command)} ${parameters[0]} ended with ${exitCode}\n${output}`);
  return seconds;
}

/** @param {string} name @returns {string} */
function installedVersion(name) {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/** @param {string} file */
function kilobytes(file) {
  return (statSync(file).size / 1000).toFixed(1).padStart(6);
}
