import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A workspace package. `folder` is relative to the root, `row` the folder's own name, `core` for `packages/core`.
 * @typedef {{ name: string, folder: string, row: string, manifest: Manifest }} Package
 */
/** @typedef {Record<string, string>} Dependencies */
/**
 * @typedef {{
 *   name: string, version?: string, private?: boolean, bin?: Dependencies, exports?: Record<string, unknown>,
 *   dependencies?: Dependencies, peerDependencies?: Dependencies, optionalDependencies?: Dependencies,
 *   devDependencies?: Dependencies,
 * }} Manifest
 */

/** The packages in `packages/` and `apps/`, sorted by folder.
 * @param {string} root
 * @returns {Package[]} */
export function readPackages(root) {
  return ['apps', 'packages'].flatMap((parent) =>
    childrenOf(join(root, parent))
      .filter((row) => existsSync(join(root, parent, row, 'package.json')))
      .map((row) => readPackage(root, `${parent}/${row}`, row)),
  );
}

/** The packages that go to the registry.
 * @param {string} root */
export function publishablePackages(root) {
  return readPackages(root).filter(({ manifest }) => manifest.private !== true);
}

/** `zod` of `zod/mini`, `@noble/hashes` of `@noble/hashes/sha2.js`.
 * @param {string} specifier */
export function packageOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** @param {string} root @param {string} folder @param {string} row @returns {Package} */
function readPackage(root, folder, row) {
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  return { name: manifest.name, folder, row, manifest };
}

/** @param {string} folder */
function childrenOf(folder) {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
