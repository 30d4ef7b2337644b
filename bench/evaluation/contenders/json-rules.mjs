import { LogicEngine } from 'json-logic-engine';
import { Engine } from 'json-rules-engine';
import { withNumbers } from '../workload.mjs';
import { idsOfTrue } from './each-rule.mjs';

const numberOf = ({ kind, bound }) => (kind === 'decimal' ? bound / 100 : bound);

export const jsonLogic = {
  package: 'json-logic-engine',
  form: 'compiled',
  exact: 'no',
  explains: 'no',
  withoutEval: 'no: new Function',
  prepare(rules) {
    const engine = new LogicEngine();
    const logicOf = ({ join, comparisons }) => ({
      [join]: comparisons.map((comparison) => ({
        [comparison.operator]: [{ var: comparison.field }, numberOf(comparison)],
      })),
    });
    const tests = rules.map((rule) => ({ id: rule.id, test: engine.build(logicOf(rule)) }));
    return { take: withNumbers, judge: (input) => idsOfTrue(tests, input) };
  },
};

const operators = {
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  in: 'in',
};

export const jsonRules = {
  package: 'json-rules-engine',
  form: '',
  exact: 'no',
  explains: 'yes',
  withoutEval: 'yes',
  prepare(rules) {
    const engine = new Engine();
    for (const { id, join, comparisons } of rules) {
      const conditions = comparisons.map((comparison) => ({
        fact: comparison.field,
        operator: operators[comparison.operator],
        value: numberOf(comparison),
      }));
      engine.addRule({
        conditions: { [join === 'and' ? 'all' : 'any']: conditions },
        event: { type: 'violated', params: { id } },
      });
    }
    return {
      take: withNumbers,
      judge: (input) => engine.run(input),
      // Its rules run side by side and end in an order of their own.
      read: ({ events }) =>
        inOrderOf(
          rules,
          events.map(({ params }) => params.id),
        ),
    };
  },
};

function inOrderOf(rules, ids) {
  const found = new Set(ids);
  return rules.filter(({ id }) => found.has(id)).map(({ id }) => ({ id }));
}
