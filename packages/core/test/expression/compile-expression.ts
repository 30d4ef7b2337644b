import { buildExpression } from '../../src/expression/expression.js';
import type { ExpressionFailure } from '../../src/expression/failure.js';
import { beginRun } from '../../src/expression/program.js';
import { costLimit, tooCostly } from '../../src/expression/run/run.js';
import { SlotTable } from '../../src/expression/run/slot.js';
import type { Environment, Variable } from '../../src/expression/term/scope.js';
import { schemaType } from '../../src/expression/type/schema-type.js';
import type { Value } from '../../src/expression/value/value.js';
import type { Instant } from '../../src/values/instant.js';
import type { JsonObject, JsonValue } from '../../src/values/json.js';

/** The names an expression may use, beside `now`. */
export interface ExpressionOptions {
  /** Known before: folded. */
  readonly constants?: Readonly<Record<string, { readonly value: JsonValue; readonly schema?: JsonObject }>>;
  /** Given at each evaluation. */
  readonly variables?: Readonly<Record<string, { readonly schema?: JsonObject }>>;
}

/** An expression of any type over any variables. */
export interface CompiledExpression {
  readonly source: string;
  /** Its static type: a kind, or `dyn`. */
  readonly type: string;
  /** `now` is 1970-01-01T00:00:00.000Z unless given. */
  evaluate(values?: { readonly [name: string]: JsonValue }, now?: Instant): Value | ExpressionFailure;
}

/** Throws `invalid_expression` with position, and `limit_exceeded`. */
export function compileExpression(source: string, options: ExpressionOptions = {}): CompiledExpression {
  const environment: Environment = { variables: variablesOf(options), slots: new SlotTable(), constants: new Map() };
  const { term } = buildExpression(source, environment);
  return {
    source,
    type: term.type.kind,
    evaluate: (values = {}, now = '1970-01-01T00:00:00.000Z') => {
      const run = beginRun(values, now, environment);
      const outcome = term.evaluate(run);
      return run.cost > costLimit ? tooCostly : outcome;
    },
  };
}

function variablesOf({ constants = {}, variables = {} }: ExpressionOptions): ReadonlyMap<string, Variable> {
  return new Map<string, Variable>([
    ['now', { kind: 'now' }],
    ...Object.entries(constants).map(([name, { value, schema }]): [string, Variable] => [
      name,
      { kind: 'constant', value, type: schemaType(schema) },
    ]),
    ...Object.entries(variables).map(([name, { schema }]): [string, Variable] => [
      name,
      { kind: 'field', isWhole: false, type: schemaType(schema) },
    ]),
  ]);
}
