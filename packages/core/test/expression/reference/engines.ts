import type { Condition, TracedComparison } from '../../../src/expression/condition.js';
import { isFailure } from '../../../src/expression/failure.js';
import { createProgram, type Program } from '../../../src/expression/program.js';
import { isPolicytrailError } from '../../../src/values/error.js';
import type { Instant } from '../../../src/values/instant.js';
import type { JsonValue } from '../../../src/values/json.js';
import { interpretTree, parseTree, type Scope } from './interpreter.js';
import type { World } from './random-world.js';
import { Failure, fromJson, kindOf, Moment, type Shape, textOf, type Value } from './values.js';

export const now: Instant = '2026-06-15T12:00:00.000Z';

/** What an expression comes to: text in normal form, a truth, or nothing. */
export type Outcome = string | boolean | 'failure' | 'refused';

export interface Task {
  readonly kind: 'decimal' | 'text' | 'boolean';
  readonly source: string;
}

/** Judges tasks in a world: for each input in turn the outcome of each task. */
export type Engine = (world: World, tasks: readonly Task[]) => readonly (readonly Outcome[])[];

export const referenceEngine: Engine = (world, tasks) => {
  const trees = tasks.map(({ source }) => parseTree(source));
  return world.inputs.map((input) => {
    const scope = scopeOf(world, input);
    return trees.map((tree, index) => inWords(interpretTree(tree, scope), tasks[index]?.kind === 'boolean'));
  });
};

export function scopeOf({ policy, policySchema = {}, inputSchema = {} }: World, input: JsonValue): Scope {
  return new Map<string, Value>([
    ['policy', fromJson(policy, policySchema as Shape)],
    ['input', fromJson(input, inputSchema as Shape)],
    ['now', new Moment(BigInt(Date.parse(now)) * 1_000_000n)],
  ]);
}

function inWords(value: Value | Failure, isCondition: boolean): Outcome {
  if (value instanceof Failure) return 'failure';
  if (isCondition || typeof value === 'boolean') return typeof value === 'boolean' ? value : 'failure';
  if (value === null) return 'null';
  return kindOf(value) === 'decimal' || kindOf(value) === 'text' ? textOf(value) : 'failure';
}

/** The engine of the product: conditions, and templates for what is not true or false. */
export const productEngine: Engine = (world, tasks) => {
  const program = programOf(world);
  const judges = tasks.map((task) => judgeOf(program, task));
  return world.inputs.map((input) => {
    const run = program.run(input, now);
    return judges.map((judge) => judge(run));
  });
};

export function programOf({ policy, policySchema, inputSchema }: World): Program {
  return createProgram({
    policy,
    ...(policySchema === undefined ? {} : { policySchema }),
    ...(inputSchema === undefined ? {} : { inputSchema }),
  });
}

type Judge = (run: ReturnType<Program['run']>) => Outcome;

function judgeOf(program: Program, { kind, source }: Task): Judge {
  if (kind !== 'boolean') {
    const template = compiled(() => program.template(`{{ ${source} }}`));
    return (run) => (template === 'refused' ? 'refused' : outcomeOf(template.render(run)));
  }
  const condition = compiled(() => program.condition(source));
  return (run) => (condition === 'refused' ? 'refused' : outcomeOf(condition.test(run)));
}

export function compiled<Made>(make: () => Made): Made | 'refused' {
  try {
    return make();
  } catch (error) {
    if (isPolicytrailError(error, 'invalid_expression')) return 'refused';
    throw error;
  }
}

function outcomeOf(value: ReturnType<Condition['test']> | string): Outcome {
  return isFailure(value) ? 'failure' : (value as string | boolean);
}

export type { TracedComparison };
