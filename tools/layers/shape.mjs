import { posix } from 'node:path';

/** @typedef {import('./source-tree.mjs').SourceTree} SourceTree */
/** @typedef {import('./source-tree.mjs').SourceFile} SourceFile */
/** @typedef {import('../layers.mjs').Rules} Rules */
/** @typedef {import('./arrows.mjs').Problem} Problem */

/** @typedef {{ files: number, median: number, percentile90: number, longest: number }} Sizes Lines a file. */

/** Files too long, folders too full, names that say nothing, entries in the wrong place.
 * @param {SourceTree} tree @param {Rules} rules @returns {Problem[]} */
export function shapeProblems(tree, rules) {
  return [
    ...[...tree.files, ...tree.tests].flatMap((file) => longFile(file, rules)),
    ...crowdedFolders(tree, rules),
    ...tree.files.flatMap((file) => bannedNames(file, rules)),
    ...tree.files.flatMap((file) => misplacedEntry(file, rules)),
    ...longTree(tree, rules),
  ];
}

/** @param {SourceTree} tree @returns {Sizes} */
export function measureSizes(tree) {
  const lines = tree.files.map((file) => file.lines).sort((a, b) => a - b);
  const quantile = (/** @type {number} */ share) => lines[Math.max(0, Math.ceil(lines.length * share) - 1)] ?? 0;
  return { files: lines.length, median: quantile(0.5), percentile90: quantile(0.9), longest: quantile(1) };
}

/** @param {import('./source-tree.mjs').TestFile} file @param {Rules} rules @returns {Problem[]} */
function longFile({ path, lines }, { limits }) {
  if (lines <= limits.fileLines) return [];
  return [{ rule: 'long file', where: path, message: `${lines} lines, at most ${limits.fileLines}` }];
}

/** @param {SourceTree} tree @param {Rules} rules @returns {Problem[]} */
function crowdedFolders(tree, { limits }) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { path } of tree.files) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > limits.folderFiles)
    .map(([where, count]) => ({
      rule: 'crowded folder',
      where,
      message: `${count} source files, at most ${limits.folderFiles}`,
    }));
}

/** @param {SourceFile} file @param {Rules} rules @returns {Problem[]} */
function bannedNames({ path, package: { folder } }, { bannedNames: banned }) {
  return posix
    .relative(`${folder}/src`, path)
    .split('/')
    .map((segment) => segment.replace(/\..*$/, ''))
    .filter((name) => banned.includes(name))
    .map((name) => ({ rule: 'banned name', where: path, message: `\`${name}\` says nothing: name the concept` }));
}

/** @param {SourceFile} file @param {Rules} rules @returns {Problem[]} */
function misplacedEntry({ path, package: { folder, row } }, { entries }) {
  const isTop = posix.dirname(path) === `${folder}/src`;
  const name = posix.basename(path);
  if (!isTop && /^index\.\w+$/.test(name)) {
    return [{ rule: 'misplaced entry', where: path, message: 'an index stands at the top of `src` only' }];
  }
  if (!isTop || entries[row] === undefined || entries[row].includes(name)) return [];
  return [{ rule: 'misplaced entry', where: path, message: `only ${entries[row].join(' and ')} stand at the top` }];
}

/** @param {SourceTree} tree @param {Rules} rules @returns {Problem[]} */
function longTree(tree, { limits }) {
  const { median, percentile90 } = measureSizes(tree);
  return [
    { what: 'median', lines: median, limit: limits.medianLines },
    { what: '90th percentile', lines: percentile90, limit: limits.percentile90Lines },
  ]
    .filter(({ lines, limit }) => lines > limit)
    .map(({ what, lines, limit }) => ({
      rule: 'long files',
      where: '.',
      message: `${what} ${lines} lines, at most ${limit}`,
    }));
}
