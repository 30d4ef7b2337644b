/** @typedef {import('./source-tree.mjs').SourceTree} SourceTree */
/** @typedef {import('./arrows.mjs').Problem} Problem */

/** Import cycles between files, each reported once, at its first file.
 * @param {SourceTree} tree @returns {Problem[]} */
export function cycleProblems(tree) {
  const targets = new Map(tree.files.map((file) => [file.path, file.imports.flatMap(({ target }) => target ?? [])]));
  /** @type {Set<string>} */
  const finished = new Set();
  return [...targets.keys()].flatMap((path) => cyclesFrom(path, [], { targets, finished })).map(cycleProblem);
}

/**
 * Depth first: an import of a file that is on the trail closes a cycle.
 * @param {string} path @param {readonly string[]} trail
 * @param {{ targets: Map<string, string[]>, finished: Set<string> }} graph
 * @returns {string[][]}
 */
function cyclesFrom(path, trail, graph) {
  if (trail.includes(path)) return [[...trail.slice(trail.indexOf(path)), path]];
  if (graph.finished.has(path)) return [];
  const found = (graph.targets.get(path) ?? []).flatMap((target) => cyclesFrom(target, [...trail, path], graph));
  graph.finished.add(path);
  return found;
}

/** @param {string[]} cycle @returns {Problem} */
function cycleProblem(cycle) {
  return { rule: 'import cycle', where: cycle[0] ?? '', message: cycle.join(' → ') };
}
