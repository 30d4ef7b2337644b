import { isBuiltin } from 'node:module';
import { packageOf } from '../repo/packages.mjs';

/** @typedef {import('../layers.mjs').Rules} Rules */
/** @typedef {import('./source-tree.mjs').SourceTree} SourceTree */
/** @typedef {import('./source-tree.mjs').SourceFile} SourceFile */
/** @typedef {import('./source-tree.mjs').SourceImport} SourceImport */
/** @typedef {{ rule: string, where: string, message: string }} Problem */
/** @typedef {{ tree: SourceTree, rules: Rules, file: SourceFile, imported: SourceImport }} Question */

/** What each import is asked; an answer is a problem.
 * @type {readonly (readonly [rule: string, ask: (question: Question) => string | undefined])[]} */
const questions = [
  ['unresolved', unresolved],
  ['package arrow', packageArrow],
  ['inner path', innerPath],
  ['layer arrow', layerArrow],
  ['node module', nodeModule],
  ['kept out', keptOut],
  ['undeclared dependency', undeclared],
];

/** Every import that runs against the arrows.
 * @param {SourceTree} tree @param {Rules} rules @returns {Problem[]} */
export function arrowProblems(tree, rules) {
  return tree.files.flatMap((file) =>
    file.imports.flatMap((imported) =>
      questions.flatMap(([rule, ask]) => {
        const message = ask({ tree, rules, file, imported });
        return message === undefined ? [] : [{ rule, where: `${file.path}:${imported.line}`, message }];
      }),
    ),
  );
}

/** @param {Question} question */
function unresolved({ imported: { specifier, target } }) {
  if (!isRelative(specifier) || target !== undefined) return undefined;
  return `\`${specifier}\` names no file (relative imports end in \`.js\`)`;
}

/** @param {Question} question */
function packageArrow({ tree, rules, file, imported }) {
  const from = file.package.row;
  const allowed = rules.packages[from];
  if (allowed === undefined) return `\`${from}\` has no row in the table of packages`;
  const to = tree.packages.find(({ name }) => name === packageOf(imported.specifier))?.row;
  if (to === undefined || allowed.includes(to)) return undefined;
  return `${from} may not import ${to}`;
}

/** @param {Question} question */
function innerPath({ tree, file, imported: { specifier, target } }) {
  if (isRelative(specifier)) {
    const { folder } = file.package;
    const isOwn = target?.startsWith(`${folder}/src/`) || target === `${folder}/package.json`;
    return target === undefined || isOwn ? undefined : `\`${specifier}\` leaves ${folder}/src`;
  }
  const owner = tree.packages.find(({ name }) => name === packageOf(specifier));
  const entry = `.${specifier.slice(packageOf(specifier).length)}`;
  if (owner === undefined || Object.hasOwn(owner.manifest.exports ?? {}, entry)) return undefined;
  return `\`${specifier}\` is no entry of ${owner.name}`;
}

/** @param {Question} question */
function layerArrow({ tree, rules, file, imported }) {
  const layers = rules.layers[file.package.row];
  if (layers === undefined) return undefined;
  const allowed = layers[file.layer];
  if (allowed === undefined) return `\`${file.layer}\` has no row in the table of layers`;
  const to = tree.files.find(({ path }) => path === imported.target)?.layer;
  if (to === undefined || to === file.layer || allowed.includes(to)) return undefined;
  return `${file.layer} may not import ${to}`;
}

/** @param {Question} question */
function nodeModule({ rules, file, imported: { specifier } }) {
  if (!rules.browserPackages.includes(file.package.row) || !isNodeModule(specifier)) return undefined;
  return `${file.package.row} runs in browsers and may not import \`${specifier}\``;
}

/** @param {Question} question */
function keptOut({ rules, file, imported: { specifier } }) {
  const homes = rules.keptTo[file.package.row]?.[packageOf(specifier)];
  if (homes === undefined || homes.includes(file.layer)) return undefined;
  return `\`${packageOf(specifier)}\` is kept to ${homes.join(', ')}`;
}

/** @param {Question} question */
function undeclared({ file, imported: { specifier } }) {
  if (isRelative(specifier) || isNodeModule(specifier)) return undefined;
  const { manifest } = file.package;
  const declared = {
    ...manifest.dependencies,
    ...manifest.peerDependencies,
    ...manifest.optionalDependencies,
    ...(manifest.private === true ? manifest.devDependencies : {}),
  };
  const needed = packageOf(specifier);
  return Object.hasOwn(declared, needed) ? undefined : `\`${needed}\` is not among the package's dependencies`;
}

/** @param {string} specifier */
function isRelative(specifier) {
  return specifier.startsWith('.');
}

/** @param {string} specifier `node:sqlite` counts on Nodes that lack it, too. */
function isNodeModule(specifier) {
  return specifier.startsWith('node:') || isBuiltin(specifier);
}
