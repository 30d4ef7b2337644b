import cedar from '@cedar-policy/cedar-wasm/nodejs';
import { decimalText, mapFields } from '../workload.mjs';

const methods = { '>': 'greaterThan', '>=': 'greaterThanOrEqual', '<': 'lessThan', '<=': 'lessThanOrEqual' };

function cedarSource({ field, kind, operator, bound }) {
  if (kind === 'text') return `${JSON.stringify(bound)}.contains(context.${field})`;
  if (kind === 'whole') return `context.${field} ${operator} ${bound}`;
  return `context.${field}.${methods[operator]}(decimal("${decimalText(bound)}"))`;
}

let policySets = 0;

/** A `forbid` a rule, parsed once; the answer names those that hold. Decimals of four places, which only compare. */
export const cedarWasm = {
  package: '@cedar-policy/cedar-wasm',
  form: 'parsed before',
  exact: 'compares only',
  explains: 'rule ids',
  withoutEval: 'wasm',
  prepare(rules) {
    const policyOf = ({ join, comparisons }) =>
      `forbid (principal, action, resource) when { ${comparisons.map(cedarSource).join(join === 'and' ? ' && ' : ' || ')} };`;
    const staticPolicies = Object.fromEntries(rules.map((rule) => [rule.id, policyOf(rule)]));
    const preparsedPolicySetId = `rules-${policySets++}`;
    const parsed = cedar.preparsePolicySet(preparsedPolicySetId, { staticPolicies });
    if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed));
    const decimal = (hundredths) => ({ __extn: { fn: 'decimal', arg: decimalText(hundredths) } });
    const request = {
      principal: { type: 'User', id: 'ana' },
      action: { type: 'Action', id: 'quote' },
      resource: { type: 'Quote', id: 'Q-123' },
      entities: [],
      preparsedPolicySetId,
    };
    return {
      take: (input) => mapFields(input, (value, kind) => (kind === 'decimal' ? decimal(value) : value)),
      judge: (context) => cedar.statefulIsAuthorized({ ...request, context }),
      read: ({ response }) => {
        const reasons = new Set(response.diagnostics.reason);
        return rules.filter(({ id }) => reasons.has(id)).map(({ id }) => ({ id }));
      },
    };
  },
};
