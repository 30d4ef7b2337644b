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
/** @typedef {{ root: string, packages: Package[], files: SourceFile[] }} SourceTree */

const sourceName = /\.(ts|tsx|mts|js|mjs)$/;
const testName = /\.test\.\w+$/;

/** Reads the `src` folders of all packages and apps.
 * @param {string} root
 * @returns {SourceTree} */
export function readSourceTree(root) {
  const packages = readPackages(root);
  const files = packages.flatMap((owner) => {
    const folder = join(root, owner.folder, 'src');
    return namesIn(folder).map((name) => readSource(root, owner, posix.join(owner.folder, 'src', name)));
  });
  return { root, packages, files };
}

/** The source files under a folder, sorted, relative to it.
 * @param {string} folder */
function namesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && sourceName.test(entry.name) && !testName.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** @param {string} root @param {Package} owner @param {string} path @returns {SourceFile} */
function readSource(root, owner, path) {
  const text = readFileSync(join(root, path), 'utf8');
  const imports = importsOf(path, text).map((found) => ({ ...found, target: targetOf(root, path, found.specifier) }));
  const inner = posix.relative(posix.join(owner.folder, 'src'), path);
  const layer = (inner.split('/')[0] ?? '').replace(sourceName, '');
  return { package: owner, path, layer, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0), imports };
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
