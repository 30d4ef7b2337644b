// One contender at one size, in a process of its own: `evaluation.mjs` starts it and asks it for one round after another.
import { isDeepStrictEqual } from 'node:util';
import { loadContender } from './list.mjs';
import { makeInputs, makeRules, reference } from './workload.mjs';

const [id, sizeText, warmUpText] = process.argv.slice(2);
const [size, warmUp] = [Number(sizeText), Number(warmUpText)];
const inputCount = 1_024;
/** So many rules are checked, input by input: with all inputs but at 1,000 rules. */
const checkedRules = 102_400;

async function check({ saysValues = false }, { take, judge, read = (answer) => answer }, { rules, inputs }) {
  for (const input of inputs.slice(0, checkedRules / rules.length)) {
    const taken = take(input);
    const answer = read(await judge(taken), taken);
    const right = reference(rules, input);
    if (isDeepStrictEqual(answer, saysValues ? right : idsOf(right))) continue;
    throw new Error(`${id} is wrong at ${rules.length} rules`);
  }
}

const idsOf = (violations) => violations.map((violation) => ({ id: violation.id }));

/** CPU time, in nanoseconds an evaluation: what else the machine does counts for little. */
async function timeOf({ judge, inputs, isAsynchronous, stride }, milliseconds) {
  let next = Math.floor(Math.random() * inputs.length);
  let runs = 0;
  let spent = 0;
  const start = process.cpuUsage();
  while (spent < milliseconds) {
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

async function prepare() {
  const workload = { rules: makeRules(size, 42), inputs: makeInputs(inputCount, 7) };
  const contender = await loadContender(id);
  const made = await contender.prepare(workload.rules);
  await check(contender, made, workload);
  const inputs = workload.inputs.map(made.take);
  const isAsynchronous = made.judge(inputs[0]) instanceof Promise;
  const contestant = { judge: made.judge, inputs, isAsynchronous, stride: 1 };
  const nanoseconds = await timeOf(contestant, warmUp);
  // The clock is read every 0.2 ms or so: reading it takes a microsecond.
  return { ...contestant, stride: Math.max(1, Math.round(200_000 / nanoseconds)) };
}

try {
  const contestant = await prepare();
  process.on('message', async ({ milliseconds }) =>
    process.send({ nanoseconds: await timeOf(contestant, milliseconds) }),
  );
  process.send({ isReady: true });
} catch (error) {
  process.send({ failure: error.message }, () => process.disconnect());
}
