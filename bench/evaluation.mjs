// Evaluation beside its peers: 10, 100 and 1,000 rules over eight fields, 1,024 different inputs, about 30% of the rules violated.
// Ours takes decimals as text with two places and explains every violation: threshold, actual value, comparisons that decided,
// message, remedy. Every contender's answers are first compared with a reference in whole hundredths. Each has a process of its own,
// as in one they would share heap and inline caches, and V8 would throw away the code of who waits; rounds alternate between them.
// usage: node evaluation.mjs [rounds]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { contenderIds, loadContender } from './evaluation/list.mjs';
import { makeRules, shuffled } from './evaluation/workload.mjs';
import { randomFrom } from './random.mjs';

const rounds = Number(process.argv[2] ?? 15);
/** `warmUp`, `window`: so long does a contender run before the first round and in each, in milliseconds of CPU time. */
const sizes = [
  { size: 10, warmUp: 600, window: 40 },
  { size: 100, warmUp: 600, window: 40 },
  { size: 1_000, warmUp: 1_500, window: 80 },
];
/** How many times the time of ours (with templates) a contender takes, at least; and what is planned for later. */
const goals = [
  { contender: 'celJs', size: 100, least: 3.5 },
  { contender: 'celJs', size: 10, least: 2 },
  { contender: 'jsonRules', size: 100, least: 150 },
  { contender: 'zenEngine', size: 100, least: 15 },
  { contender: 'decimalJs', size: 100, least: 4 },
];
const compileGoalMilliseconds = 5;

const random = randomFrom(4711);
const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** A package that cannot run on this machine is named; the others run without it. */
async function load() {
  const found = [];
  for (const id of contenderIds) {
    try {
      found.push({ id, ...(await loadContender(id)) });
    } catch (error) {
      console.log(`cannot run here: ${id}: ${error.message}`);
    }
  }
  return found;
}

async function start({ id }, { size, warmUp }) {
  const child = fork(new URL('evaluation/contestant.mjs', import.meta.url), [id, size, warmUp].map(String));
  const [{ failure }] = await once(child, 'message');
  if (failure !== undefined) throw new Error(failure);
  return child;
}

async function timeOf(child, milliseconds) {
  child.send({ milliseconds });
  const [{ nanoseconds }] = await once(child, 'message');
  return nanoseconds;
}

async function timesAt(one, contenders) {
  const children = [];
  try {
    for (const contender of contenders) children.push(await start(contender, one));
    const times = contenders.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (const at of shuffled([...contenders.keys()], random)) times[at].push(await timeOf(children[at], one.window));
    }
    return new Map(contenders.map(({ id }, at) => [id, times[at]]));
  } finally {
    for (const child of children) child.disconnect();
  }
}

async function compileMilliseconds() {
  const { compiling } = await import('./evaluation/contenders/ours.mjs');
  const times = [];
  for (let round = 0; round < 150; round++) {
    const compile = compiling(makeRules(100, 1_000 + round));
    const start = process.cpuUsage();
    compile();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1_000);
  }
  return { cold: times[0], warm: median(times.slice(50)) };
}

const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
function nameOf({ package: name, form }) {
  const version = form === 'decimal.js' ? ` ${dependencies['decimal.js']}` : dependencies[name];
  const title = name === 'hand-written' ? `hand-written, ${form}${version ?? ''}` : `${name} ${version}`;
  return name === 'hand-written' || form === '' ? title : `${title}, ${form}`;
}

const compiled = await compileMilliseconds();
const contenders = await load();
const bySize = new Map();
for (const one of sizes) bySize.set(one.size, await timesAt(one, contenders));

const timesOf = (id, size) => bySize.get(size).get(id);
// Round by round: the machine is not as fast in one as in the next.
const ratioOf = (id, size) => {
  const mine = timesOf('oursWithTemplates', size);
  return median(timesOf(id, size).map((time, round) => time / mine[round]));
};
const three = (value) => Number(value.toPrecision(3)).toLocaleString('en');
const head = sizes.flatMap(({ size }) => [`${size}: eval/s`, 'ns/rule', '×']);
console.log(
  `Node ${process.version}, ${cpus()[0]?.model}, ${cpus().length} cores; CPU time, medians of ${rounds} rounds in random order.`,
);
console.log('×: how many times the time of ours with message templates, the median of the rounds.\n');
console.log(`| Contender | ${head.join(' | ')} | exact | explains | no eval |`);
console.log(`|---${'|---'.repeat(head.length)}|---|---|---|`);
for (const contender of contenders) {
  const cells = sizes.flatMap(({ size }) => {
    const nanoseconds = median(timesOf(contender.id, size));
    return [three(1e9 / nanoseconds), three(nanoseconds / size), three(ratioOf(contender.id, size))];
  });
  const { exact, explains, withoutEval } = contender;
  console.log(`| ${[nameOf(contender), ...cells, exact, explains, withoutEval].join(' | ')} |`);
}

console.log('\nGoals:');
for (const { contender, size, least } of goals) {
  if (!contenders.some(({ id }) => id === contender)) {
    console.log(`- ${contender} at ${size}: not measured`);
    continue;
  }
  const ratio = ratioOf(contender, size);
  console.log(`- ${contender} at ${size}: ${three(ratio)} × (≥ ${least}): ${ratio >= least ? 'met' : 'missed'}`);
}
console.log(
  `- compiling 100 rules: ${three(compiled.warm)} ms warm, ${three(compiled.cold)} ms the first time (≤ ${compileGoalMilliseconds} warm): ${compiled.warm <= compileGoalMilliseconds ? 'met' : 'missed'}`,
);
