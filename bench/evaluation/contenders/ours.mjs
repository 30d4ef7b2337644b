import { definePolicy, policyEvaluator } from '@policytrail/core';
import { decimal } from '@policytrail/core/zod';
import * as z from 'zod';
import { decimalText, fields, withTexts } from '../workload.mjs';

const now = '2026-02-24T10:30:00.000Z';
const schemas = { decimal: () => decimal({ scale: 2 }), whole: () => z.number().int(), text: () => z.string() };
const definition = definePolicy({
  name: 'bench',
  policy: z.object({ limits: z.record(z.string(), decimal({ scale: 2 })) }),
  input: z.object(Object.fromEntries(Object.entries(fields).map(([name, { kind }]) => [name, schemas[kind]()]))),
});

/** Limits stand in the policy, as a host would have them; a message says what was found and what was allowed. */
function policyOf(rules, withMessage) {
  const limits = {};
  const sideOf = ({ kind, bound }) => {
    if (kind !== 'decimal') return JSON.stringify(bound);
    const name = `limit${Object.keys(limits).length}`;
    limits[name] = decimalText(bound);
    return `policy.limits.${name}`;
  };
  const ruleOf = ({ id, join, comparisons }) => {
    const sides = comparisons.map(sideOf);
    const parts = comparisons.map(({ field, operator }, at) => `input.${field} ${operator} ${sides[at]}`);
    const [{ field, kind }] = comparisons;
    const limit = kind === 'decimal' ? `{{ ${sides[0]} }}` : 'what is allowed';
    return {
      id,
      name: `Rule ${id}`,
      section: 'Pricing Policy 4.2',
      description: 'Nothing may be outside of its limits without approval',
      when: parts.join(join === 'and' ? ' && ' : ' || '),
      effect: 'require_approval',
      approver: 'sales_manager',
      message:
        withMessage === 'template' ? `${field} {{ input.${field} }} is outside of ${limit}` : `${field} is outside`,
      resolution: 'Request sales manager approval',
    };
  };
  const made = rules.map(ruleOf);
  return { limits, rules: made };
}

const oursShared = {
  package: '@policytrail/core',
  exact: 'yes',
  explains: 'yes',
  withoutEval: 'yes',
  saysValues: true,
};

/** `judgeWith` makes of an evaluator what is measured. */
function ours(form, withMessage, judgeWith) {
  return {
    ...oursShared,
    form,
    prepare(rules) {
      return {
        take: withTexts,
        judge: judgeWith(policyEvaluator(policyOf(rules, withMessage), { definition })),
        read: (decision, input) => readable(rules, decision, { input, withMessage }),
      };
    },
  };
}

const valid = (evaluator) => (input) => evaluator.evaluateValid(input, now);

export const oursWithTemplates = ours('message templates', 'template', valid);
export const oursWithTexts = ours('fixed messages', 'fixed', valid);
/** With the input checked each time: by zod, for keys that zod would drop, and for being JSON. */
export const oursChecking = ours(
  'message templates, input validated',
  'template',
  (evaluator) => (input) => evaluator.evaluate(input, now),
);

/** Makes an evaluator of rules: checks the policy, writes its canonical text, hashes and compiles it. */
export function compiling(rules) {
  const policy = policyOf(rules, 'template');
  return () => policyEvaluator(policy, { definition });
}

// Throws unless the explanation is whole: status, every message, every comparison that decided.
function readable(rules, decision, { input, withMessage }) {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  if (decision.status !== (decision.violations.length > 0 ? 'violation' : 'approved')) throw new Error(decision.status);
  if (decision.appliedRules.length !== rules.length) throw new Error(`${decision.appliedRules.length} applied rules`);
  return decision.violations.map((violation) => {
    const { comparisons } = byId.get(violation.ruleId);
    const [{ field, kind, bound }] = comparisons;
    const limit = kind === 'decimal' ? decimalText(bound) : 'what is allowed';
    const message =
      withMessage === 'template' ? `${field} ${input[field]} is outside of ${limit}` : `${field} is outside`;
    if (violation.message !== message) throw new Error(`message \`${violation.message}\` instead of \`${message}\``);
    if (violation.comparisons.length === 0) throw new Error(`${violation.ruleId} names no comparison`);
    const isExplained = comparisons.length === 1 && kind !== 'text';
    const { thresholdValue: threshold, actualValue: actual } = violation;
    return isExplained ? { id: violation.ruleId, threshold, actual } : { id: violation.ruleId };
  });
}
