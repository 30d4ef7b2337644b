import { Decimal as AnyDecimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import type { TracedSide } from '../../../src/expression/condition.js';
import { isFailure } from '../../../src/expression/failure.js';
import { type Random, randomFrom } from '../../random.js';
import { bareText, decidingComparisons } from './deciding.js';
import {
  compiled,
  type Engine,
  now,
  type Outcome,
  productEngine,
  programOf,
  referenceEngine,
  scopeOf,
  type Task,
} from './engines.js';
import { interpret, type Scope } from './interpreter.js';
import { randomExpression } from './random-expression.js';
import { randomWorld, type World } from './random-world.js';
import { Decimal, Failure } from './values.js';

const expressions = Number(process.env['PROVE_EXPRESSIONS'] ?? 50_000);
const tasksPerWorld = 10;
const inputsPerWorld = 2;

interface Difference {
  readonly source: string;
  readonly world: World;
  readonly input: number;
  readonly outcome: Outcome;
  readonly expected: Outcome;
}

interface Comparison {
  readonly difference: Difference | undefined;
  readonly counts: { readonly values: number; readonly failures: number; readonly refused: number };
}

/** Random worlds, each with its expressions, until two engines differ. */
function compareEngines(engine: Engine, reference: Engine, count: number, seed: number): Comparison {
  const random = randomFrom(seed);
  const counts = { values: 0, failures: 0, refused: 0 };
  for (let made = 0; made < count; made += tasksPerWorld) {
    const world = randomWorld(random, inputsPerWorld);
    const tasks = Array.from({ length: Math.min(tasksPerWorld, count - made) }, () => randomTask(random, world));
    const outcomes = engine(world, tasks);
    const expected = reference(world, tasks);
    for (const [input, row] of outcomes.entries()) {
      for (const [index, outcome] of row.entries()) {
        const wanted = expected[input]?.[index] ?? 'refused';
        if (!agree(outcome, wanted, tasks[index]?.kind ?? 'text', world)) {
          return {
            counts,
            difference: { source: tasks[index]?.source ?? '', world, input, outcome, expected: wanted },
          };
        }
        counts[countOf(outcome)] += 1;
      }
    }
  }
  return { counts, difference: undefined };
}

function randomTask(random: Random, { near }: World): Task {
  const kind = random.pick(['boolean', 'boolean', 'boolean', 'boolean', 'decimal', 'text'] as const);
  return { kind, source: randomExpression(random, kind, near) };
}

function countOf(outcome: Outcome): 'values' | 'failures' | 'refused' {
  if (outcome === 'failure') return 'failures';
  return outcome === 'refused' ? 'refused' : 'values';
}

/** Refusing an expression is right only where the policy itself is unsound; decimals are equal by value. */
function agree(outcome: Outcome, expected: Outcome, kind: Task['kind'], { isSound }: World): boolean {
  if (outcome === 'refused') return !isSound;
  if (kind === 'decimal' && isNumber(outcome) && isNumber(expected)) return new Decimal(outcome).eq(expected);
  return kind === 'boolean' ? outcome === expected : outcome === String(expected);
}

function isNumber(outcome: Outcome): outcome is string {
  return typeof outcome === 'string' && /^-?\d/.test(outcome);
}

describe('random expressions', () => {
  // About 0.4 ms an expression on an idle machine.
  it(`come to the same as in an interpreter on decimal.js (${expressions} expressions)`, {
    timeout: 60_000 + 20 * expressions,
  }, () => {
    const { difference, counts } = compareEngines(productEngine, referenceEngine, expressions, 20261003);
    expect(difference).toBeUndefined();
    const all = counts.values + counts.failures + counts.refused;
    expect(counts.values).toBeGreaterThan(all * 0.6);
    expect(counts.failures).toBeGreaterThan(all * 0.02);
    expect(counts.refused).toBeLessThan(all * 0.1);
  });

  it('trace the comparisons that they were judged by', () => {
    const random = randomFrom(7);
    const rounds = Math.min(expressions, 20_000) / 10;
    const told = Array.from({ length: rounds }, () => expectTrueTraces(random)).reduce((sum, count) => sum + count, 0);
    expect(told).toBeGreaterThan(rounds);
  });

  it('differ, where the engine computes with JS numbers', () => {
    const { difference } = compareEngines(withFloats(), referenceEngine, 10_000, 1);
    expect(difference).toBeDefined();
  });

  it('differ, where it rounds to 33 digits, takes decimal text as text, or lets a failure pass', () => {
    for (const twin of [shorterDigits, textAsText, lenient]) {
      expect(compareEngines(twin, referenceEngine, 5_000, 1).difference).toBeDefined();
    }
  });
});

/** How many comparisons were traced. */
function expectTrueTraces(random: Random): number {
  let count = 0;
  const world = randomWorld(random, 2);
  const program = programOf(world);
  const source = randomExpression(random, 'boolean', world.near);
  const condition = compiled(() => program.condition(source));
  if (condition === 'refused') return 0;
  for (const input of world.inputs) {
    const run = program.run(input, now);
    const result = condition.test(run);
    const trace = condition.trace(program.run(input, now));
    if (isFailure(trace) || isFailure(result)) {
      expect([source, isFailure(trace)]).toEqual([source, isFailure(result)]);
      continue;
    }
    expect([source, trace.result]).toEqual([source, result]);
    const scope = scopeOf(world, input);
    const told = trace.comparisons.map(({ left, operator, right }) => bareText(left.source + operator + right.source));
    expect([source, told]).toEqual([source, decidingComparisons(source, scope)]);
    for (const { left, right, operator, result: decided } of trace.comparisons) {
      const comparison = `(${left.source}) ${operator} (${right.source})`;
      expect([source, comparison, decided]).toEqual([source, comparison, interpret(comparison, scope)]);
      expectTrueSide(left, scope);
      expectTrueSide(right, scope);
      count += 1;
    }
  }
  return count;
}

function expectTrueSide({ source, value, readsInput }: TracedSide, scope: Scope): void {
  expect([source, readsInput]).toEqual([source, /\binput\b/.test(source.replace(/"[^"]*"/g, ''))]);
  const expected = interpret(source, scope);
  if (value === null || expected instanceof Failure) return;
  if (expected instanceof Decimal)
    expect([source, new Decimal(value).toFixed()]).toEqual([source, expected.plus(0).toFixed()]);
  if (typeof expected === 'string') expect([source, value]).toEqual([source, expected]);
}

/** Twins of the reference that are wrong in one way each. */
function withFloats(): Engine {
  return (world, tasks) =>
    referenceEngine(world, tasks).map((row, input) =>
      row.map((outcome, index) => {
        const { kind, source } = tasks[index] as Task;
        const match = /^\(([^\s()]+) (<|<=|>|>=) ([^\s()]+)\)$/.exec(source);
        if (kind !== 'boolean' || match === null || typeof outcome !== 'boolean') return outcome;
        const scope = scopeOf(world, world.inputs[input] ?? null);
        const [one, other] = [interpret(match[1] ?? '', scope), interpret(match[3] ?? '', scope)];
        if (!(one instanceof Decimal) || !(other instanceof Decimal)) return outcome;
        return asFloats(one.toNumber(), match[2] ?? '<', other.toNumber());
      }),
    );
}

function asFloats(one: number, operator: string, other: number): boolean {
  if (operator === '<') return one < other;
  if (operator === '<=') return one <= other;
  return operator === '>' ? one > other : one >= other;
}

const shorterDigits: Engine = (world, tasks) => {
  const shorter = AnyDecimal.clone({ precision: 33, toExpPos: 9e15, toExpNeg: -9e15 });
  return referenceEngine(world, tasks).map((row) =>
    row.map((outcome, index) =>
      tasks[index]?.kind === 'decimal' && outcome !== 'failure'
        ? new shorter(String(outcome)).toSignificantDigits(33).toFixed()
        : outcome,
    ),
  );
};

const textAsText: Engine = ({ policySchema: _policy, inputSchema: _input, ...world }, tasks) =>
  referenceEngine(world, tasks);

const lenient: Engine = (world, tasks) =>
  referenceEngine(world, tasks).map((row) => row.map((outcome) => (outcome === 'failure' ? false : outcome)));
