import type { AppliedRule, RuleOutcome } from '../../record/decision.js';
import type { Rule } from '../rules/rule.js';

/** What a decision says of a rule: frozen, so that decisions can share it. */
export function appliedRule(rule: Rule, outcome: RuleOutcome): AppliedRule {
  return Object.freeze({
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
  });
}
