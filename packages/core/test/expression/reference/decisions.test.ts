import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../../../src/evaluation/compile/compile.js';
import { evaluateCompiled } from '../../../src/evaluation/judge/evaluate-compiled.js';
import { isFailure } from '../../../src/expression/failure.js';
import type { AppliedRule, Decision } from '../../../src/record/decision.js';
import { type Random, randomFrom } from '../../random.js';
import { compiled, now, type Outcome, programOf, referenceEngine } from './engines.js';
import { randomRule } from './random-expression.js';
import { randomWorld, type World } from './random-world.js';

const rules = Number(process.env['PROVE_EXPRESSIONS'] ?? 50_000) / 10;
const rulesPerPolicy = 40;
const inputsPerPolicy = 4;

/** What rules came to in a decision about each input of a world. */
type Judges = (world: World, whens: readonly string[]) => readonly (readonly Outcome[])[];

function decisionsOf(world: World, whens: readonly string[]): readonly Decision[] {
  const policy = {
    ...world.policy,
    rules: whens.map((when, index) => ({ id: `rule-${index}`, name: `Rule ${index}`, when, effect: 'warn' })),
  };
  const { policySchema = {}, inputSchema = null } = world;
  const hash = JSON.stringify(policy);
  const compiledPolicy = compilePolicy(() => policy, hash, {
    name: 'random',
    policy: policySchema,
    input: inputSchema,
  });
  return world.inputs.map((input) => evaluateCompiled(compiledPolicy, input, now));
}

const judgeAsProduct: Judges = (world, whens) =>
  decisionsOf(world, whens).map(({ appliedRules }) => appliedRules.map(outcomeOf));

function outcomeOf({ outcome, failure }: AppliedRule): Outcome {
  if (outcome === 'failed') return failure?.code === 'invalid_expression' ? 'refused' : 'failure';
  return outcome === 'violated';
}

const judgeAsReference: Judges = (world, whens) =>
  referenceEngine(
    world,
    whens.map((source) => ({ kind: 'boolean', source })),
  );

/** The first rule for which two judges differ. */
function firstDifference(one: Judges, other: Judges, count: number): unknown {
  const random = randomFrom(40);
  for (let made = 0; made < count; made += rulesPerPolicy) {
    const { world, whens } = randomPolicy(random);
    const [outcomes, expected] = [one(world, whens), other(world, whens)];
    for (const [input, row] of outcomes.entries()) {
      for (const [index, outcome] of row.entries()) {
        const wanted = expected[input]?.[index];
        const isRightlyRefused = outcome === 'refused' && !world.isSound;
        if (outcome !== wanted && !isRightlyRefused) {
          return { when: whens[index], outcome, wanted, input: world.inputs[input], world };
        }
      }
    }
  }
  return undefined;
}

function randomPolicy(random: Random): { readonly world: World; readonly whens: readonly string[] } {
  const world = randomWorld(random, inputsPerPolicy);
  return { world, whens: Array.from({ length: rulesPerPolicy }, () => randomRule(random, world.near)) };
}

describe('rules of random policies', () => {
  const timeout = 60_000 + 20 * rules;

  it(`come to the same side by side as one by one in an interpreter on decimal.js (${rules} rules)`, {
    timeout,
  }, () => {
    expect(firstDifference(judgeAsProduct, judgeAsReference, rules)).toBeUndefined();
  });

  it('tell the comparisons that their conditions trace', { timeout }, () => {
    const random = randomFrom(41);
    let told = 0;
    for (let made = 0; made < rules / 4; made += rulesPerPolicy) {
      const { world, whens } = randomPolicy(random);
      for (const [index, { violations }] of decisionsOf(world, whens).entries()) {
        for (const { ruleId, comparisons } of violations) {
          const when = whens[Number(ruleId.slice('rule-'.length))] ?? '';
          expect([when, comparisons]).toEqual([when, tracedBy(world, when, index)]);
          told += comparisons.length;
        }
      }
    }
    expect(told).toBeGreaterThan(rules / 4);
  });

  it('differ, where one rule is judged by its neighbour', () => {
    const mixedUp: Judges = (world, whens) => judgeAsProduct(world, [...whens.slice(1), ...whens.slice(0, 1)]);
    expect(firstDifference(mixedUp, judgeAsReference, 200)).toBeDefined();
  });
});

function tracedBy(world: World, when: string, input: number): unknown {
  const program = programOf(world);
  const condition = compiled(() => program.condition(when));
  if (condition === 'refused') return 'refused';
  const trace = condition.trace(program.run(world.inputs[input] ?? null, now));
  if (isFailure(trace)) return trace;
  return trace.comparisons.map(({ operator, left, right, result }) => ({
    operator,
    left: left.source,
    right: right.source,
    leftValue: left.value,
    rightValue: right.value,
    result,
  }));
}
