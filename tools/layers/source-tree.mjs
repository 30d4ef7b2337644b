import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { readPackages } from '../repo/packages.mjs';
import { importsOf } from './imports.mjs';

/** @typedef {import('./imports.mjs').Import & { target: string | undefined }} SourceImport `target`: a relative import's file */
/** @typedef {import('../repo/packages.mjs').Package} Package */
/**
 * `path` is relative to the root; `layer` is the first folder under `src/`, or the file's own name without suffix where it
 * stands at the top.
 * @typedef {{ package: Package, path: string, layer: string, lines: number, imports: SourceImport[] }} SourceFile
 */
/** @typedef {Pick<SourceFile, 'path' | 'lines'>} TestFile */
/** @typedef {{ root: string, packages: Package[], files: SourceFile[], tests: TestFile[] }} SourceTree */

const sourceName = /\.(ts|tsx|mts|js|mjs)$/;
const testName = /\.test\.\w+$/;

/** Reads the `src` and `test` folders of all packages and apps.
 * @param {string} root
 * @returns {SourceTree} */
export function readSourceTree(root) {
  const packages = readPackages(root);
  const files = packages.flatMap((owner) => {
    const names = namesIn(join(root, owner.folder, 'src')).filter((name) => !testName.test(name));
    return names.map((name) => readSource(root, owner, posix.join(owner.folder, 'src', name)));
  });
  const tests = packages.flatMap(({ folder }) => {
    const paths = namesIn(join(root, folder, 'test')).map((name) => posix.join(folder, 'test', name));
    return paths.map((path) => ({ path, lines: linesOf(readFileSync(join(root, path), 'utf8')) }));
  });
  return { root, packages, files, tests };
}

/** The files of code under a folder, sorted, relative to it.
 * @param {string} folder */
function namesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && sourceName.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** @param {string} text */
function linesOf(text) {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

/** @param {string} root @param {Package} owner @param {string} path @returns {SourceFile} */
function readSource(root, owner, path) {
  const text = readFileSync(join(root, path), 'utf8');
  const imports = importsOf(path, text).map((found) => ({ ...found, target: targetOf(root, path, found.specifier) }));
  const inner = posix.relative(posix.join(owner.folder, 'src'), path);
  const layer = (inner.split('/')[0] ?? '').replace(sourceName, '');
  return { package: owner, path, layer, lines: linesOf(text), imports };
}

/** The file a relative import names; `.js` may stand for `.ts` or `.tsx`.
 * @param {string} root @param {string} path @param {string} specifier */
function targetOf(root, path, specifier) {
  if (!specifier.startsWith('.')) return undefined;
  const named = posix.join(posix.dirname(path), specifier);
  const stem = named.replace(/\.js$/, '');
  const candidates = stem === named ? [named] : [named, `${stem}.ts`, `${stem}.tsx`];
  return candidates.find((candidate) => posix.extname(candidate) !== '' && existsSync(join(root, candidate)));
}
