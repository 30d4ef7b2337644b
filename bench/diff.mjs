// The structural diff beside five others, on policies of about 10 KB and 1 MB: 1% of the leaves changed, a rule
// inserted in front, two rules moved. Every result is first checked by rebuilding the later policy from it.
// usage: node diff.mjs [rounds]
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { applyChanges, diffPolicies } from '@policytrail/core';
import jsonPatch from 'fast-json-patch';
import { applyChangeset, atomizeChangeset, diff as jsonDiff } from 'json-diff-ts';
import { create as createJsonDiffPatch } from 'jsondiffpatch';
import { diff as justDiff } from 'just-diff';
import microdiff from 'microdiff';
import { randomFrom } from './random.mjs';

const rounds = Number(process.argv[2] ?? 9);
/** At least so long does a contender run before the first round and in each, in milliseconds of CPU time. */
const [warmUp, window] = [400, 25];
// At 1 MB nobody shall pay for the garbage of the one before; small results leave too little of it to matter.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const sizes = [
  { name: '10 KB', rules: 30, pairs: 480, beforeEach: () => {} },
  { name: '1 MB', rules: 3_000, pairs: 3, beforeEach: collectGarbage },
];
const edits = { '1% of leaves': changeLeaves, 'rule in front': insertInFront, 'two rules moved': moveTwo };
const goals = { keyed: 5, positional: 1.5 };

const jsonDiffPatch = createJsonDiffPatch({ objectHash: (item) => item.id });
const keyedByTs = { embeddedObjKeys: { rules: 'id' } };
const pointer = (path) => path.map((segment) => `/${segment}`).join('');

// Each: how it is called, how many changes its result holds, how that makes the later policy of a copy of the earlier.
const contenders = [
  {
    package: '@policytrail/core',
    run: (before, after) => diffPolicies(before, after),
    count: (changes) => changes.length,
    rebuild: (before, changes) => applyChanges(before, changes),
  },
  {
    package: 'jsondiffpatch',
    kind: 'keyed',
    run: (before, after) => jsonDiffPatch.diff(before, after),
    count: countInDelta,
    rebuild: (before, delta) => jsonDiffPatch.patch(before, delta),
  },
  {
    package: 'json-diff-ts',
    kind: 'keyed',
    run: (before, after) => jsonDiff(before, after, keyedByTs),
    count: (changeset) => atomizeChangeset(changeset).length,
    rebuild: (before, changeset) => applyChangeset(before, changeset),
  },
  {
    package: 'fast-json-patch',
    kind: 'positional',
    run: (before, after) => jsonPatch.compare(before, after),
    count: (operations) => operations.length,
    rebuild: (before, operations) => jsonPatch.applyPatch(before, operations).newDocument,
  },
  {
    package: 'microdiff',
    kind: 'positional',
    run: (before, after) => microdiff(before, after, { cyclesFix: false }),
    count: (differences) => differences.length,
    rebuild: rebuildFromMicrodiff,
  },
  {
    package: 'just-diff',
    kind: 'positional',
    run: (before, after) => justDiff(before, after),
    count: (operations) => operations.length,
    rebuild: (before, operations) =>
      jsonPatch.applyPatch(
        before,
        operations.map((operation) => ({ ...operation, path: pointer(operation.path) })),
      ).newDocument,
  },
];

const random = randomFrom(7);
const below = (limit) => Math.floor(random() * limit);
const pick = (choices) => choices[below(choices.length)];
const copy = (value) => JSON.parse(JSON.stringify(value));
const regions = ['emea', 'apac', 'amer', 'latam', 'dach', 'nordics'];

function aRule(number) {
  return {
    id: `rule-${below(1e9).toString(36)}-${number}`,
    name: `Discount limit ${number}`,
    when: `quote.discountPct > ${below(60)} && quote.region in ["${pick(regions)}"]`,
    effect: pick(['deny', 'warn', 'require_approval']),
    message: `The discount is over what a salesperson may give in segment ${below(50)}`,
    params: {
      maximum: (random() * 50).toFixed(2),
      currency: 'USD',
      approver: { role: 'sales-manager', level: below(4) },
      regions: regions.filter(() => random() < 0.4),
    },
  };
}

function aPolicy(rules) {
  const limits = { budgetUsd: '1000.00', budgetTokens: below(9_000) };
  return { name: 'pricing', allowNetwork: true, limits, rules: Array.from({ length: rules }, (_, at) => aRule(at)) };
}

function changeLeaves(policy) {
  const leaves = [];
  const collect = (container) => {
    for (const [key, value] of Object.entries(container)) {
      if (typeof value === 'object') collect(value);
      else if (key !== 'id') leaves.push([container, key]);
    }
  };
  collect(policy);
  for (let changes = Math.round(leaves.length / 100); changes > 0; changes--) {
    const [[container, key]] = leaves.splice(below(leaves.length), 1);
    const value = container[key];
    if (typeof value === 'boolean') container[key] = !value;
    else container[key] = typeof value === 'number' ? value + 1 : `${value}x`;
  }
}

function insertInFront(policy) {
  policy.rules.unshift(aRule(policy.rules.length));
}

// One rule of the first half into the second and one the other way.
function moveTwo({ rules }) {
  const half = rules.length / 2;
  rules.splice(half + below(half - 1), 0, ...rules.splice(below(half - 1), 1));
  rules.splice(below(half - 1), 0, ...rules.splice(half + 1 + below(half - 1), 1));
}

function countInDelta(delta) {
  if (Array.isArray(delta)) return 1;
  return Object.entries(delta).reduce((sum, [key, inner]) => sum + (key === '_t' ? 0 : countInDelta(inner)), 0);
}

function rebuildFromMicrodiff(policy, differences) {
  for (const { type, path, value } of differences.toReversed()) {
    const container = path.slice(0, -1).reduce((inner, segment) => inner[segment], policy);
    const last = path.at(-1);
    if (type !== 'REMOVE') container[last] = value;
    else if (Array.isArray(container)) container.length = last;
    else delete container[last];
  }
  return policy;
}

function makePairs({ rules, pairs }, edit) {
  return Array.from({ length: pairs }, () => {
    const before = aPolicy(rules);
    const after = copy(before);
    edit(after);
    return { before: copy(before), after: copy(after) };
  });
}

function rebuilds({ run, rebuild }, { before, after }) {
  try {
    return isDeepStrictEqual(copy(rebuild(copy(before), copy(run(before, after)))), after);
  } catch {
    return false;
  }
}

// CPU time, in milliseconds a run: what else the machine does counts for little.
function timeOf({ run }, pairs, { beforeEach }, atLeast) {
  beforeEach();
  let next = below(pairs.length);
  let runs = 0;
  let spent = 0;
  const start = process.cpuUsage();
  while (spent < atLeast) {
    // The clock is read after every 20 pairs, if there are so many.
    for (let left = Math.min(20, pairs.length); left > 0; left--) {
      const { before, after } = pairs[next];
      run(before, after);
      next = (next + 1) % pairs.length;
      runs++;
    }
    const { user, system } = process.cpuUsage(start);
    spent = (user + system) / 1_000;
  }
  return spent / runs;
}

function timesOf(pairs, size) {
  for (const contender of contenders) timeOf(contender, pairs, size, warmUp);
  const times = contenders.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const at of contenders.map((_, index) => index).sort(() => random() - 0.5)) {
      times[at].push(timeOf(contenders[at], pairs, size, window));
    }
  }
  return times;
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
const duration = (milliseconds) =>
  milliseconds < 1 ? `${(milliseconds * 1_000).toFixed(1)} µs` : `${milliseconds.toFixed(2)} ms`;
const versionOf = (name) =>
  JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;

function checkAll(pairs) {
  const checked = pairs.slice(0, 20);
  return contenders.map((contender) => ({
    changes: median(checked.map(({ before, after }) => contender.count(contender.run(before, after) ?? {}))),
    isRight: checked.every((pair) => rebuilds(contender, pair)),
  }));
}

const rows = [];
for (const size of sizes) {
  for (const [edit, apply] of Object.entries(edits)) {
    const pairs = makePairs(size, apply);
    const policy = `${size.name} (${Buffer.byteLength(JSON.stringify(pairs[0].before))} B)`;
    const checks = checkAll(pairs);
    const times = timesOf(pairs, size);
    for (const [at, contender] of contenders.entries()) {
      const ratio = median(times[at].map((time, round) => time / times[0][round]));
      rows.push({ ...contender, ...checks[at], policy, edit, ratio, time: median(times[at]) });
    }
  }
}

console.log(
  `Node ${process.version}, ${cpus()[0].model}, ${cpus().length} cores; CPU time, medians of ${rounds} rounds in random order.`,
);
console.log('x: how many times our time, the median of the rounds.\n');
console.log('| Policy | Edit | Contender | Time | Changes | Rebuilds | x |');
console.log('|---|---|---|---|---|---|---|');
for (const row of rows) {
  const contender = `${row.package} ${versionOf(row.package)}${row.kind ? `, ${row.kind}` : ''}`;
  const cells = [row.policy, row.edit, contender, duration(row.time), row.changes];
  console.log(`| ${[...cells, row.isRight ? 'yes' : 'no', row.kind ? row.ratio.toFixed(1) : ''].join(' | ')} |`);
}

// The fastest rival of a kind in any case decides.
const verdicts = Object.entries(goals).map(([kind, goal]) => {
  const [closest] = rows.filter((row) => row.kind === kind).sort((one, other) => one.ratio - other.ratio);
  const verdict = closest.ratio >= goal ? 'met' : 'missed';
  return `${goal}x every ${kind} one: ${verdict} (closest ${closest.ratio.toFixed(2)}x: ${closest.package}, ${closest.policy}, ${closest.edit})`;
});
const least = { 'rule in front': 1, 'two rules moved': 2 };
const ours = rows.filter((row) => row.kind === undefined);
const isMinimal = ours.every((row) => row.isRight && row.changes === (least[row.edit] ?? row.changes));
console.log(`\nGoals: ${verdicts.join('; ')}; minimal and right: ${isMinimal ? 'met' : 'missed'}`);
