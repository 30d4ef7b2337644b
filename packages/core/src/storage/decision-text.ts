import type { AppliedRule, Decision } from '../record/decision.js';
import { canonicalJson, type JsonLimits } from '../values/canonical/canonical-json.js';
import { exceedsBytes } from '../values/canonical/text.js';

// Most decisions of a policy say the same of most of its rules, and share what they say.
const remembered = new WeakMap<AppliedRule, string>();

/** The RFC 8785 text of a decision. Throws `invalid_argument` for what is not JSON, or beyond the limits. */
export function decisionText(decision: Decision, limits: Required<JsonLimits>): string {
  const { appliedRules, reasons, status, violations } = decision;
  const rules = appliedRules.map((rule) => remembered.get(rule) ?? appliedRuleText(rule, limits));
  const text = [
    `{"appliedRules":[${rules.join(',')}]`,
    `"reasons":${canonicalJson(reasons, limits)}`,
    `"status":${canonicalJson(status, limits)}`,
    `"violations":${canonicalJson(violations, limits)}}`,
  ].join(',');
  // As a whole it throws.
  return exceedsBytes(text, limits.maxBytes) ? canonicalJson(decision, limits) : text;
}

function appliedRuleText(rule: AppliedRule, limits: JsonLimits): string {
  const text = canonicalJson(rule, limits);
  if (Object.isFrozen(rule) && rule.failure === null) remembered.set(rule, text);
  return text;
}
