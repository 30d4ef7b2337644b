import type { AppliedRule, RuleOutcome } from '../../record/decision.js';
import type { Rule } from '../rules/rule.js';

const outcomes: readonly RuleOutcome[] = ['passed', 'violated', 'failed', 'not_reached', 'disabled'];

/** What a decision says of a rule, ready for each outcome: frozen, so that decisions can share it. */
export function appliedRulesOf(rule: Rule): Readonly<Record<RuleOutcome, AppliedRule>> {
  const entries = outcomes.map((outcome) => [outcome, Object.freeze(appliedRule(rule, outcome))] as const);
  return Object.fromEntries(entries) as Record<RuleOutcome, AppliedRule>;
}

function appliedRule(rule: Rule, outcome: RuleOutcome): AppliedRule {
  return {
    ruleId: rule.id,
    ruleName: rule.name,
    section: rule.section,
    category: rule.category,
    description: rule.description,
    documentationUrl: rule.documentationUrl,
    group: rule.group,
    effect: rule.effect,
    when: rule.when,
    outcome,
    failure: null,
  };
}
