import { isFailure } from '../../../src/expression/failure.js';
import type { Value } from '../../../src/expression/value/value.js';
import { isPolicytrailError } from '../../../src/values/error.js';
import type { JsonValue } from '../../../src/values/json.js';
import { compileExpression } from '../compile-expression.js';
import { jsonOfSpec, textOfSpec, textOfValue } from './same-text.js';
import type { SpecTest } from './suite.js';

export interface Verdict {
  readonly passes: boolean;
  /** What came out, for the reader. */
  readonly outcome: string;
}

/** Runs a test of the suite against our evaluator. An expression that is refused fails. */
export function judge(test: SpecTest): Verdict {
  if (test.expects === 'type') return { passes: false, outcome: 'not run: expects a static type only' };
  const values = Object.entries(test.bindings).map(([name, value]) => [name, jsonOfSpec(value)] as const);
  const unbound = values.find(([, value]) => value === undefined);
  if (unbound !== undefined) return { passes: false, outcome: `not run: no JSON value for ${unbound[0]}` };
  const { failure, value } = evaluated(test.expression, Object.fromEntries(values) as Record<string, JsonValue>);
  if (failure !== undefined) return { passes: test.expects === 'failure', outcome: failure };
  const text = value === undefined ? undefined : textOfValue(value);
  const expected = test.value === undefined ? undefined : textOfSpec(test.value);
  return {
    passes: test.expects === 'value' && text !== undefined && text === expected,
    outcome: text ?? 'no JSON value',
  };
}

function evaluated(
  source: string,
  values: Readonly<Record<string, JsonValue>>,
): { readonly failure?: string; readonly value?: Value } {
  try {
    const variables = Object.fromEntries(Object.keys(values).map((name) => [name, {}]));
    const value = compileExpression(source, { variables }).evaluate(values);
    return isFailure(value) ? { failure: `${value.code}: ${value.message}` } : { value };
  } catch (error) {
    if (isPolicytrailError(error)) return { failure: `${error.code}: ${error.message}` };
    throw error;
  }
}
