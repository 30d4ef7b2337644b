/**
 * Measures what a page loads of the elements, as applications are bundled: at first – the module that registers them and all that it
 * imports statically –, until one of each shows what it has – with their bodies, loaded once an element is on the page –, and in all, with
 * what is loaded once it is needed. Minified and gzipped, file by file.
 */
import { root } from './repo/command.mjs';
import { splitBundle } from './sizes/split-bundle.mjs';

/**
 * The module of the elements that a page imports, and the most it may load for it, in kB of 1,000 bytes.
 * `goal`: what it should load at first.
 * @typedef {{ name: string, module: string, withLit: boolean, first: number, shown: number, all: number, goal?: number }} Row
 */

/** @type {readonly Row[]} */
const rows = [
  {
    name: '<policy-history>',
    module: 'define/policy-history',
    withLit: true,
    first: 18,
    shown: 34.5,
    all: 67,
    goal: 18,
  },
  { name: '<policy-diff>', module: 'define/policy-diff', withLit: true, first: 17, shown: 30.25, all: 36 },
  { name: '<policy-settings>', module: 'define/policy-settings', withLit: true, first: 18, shown: 33.5, all: 55 },
  { name: '<policy-decision>', module: 'define/policy-decision', withLit: true, first: 17.5, shown: 30.5, all: 49.25 },
  { name: 'all four', module: 'define', withLit: true, first: 19, shown: 77, all: 98.75, goal: 36 },
  { name: 'all four, without Lit', module: 'define', withLit: false, first: 12.5, shown: 70.5, all: 92, goal: 28 },
];

/** @param {Row} row */
async function measure({ name, module, withLit, first, shown, all, goal }) {
  const page = `import './packages/elements/dist/${module}.js';`;
  const loads = await splitBundle(page, root, withLit ? [] : ['lit', 'lit/*']);
  const bodies = loads.later.filter((file) => isBodyOf(file.name, module));
  const bytes = {
    first: sum(loads.first),
    shown: sum([...loads.first, ...bodies]),
    all: sum([...loads.first, ...loads.later]),
  };
  const wanted = goal === undefined ? '' : ` (goal ${goal})`;
  console.log(
    `${figure(bytes.first, first)}${wanted} at first, ${figure(bytes.shown, shown)} until it shows, ${figure(bytes.all, all)} in all: ${name}`,
  );
  return bytes.first <= first * 1000 && bytes.shown <= shown * 1000 && bytes.all <= all * 1000;
}

/** @param {string} file @param {string} module */
function isBodyOf(file, module) {
  const [, element] = /^(.*)-body$/.exec(file) ?? [];
  return element !== undefined && (module === 'define' || module.endsWith(element));
}

/** @param {readonly import('./sizes/split-bundle.mjs').BundledFile[]} files */
function sum(files) {
  return files.reduce((bytes, { gzipBytes }) => bytes + gzipBytes, 0);
}

/** @param {number} bytes @param {number} limit */
function figure(bytes, limit) {
  return `${(bytes / 1000).toFixed(2).padStart(6)} kB of ${limit}`;
}

let areWithin = true;
for (const row of rows) areWithin = (await measure(row)) && areWithin;
process.exitCode = areWithin ? 0 : 1;
