/**
 * Measures what a page loads of the elements, as applications are bundled: at first – the module that registers them and all that it
 * imports statically –, and in all, with what is loaded once it is needed. Minified and gzipped, file by file.
 */
import { root } from './repo/command.mjs';
import { splitBundle } from './sizes/split-bundle.mjs';

/**
 * The module of the elements that a page imports, and the most it may load for it, in kB of 1,000 bytes.
 * `goal`: what it should load at first. `never`: the file that it does not load, as what is in it was registered at first.
 * @typedef {{ name: string, module: string, withLit: boolean, first: number, all: number, goal?: number, never?: string }} Row
 */

/** @type {readonly Row[]} */
const rows = [
  { name: '<policy-history>', module: 'define/policy-history', withLit: true, first: 31.5, all: 64, goal: 18 },
  { name: '<policy-diff>', module: 'define/policy-diff', withLit: true, first: 27.5, all: 33.5 },
  { name: '<policy-settings>', module: 'define/policy-settings', withLit: true, first: 30.5, all: 52 },
  { name: '<policy-decision>', module: 'define/policy-decision', withLit: true, first: 28, all: 46.5 },
  { name: 'all four', module: 'define', withLit: true, first: 66.5, all: 88, goal: 36, never: 'comparison' },
  { name: '<policy-history>, without Lit', module: 'define/policy-history', withLit: false, first: 25, all: 57.25 },
  { name: '<policy-diff>, without Lit', module: 'define/policy-diff', withLit: false, first: 21, all: 27 },
  { name: '<policy-settings>, without Lit', module: 'define/policy-settings', withLit: false, first: 24, all: 45.25 },
  { name: '<policy-decision>, without Lit', module: 'define/policy-decision', withLit: false, first: 21.5, all: 40 },
  {
    name: 'all four, without Lit',
    module: 'define',
    withLit: false,
    first: 60.5,
    all: 82,
    goal: 28,
    never: 'comparison',
  },
];

/** @param {Row} row */
async function measure({ name, module, withLit, first, all, goal, never }) {
  const page = `import './packages/elements/dist/${module}.js';`;
  const loads = await splitBundle(page, root, withLit ? [] : ['lit', 'lit/*']);
  const firstBytes = sum(loads.first);
  const allBytes = firstBytes + sum(loads.later.filter((file) => file.name !== never));
  const wanted = goal === undefined ? '' : ` (goal ${goal})`;
  console.log(`${figure(firstBytes, first)}${wanted} at first, ${figure(allBytes, all)} in all: ${name}`);
  return firstBytes <= first * 1000 && allBytes <= all * 1000;
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
