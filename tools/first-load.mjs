/** Measures what applications load of core at first, and what with the first call of some methods. `.size-limit.json` has the rest. */
import { root } from './repo/command.mjs';
import { splitBundle } from './sizes/split-bundle.mjs';

/**
 * What an application imports and calls, and the most it may load for it, minified and gzipped, in kB of 1,000 bytes.
 * `parts`: what its calls load besides.
 * @typedef {{ name: string, imports: string, parts?: readonly (keyof typeof parts)[], limit: number }} Row
 */

/** The files that are loaded on first use, and the most each may weigh in kB. No other may come about. */
const parts = { custody: 13.25, hindsight: 9 };

const trail = 'createPolicyTrail, memoryStore, definePolicy, diffPolicies';

/** @type {readonly Row[]} */
const rows = [
  {
    name: 'the whole trail and the memory store, until it has saved, evaluated and read',
    imports: trail,
    limit: 60.5,
  },
  { name: '… until it has explained or reviewed as well', imports: trail, parts: ['hindsight'], limit: 69.25 },
  {
    name: '… until it has verified and archived as well',
    imports: trail,
    parts: ['hindsight', 'custody'],
    limit: 82.5,
  },
  {
    name: 'versions, diff and evaluation',
    imports: 'createVersionTrail, diffPolicies, definePolicy, evaluatePolicy',
    limit: 50,
  },
  { name: 'versions and diff alone', imports: 'createVersionTrail, diffPolicies', limit: 20.25 },
  { name: 'the diff alone', imports: 'diffPolicies, applyChanges', limit: 6 },
];

/** @typedef {{ name: string, bytes: number, limit: number | undefined }} Measure */

/** @param {Row} row @returns {Promise<Measure>} */
async function measureRow({ name, imports, parts: called = [], limit }) {
  const { first, later } = await bundleOf(imports);
  const loaded = [...first, ...later.filter((file) => called.some((part) => part === file.name))];
  return { name, bytes: loaded.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0), limit };
}

/** @returns {Promise<Measure[]>} */
async function measureParts() {
  const { later } = await bundleOf(trail);
  const limits = new Map(Object.entries(parts));
  return later.map(({ name, gzipBytes }) => ({
    name: `of it the part \`${name}\``,
    bytes: gzipBytes,
    limit: limits.get(name),
  }));
}

/** @param {string} imports */
function bundleOf(imports) {
  return splitBundle(`export { ${imports} } from './packages/core/dist/index.js';`, root);
}

const measures = [...(await Promise.all(rows.map(measureRow))), ...(await measureParts())];
for (const { name, bytes, limit } of measures) {
  console.log(`${(bytes / 1000).toFixed(2).padStart(6)} kB of ${limit ?? 'no limit yet'}  core: ${name}`);
}
process.exitCode = measures.every(({ bytes, limit = 0 }) => bytes <= limit * 1000) ? 0 : 1;
