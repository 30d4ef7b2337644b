// Canonical JSON beside JSON.stringify and two packages, alone and with SHA-256, on policies of 1 KB, 10 KB and 1 MB.
// Every text is first compared with canonicalize's.
// usage: node canonical-json.mjs [rounds at 1 KB] [rounds at 10 KB] [rounds at 1 MB]
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { canonicalJson, sha256Hex } from '@policytrail/core';
import canonicalize from 'canonicalize';
import safeStableStringify from 'safe-stable-stringify';
import { randomFrom } from './random.mjs';

const [at1KB = 40, at10KB = 25, at1MB = 11] = process.argv.slice(2).map(Number);
// `goal`: canonical text and hash together, in times of JSON.stringify.
const sizes = [
  { name: '1 KB', bytes: 1_000, policies: 1_024, rounds: at1KB, goal: 2.5 },
  { name: '10 KB', bytes: 10_000, policies: 256, rounds: at10KB, goal: 2.5 },
  { name: '1 MB', bytes: 1_000_000, policies: 4, rounds: at1MB, goal: 3.5 },
];
const writers = {
  'JSON.stringify': (policy) => JSON.stringify(policy),
  '@policytrail/core': (policy) => canonicalJson(policy),
  'safe-stable-stringify': (policy) => safeStableStringify(policy),
  canonicalize: (policy) => canonicalize(policy),
};
const contenders = Object.entries(writers).flatMap(([name, write]) => [
  { name, column: 'text', run: write },
  { name, column: 'text and hash', run: (policy) => sha256Hex(write(policy)) },
]);

const random = randomFrom(8785);
const below = (limit) => Math.floor(random() * limit);
const plainWords =
  'budget tokens discount approval manager network region pricing maximum customer quote limit schedule review model margin currency threshold'.split(
    ' ',
  );
const foreignWords = [...plainWords, 'Zürich', 'naïve', '–', '承認'];

/** A policy of about so many bytes as a host would have it: parsed, its keys in no order; one in eight not all ASCII. */
function policyOf(bytes) {
  const words = below(8) === 0 ? foreignWords : plainWords;
  const word = () => words[below(words.length)];
  const policy = {
    name: `${word()} ${word()}`,
    allowNetwork: below(2) === 0,
    budgetTokens: below(1_000_000),
    budgetUsd: (random() * 1_000).toFixed(2),
    budgetNatureCost: random() * 100,
    regions: Array.from({ length: below(6) }, word),
    owner: { team: word(), seats: below(100), contact: null },
    rules: [],
    tables: [],
  };
  let size = JSON.stringify(policy).length;
  while (size < bytes - 150) {
    const part = below(4) === 0 ? tableOf(word) : ruleOf(word, policy.rules.length);
    size += JSON.stringify(part).length + 1;
    (part.id === undefined ? policy.tables : policy.rules).push(part);
  }
  return JSON.parse(JSON.stringify(policy));
}

function ruleOf(word, index) {
  const name = word();
  return {
    id: `${word()}-${index}`,
    name: `Maximum ${name}`,
    section: `Pricing Policy ${below(9)}.${below(9)}`,
    category: word(),
    when: below(4) === 0 ? `input.${name} == "${word()}"` : `input.${name}Pct > policy.max${name}`,
    effect: below(2) === 0 ? 'deny' : 'require_approval',
    enabled: below(5) > 0,
    message: `${name} {{ input.${name}Pct }}% exceeds {{ policy.max${name} }}% maximum`,
  };
}

function tableOf(word) {
  return {
    [`tier${below(50)}`]: below(100),
    [`${word()}Rate`]: random(),
    limits: [below(10), below(1_000), -1.5],
    unit: word(),
  };
}

function checkResults(policies, size) {
  for (const policy of policies) {
    const expected = canonicalize(policy);
    for (const [name, write] of Object.entries(writers)) {
      const text = write(policy);
      const isRight = name === 'JSON.stringify' ? canonicalize(JSON.parse(text)) === expected : text === expected;
      if (!isRight) throw new Error(`${name} is wrong at ${size}`);
    }
  }
}

function shuffled(items) {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}

/** Microseconds a policy, by contender: the median of the rounds. */
function measure(policies, rounds) {
  const times = new Map(contenders.map((contender) => [contender, []]));
  let length = 0;
  for (let round = -2; round < rounds; round += 1) {
    for (const contender of shuffled(contenders)) {
      const start = process.hrtime.bigint();
      for (const policy of policies) length += contender.run(policy).length;
      const microseconds = Number(process.hrtime.bigint() - start) / 1_000 / policies.length;
      if (round >= 0) times.get(contender).push(microseconds);
    }
  }
  if (length === 0) throw new Error('nothing was written');
  return new Map([...times].map(([contender, all]) => [contender, median(all)]));
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

// The workspace pins them exactly.
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const versionOf = (name) => dependencies[name] ?? `V8 ${process.versions.v8}`;

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`);
for (const { name, bytes, policies: count, rounds, goal } of sizes) {
  const policies = Array.from({ length: count }, () => policyOf(bytes));
  checkResults(policies, name);
  const medians = measure(policies, rounds);
  const base = medians.get(contenders[0]);
  const rows = Object.keys(writers).map((writer) => {
    const cells = contenders
      .filter((contender) => contender.name === writer)
      .flatMap((contender) => {
        const time = medians.get(contender);
        return [
          [`${contender.column} µs`, Number(time.toFixed(1))],
          [`${contender.column} ×`, Number((time / base).toFixed(2))],
        ];
      });
    return { writer, version: versionOf(writer), ...Object.fromEntries(cells) };
  });
  console.log(
    `\n${name}: ${count} policies, median of ${rounds} rounds; × JSON.stringify; goal for text and hash: ${goal} ×`,
  );
  console.table(rows);
}
