import type { Instant } from '../values/instant.js';
import type { JsonObject, JsonValue } from '../values/json.js';
import type { Condition, TracedComparison } from './condition.js';
import { buildExpression } from './expression.js';
import { Fault } from './failure.js';
import { costLimit, type Run, tooCostly } from './run/run.js';
import { SlotTable } from './run/slot.js';
import { invalidExpression } from './syntax/source.js';
import { compileTemplate, type Template } from './template.js';
import type { Environment, Variable } from './term/scope.js';
import { asBoolean, testOf } from './term/term.js';
import { schemaType } from './type/schema-type.js';
import { nounOf } from './type/type.js';

export interface ProgramOptions {
  /** The policy's values: constants of every expression, folded at compile time. */
  readonly policy: JsonObject;
  /** JSON Schemas for static types; what they do not say is typed at run time. */
  readonly policySchema?: JsonObject;
  readonly inputSchema?: JsonObject;
}

/** The expressions of one policy, over `input`, `policy` and `now`. */
export interface Program {
  /** Throws `invalid_expression` with position, and `limit_exceeded`. */
  condition(source: string): Condition;
  /** Text with `{{ expression }}` in it. Throws as `condition`, positions counting from the start of the text. */
  template(text: string): Template;
  /** Begins judging one input. A run belongs to the program that made it. */
  run(input: JsonValue, now: Instant): Run;
}

export function createProgram({ policy, policySchema, inputSchema }: ProgramOptions): Program {
  const variables = new Map<string, Variable>([
    ['input', { kind: 'field', isWhole: true, type: schemaType(inputSchema) }],
    ['policy', { kind: 'constant', value: policy, type: schemaType(policySchema) }],
    ['now', { kind: 'now' }],
  ]);
  const environment: Environment = { variables, slots: new SlotTable(), constants: new Map() };
  return {
    condition: (source) => compileCondition(source, environment),
    template: (text) => compileTemplate(text, environment),
    run: (input, now) => beginRun(input, now, environment),
  };
}

/** A run that has read and spent nothing. */
export function beginRun(input: JsonValue, now: Instant, { slots }: Environment): Run {
  return { input, now, slots: slots.unread(), texts: slots.unread(), locals: [], cost: 0 };
}

function compileCondition(source: string, environment: Environment): Condition {
  const { term, reads } = buildExpression(source, environment);
  const { type, node, trace = term.evaluate } = term;
  if (type.kind !== 'boolean' && type.kind !== 'dyn') {
    const message = `a condition must be a boolean, not ${nounOf(type.kind)}`;
    throw invalidExpression({ text: source, begin: 0 }, node, message);
  }
  const test = testOf(term);
  return {
    source,
    policyReads: reads('policy'),
    inputReads: reads('input'),
    plain: term.plain ?? null,
    test: (run) => {
      const outcome = test(run);
      return run.cost > costLimit ? tooCostly : outcome;
    },
    trace: (run) => {
      const spent = run.cost;
      run.cost = 0;
      const comparisons: TracedComparison[] = [];
      const result = asBoolean(trace(run, comparisons));
      const isTooCostly = run.cost > costLimit;
      run.cost = spent;
      if (isTooCostly) return tooCostly;
      return result instanceof Fault ? result : { result, comparisons };
    },
  };
}
