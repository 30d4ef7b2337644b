/** Checks imports, names and sizes of `packages/*` and `apps/*` against the table below. */
import { arrowProblems } from './layers/arrows.mjs';
import { cycleProblems } from './layers/cycles.mjs';
import { measureSizes, shapeProblems } from './layers/shape.mjs';
import { readSourceTree } from './layers/source-tree.mjs';
import { isStarted, root } from './repo/command.mjs';

/** @typedef {Record<string, readonly string[]>} Arrows */

export const rules = {
  /** A package, by its folder's name, and the packages of ours it may import. @type {Arrows} */
  packages: {
    core: [],
    sqlite: ['core'],
    postgres: ['core'],
    indexeddb: ['core'],
    testing: ['core'],
    http: ['core'],
    elements: ['core'],
    cli: ['sqlite', 'postgres', 'core'],
    demo: ['elements', 'http', 'sqlite', 'postgres', 'indexeddb', 'core'],
  },
  /** Inside a package: a folder or entry of `src`, and what it may import. @type {Record<string, Arrows>} */
  layers: {
    core: {
      values: [],
      policy: ['values'],
      record: ['policy', 'values'],
      storage: ['record', 'policy', 'values'],
      access: ['policy', 'values'],
      trail: ['access', 'storage', 'record', 'policy', 'values'],
      expression: ['values'],
      evaluation: ['expression', 'record', 'policy', 'values'],
      decisions: ['evaluation', 'expression', 'trail', 'access', 'storage', 'record', 'policy', 'values'],
      zod: ['policy', 'values'],
      sql: ['storage'],
      legacy: ['trail'],
      diff: ['policy'],
      pure: ['evaluation', 'storage', 'policy', 'values'],
      index: ['decisions', 'evaluation', 'expression', 'trail', 'access', 'storage', 'record', 'policy', 'values'],
    },
    http: {
      operations: [],
      client: ['operations'],
      schemas: ['operations'],
      openapi: ['schemas', 'operations'],
      handler: ['openapi', 'schemas', 'operations'],
      index: ['client', 'handler', 'openapi', 'operations'],
    },
    elements: elementLayers(['diff', 'restore', 'history', 'settings', 'decision']),
  },
  /** Third-party packages that only these layers may import. @type {Record<string, Arrows>} */
  keptTo: { core: { zod: ['zod'] }, http: { zod: ['schemas', 'openapi', 'handler'], rou3: ['handler'] } },
  /** All that may stand at the top of a package's `src`. @type {Arrows} */
  entries: {
    core: ['index.ts', 'diff.ts', 'legacy.ts', 'pure.ts', 'sql.ts', 'zod.ts'],
    http: ['index.ts', 'client.ts', 'handler.ts'],
    elements: [
      'index.ts',
      'define.ts',
      'source.ts',
      'policytrail-elements.ts',
      ...['diff', 'history', 'settings', 'decision'].map((name) => `policy-${name}.ts`),
    ],
  },
  /** No Node module in these. @type {readonly string[]} */
  browserPackages: ['core', 'http', 'indexeddb', 'elements'],
  /** Neither a file nor a folder has one of these names. @type {readonly string[]} */
  bannedNames: ['util', 'utils', 'helper', 'helpers', 'common', 'types', 'manager', 'managers'],
  limits: { fileLines: 400, folderFiles: 8, medianLines: 80, percentile90Lines: 250 },
};

/** @typedef {typeof rules} Rules */

/**
 * What all elements stand on, and one folder for each of them: an element may import those before it.
 * @param {readonly string[]} elements
 * @returns {Arrows}
 */
function elementLayers(elements) {
  const foundation = ['base', 'view', 'fields', 'format', 'events', 'source', 'theme', 'messages'];
  const after = (/** @type {string} */ layer) => foundation.slice(foundation.indexOf(layer) + 1);
  const entries = elements.map((name) => `policy-${name}`);
  return {
    ...Object.fromEntries(foundation.map((layer) => [layer, after(layer)])),
    ...Object.fromEntries(elements.map((name, index) => [name, [...foundation, ...elements.slice(0, index)]])),
    ...Object.fromEntries(elements.map((name) => [`policy-${name}`, [name]])),
    locales: ['messages'],
    define: ['base', ...entries],
    index: ['define', ...foundation, ...entries],
    'policytrail-elements': ['define', 'locales', ...foundation, ...entries],
  };
}

/**
 * Everything under `root` that breaks the rules; empty where all is well.
 * @param {string} root
 */
export function checkLayers(root) {
  const tree = readSourceTree(root);
  return [...arrowProblems(tree, rules), ...cycleProblems(tree), ...shapeProblems(tree, rules)];
}

if (isStarted(import.meta.url)) {
  const problems = checkLayers(root);
  for (const { where, rule, message } of problems) console.log(`${where}  ${rule}: ${message}`);
  const sizes = measureSizes(readSourceTree(root));
  console.log(
    `${sizes.files} source files, lines: median ${sizes.median}, 90th percentile ${sizes.percentile90}, longest ${sizes.longest}`,
  );
  console.log(problems.length === 0 ? 'every import follows the arrows' : `${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
