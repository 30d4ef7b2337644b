import { CelScalar, celEnv, parse, plan } from '@bufbuild/cel';
import { Environment } from '@marcbachmann/cel-js';
import { fields, literalOf, withNumbers } from '../workload.mjs';
import { idsOfTrue } from './each-rule.mjs';

// CEL compares doubles with doubles only, so whole numbers are doubles too.
const literal = (comparison) => (comparison.kind === 'whole' ? `${comparison.bound}.0` : literalOf(comparison));
const sourceOf = ({ join, comparisons }) =>
  comparisons
    .map((comparison) => `${comparison.field} ${comparison.operator} ${literal(comparison)}`)
    .join(join === 'and' ? ' && ' : ' || ');

/** A variable a field and an expression a rule: faster than one `input` with a schema, or one list of all expressions. */
export const celJs = {
  package: '@marcbachmann/cel-js',
  form: 'typed',
  exact: 'no',
  explains: 'no',
  withoutEval: 'yes',
  prepare(rules) {
    const environment = new Environment();
    for (const [name, { kind }] of Object.entries(fields)) {
      environment.registerVariable(name, kind === 'text' ? 'string' : 'double');
    }
    const tests = rules.map((rule) => ({ id: rule.id, test: environment.parse(sourceOf(rule)) }));
    return { take: withNumbers, judge: (input) => idsOfTrue(tests, input) };
  },
};

export const bufbuildCel = {
  package: '@bufbuild/cel',
  form: 'planned',
  exact: 'no',
  explains: 'no',
  withoutEval: 'yes',
  prepare(rules) {
    const typeOf = ({ kind }) => (kind === 'text' ? CelScalar.STRING : CelScalar.DOUBLE);
    const variables = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, typeOf(field)]));
    const environment = celEnv({ variables });
    const tests = rules.map((rule) => ({ id: rule.id, test: plan(environment, parse(sourceOf(rule))) }));
    return { take: withNumbers, judge: (input) => idsOfTrue(tests, input) };
  },
};
