// Evaluation beside its peers: 10, 100 and 1,000 rules over eight fields, 1,024 different inputs, about 30% of the rules violated.
// Ours takes decimals as text with two places and explains every violation: threshold, actual value, comparisons that decided,
// message, remedy. Every contender's answers are first compared with a reference in whole hundredths.
// usage: node evaluation.mjs [rounds]
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { makeInputs, makeRules, reference, shuffled } from './evaluation/workload.mjs';
import { randomFrom } from './random.mjs';

const rounds = Number(process.argv[2] ?? 15);
/** `warmUp`, `window`: so long does a contender run before the first round and in each, in milliseconds of CPU time. */
const sizes = [
  { size: 10, warmUp: 600, window: 40 },
  { size: 100, warmUp: 600, window: 40 },
  { size: 1_000, warmUp: 1_500, window: 80 },
];
// V8 throws away the code of what was not called for a few collections: here each waits for its turn.
setFlagsFromString('--no-flush-bytecode');
const inputCount = 1_024;
/** So many rules are checked a contender and size, input by input: all inputs but at 1,000 rules. */
const checkedRules = 102_400;

/** By name of the file that makes them: what a package cannot do on this machine is said, and the others run. */
const files = {
  'hand-written': ['plainNumbers', 'decimalJs'],
  ours: ['oursWithTemplates', 'oursWithTexts', 'oursChecking'],
  'json-rules': ['jsonLogic', 'jsonRules'],
  'expression-eval': ['expressionEval'],
  cel: ['celJs', 'bufbuildCel'],
  zen: ['zenEngine'],
  cedar: ['cedarWasm'],
};

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

async function load() {
  const found = [];
  for (const [file, names] of Object.entries(files)) {
    try {
      const module = await import(`./evaluation/contenders/${file}.mjs`);
      found.push(...names.map((id) => ({ id, ...module[id] })));
    } catch (error) {
      if (file === 'ours') throw error;
      console.log(`cannot run here: ${names.join(', ')}: ${error.message}`);
    }
  }
  return found;
}

async function check({ id, saysValues = false }, { take, judge, read = (answer) => answer }, { rules, inputs }) {
  for (const input of inputs.slice(0, checkedRules / rules.length)) {
    const taken = take(input);
    const answer = read(await judge(taken), taken);
    const right = reference(rules, input);
    const isRight = isDeepStrictEqual(answer, saysValues ? right : idsOf(right));
    if (!isRight) throw new Error(`${id} is wrong at ${rules.length} rules`);
  }
}

const idsOf = (violations) => violations.map(({ id }) => ({ id }));

/** CPU time, in nanoseconds an evaluation: what else the machine does counts for little. */
async function timeOf({ judge, inputs, isAsynchronous, stride }, atLeast) {
  let next = Math.floor(random() * inputs.length);
  let runs = 0;
  let spent = 0;
  const start = process.cpuUsage();
  while (spent < atLeast) {
    for (let left = stride; left > 0; left--) {
      const answer = judge(inputs[next]);
      if (isAsynchronous) await answer;
      next = next + 1 === inputs.length ? 0 : next + 1;
    }
    runs += stride;
    const { user, system } = process.cpuUsage(start);
    spent = (user + system) / 1_000;
  }
  return (spent * 1e6) / runs;
}

async function prepared(contender, workload, warmUp) {
  const made = await contender.prepare(workload.rules);
  await check(contender, made, workload);
  const inputs = workload.inputs.map(made.take);
  const isAsynchronous = made.judge(inputs[0]) instanceof Promise;
  const contestant = { judge: made.judge, inputs, isAsynchronous, stride: 1 };
  const nanoseconds = await timeOf(contestant, warmUp);
  // The clock is read every 0.2 ms or so: reading it takes a microsecond.
  return { ...contestant, stride: Math.max(1, Math.round(200_000 / nanoseconds)) };
}

async function timesAt({ size, warmUp, window }, contenders) {
  const workload = { rules: makeRules(size, 42), inputs: makeInputs(inputCount, 7) };
  const contestants = [];
  for (const contender of contenders) contestants.push(await prepared(contender, workload, warmUp));
  const times = contenders.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const at of shuffled([...contenders.keys()], random)) {
      times[at].push(await timeOf(contestants[at], window));
    }
  }
  return new Map(contenders.map(({ id }, at) => [id, times[at]]));
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
