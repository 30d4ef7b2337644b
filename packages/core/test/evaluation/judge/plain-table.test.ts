import { describe, expect, it } from 'vitest';
import type { CompiledPolicy } from '../../../src/evaluation/compile/compiled-policy.js';
import { evaluateCompiled } from '../../../src/evaluation/judge/evaluate-compiled.js';
import { PlainTable } from '../../../src/evaluation/plain/plain-table.js';
import type { JsonObject, JsonValue } from '../../../src/values/json.js';
import { aPolicy, aRule, compiled, noon, outcomes } from '../builders.js';

const rounds = Number(process.env.PROVE_PLAIN_RULES ?? 300);

/** Mulberry32. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const below = randomFrom(20_260_224);
const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
const constants = [
  '0',
  '1',
  '1.5',
  '0.1',
  '-2',
  '100',
  '12345678901234567890.5',
  '"a"',
  '"b"',
  '"it\\"s"',
  'policy.cap',
  'policy.name',
];
const lists = ['["a", "b"]', '["b"]', '[1, 1.5]', '[-2]', 'policy.names', '[]'];
const fields = ['a', 'b', 'c', 'd.e'];

function aComparison(): string {
  const field = `input.${pick(fields)}`;
  if (below(4) === 0) return `${field} in ${pick(lists)}`;
  const [operator, constant] = [pick(['<', '<=', '>', '>=', '==', '!=']), pick(constants)];
  return below(3) === 0 ? `${constant} ${operator} ${field}` : `${field} ${operator} ${constant}`;
}

function aCondition(): string {
  const parts = Array.from({ length: 1 + below(3) }, aComparison);
  const text = parts.join(pick([' && ', ' || ']));
  return below(8) === 0 ? `!(${text})` : text;
}

const values: readonly JsonValue[] = [0, -0, 1, 1.5, 0.1, -2, 100, 'a', 'b', 'c', 'it"s', '1', null, true, [1], {}];

function anInput(): JsonObject {
  const given = ['a', 'b', 'c'].filter(() => below(10) > 0).map((name) => [name, pick(values)] as const);
  return { ...Object.fromEntries(given), ...(below(5) > 0 ? { d: { e: pick(values) } } : {}) };
}

function randomPolicy(length: number): JsonObject {
  const rules = Array.from({ length }, (_, index) =>
    aRule({
      id: `r${index}`,
      when: aCondition(),
      message: pick(['over', '{{ input.a }} of {{ policy.cap }}', '{{ input.d.e }}']),
      ...(below(4) === 0 ? { group: pick(['g', 'h']) } : {}),
      ...(below(10) === 0 ? { enabled: false } : {}),
    }),
  );
  return aPolicy(rules, { cap: 1.5, name: 'b', names: ['a', 'c'] });
}

/** The same policy, judged by closures alone. */
function byClosures(policy: CompiledPolicy): CompiledPolicy {
  return { ...policy, plainTable: new PlainTable(policy.rules.map(({ rule }) => (rule.isEnabled ? null : undefined))) };
}

function differences(seen: CompiledPolicy, told: CompiledPolicy): number {
  const inputs = Array.from({ length: 12 }, anInput);
  return inputs.filter((input) => {
    const [one, other] = [evaluateCompiled(seen, input, noon), evaluateCompiled(told, input, noon)];
    return JSON.stringify(one) !== JSON.stringify(other);
  }).length;
}

describe('rules that are judged side by side', () => {
  it('come to what closures come to, word for word', () => {
    let table = 0;
    for (let round = 0; round < rounds; round++) {
      const policy = compiled(randomPolicy(pick([1, 12, 12, 32, 40])));
      expect(differences(policy, byClosures(policy))).toBe(0);
      const run = policy.program.run({ a: 1, b: 1, c: 1, d: { e: 1 } }, noon);
      policy.plainTable.read(run);
      table += policy.rules.filter((_, index) => policy.plainTable.test(index) !== undefined).length;
    }
    // Enough of them go by the table for this to say anything.
    expect(table).toBeGreaterThan(rounds);
  });

  it('come to the same where they are more than one block holds', () => {
    for (const length of [256, 257, 600]) {
      const policy = compiled(randomPolicy(length));
      expect(differences(policy, byClosures(policy))).toBe(0);
    }
  });

  it('would be told from a table that compares wrongly', () => {
    const wrong = compiled(aPolicy([aRule({ when: 'input.a < 1' }), aRule({ id: 'b', when: 'input.a in ["a"]' })]));
    const right = compiled(aPolicy([aRule({ when: 'input.a <= 1' }), aRule({ id: 'b', when: 'input.a in ["a"]' })]));
    const sabotaged = { ...right, plainTable: wrong.plainTable };
    expect(Array.from({ length: 40 }, () => differences(sabotaged, byClosures(right))).some((count) => count > 0)).toBe(
      true,
    );
  });

  it('may read more fields than the table has room for', () => {
    const rules = Array.from({ length: 40 }, (_, index) =>
      aRule({ id: `r${index}`, when: `input.f${index} > ${index}` }),
    );
    const policy = compiled(aPolicy(rules));
    const input = Object.fromEntries(rules.map((_, index) => [`f${index}`, index % 2 === 0 ? 100 : 0]));
    const decision = evaluateCompiled(policy, input, noon);
    expect(decision).toEqual(evaluateCompiled(byClosures(policy), input, noon));
    expect(outcomes(decision)).toMatchObject({ r0: 'violated', r1: 'passed', r38: 'violated', r39: 'passed' });
  });

  it('leave nothing of one input for the next', () => {
    const policy = compiled(aPolicy([aRule({ when: 'input.a > 1', message: '{{ input.a }}' })]));
    const decide = (a: JsonValue) => evaluateCompiled(policy, { a }, noon);
    expect([decide(5), decide('text'), decide(0), decide(7)].map(({ reasons }) => reasons[0])).toEqual([
      '5',
      expect.stringContaining('could not be evaluated'),
      undefined,
      '7',
    ]);
  });

  it('share remedies that nobody can change', () => {
    const [violation] = evaluateCompiled(
      compiled(aPolicy([aRule({ when: 'input.a > 1' })])),
      { a: 5 },
      noon,
    ).violations;
    expect(violation?.remedy).toEqual({ field: '/a', bound: 'at_most', values: ['1'] });
    expect(Object.isFrozen(violation?.remedy) && Object.isFrozen(violation?.remedy?.values)).toBe(true);
  });
});
