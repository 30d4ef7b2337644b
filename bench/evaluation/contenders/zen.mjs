import { evaluateExpressionSync } from '@gorules/zen-engine';
import { literalOf, withNumbers } from '../workload.mjs';

/**
 * All rules in one array expression, evaluated synchronously: measured at 10, 100 and 1,000 rules it takes less than a decision
 * table with hit policy `collect` and than expression nodes, which cross to another thread and back and also copy more.
 */
export const zenEngine = {
  package: '@gorules/zen-engine',
  form: 'one array expression',
  exact: 'yes',
  explains: 'partly',
  withoutEval: 'native',
  prepare(rules) {
    const sourceOf = ({ join, comparisons }) =>
      comparisons
        .map((comparison) => `${comparison.field} ${comparison.operator} ${literalOf(comparison)}`)
        .join(` ${join} `);
    const source = `[${rules.map(sourceOf).join(', ')}]`;
    return {
      take: withNumbers,
      judge: (input) => evaluateExpressionSync(source, input),
      read: (flags) => rules.filter((_, at) => flags[at]).map(({ id }) => ({ id })),
    };
  },
};
