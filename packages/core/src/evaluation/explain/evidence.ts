import type { Decision, Remedy, RuleOutcome, Violation } from '../../record/decision.js';
import type { RuleDrift } from '../drift/drift.js';
import { findViolation } from '../find-violation.js';
import type { EvidenceItem, EvidenceKind, ExplainedVersion, Explanation } from './explanation.js';
import { reviewEvidence } from './review-evidence.js';
import { boundText, outcomeText } from './wording.js';

/** What evidence is gathered from. */
export type EvidenceFacts = Omit<Explanation, 'evidence' | 'summary'>;

/** Item by item what was and what is: the version and the status, then the rules that found something or changed, then the reviews. */
export function evidenceOf(facts: EvidenceFacts): readonly EvidenceItem[] {
  const { then, now, evaluation, drift } = facts;
  const erased = evaluation?.erased ?? null;
  return [
    whole('version', 'Policy version', versionText(then.version), versionText(now.version)),
    whole('status', 'Decision', evaluation?.status ?? then.decision?.status ?? null, now.decision?.status ?? null),
    ...(erased === null ? [] : [whole('erasure', 'Input and decision', `erased ${erased.erasedAt}`, null)]),
    ...drift.rules.filter(isTelling).flatMap((rule) => ruleEvidence(rule, then.decision, now.decision)),
    ...reviewEvidence(facts),
  ];
}

function isTelling({ status, outcomeBefore, outcomeAfter }: RuleDrift): boolean {
  return status !== 'same' || hasFound(outcomeBefore) || hasFound(outcomeAfter);
}

function hasFound(outcome: RuleOutcome | null): boolean {
  return outcome === 'violated' || outcome === 'failed';
}

function ruleEvidence(rule: RuleDrift, was: Decision | null, is: Decision | null): readonly EvidenceItem[] {
  const { ruleId, ruleName } = rule;
  const [before, after] = [findViolation(was, ruleId), findViolation(is, ruleId)];
  const item = (kind: EvidenceKind, label: string, then: string | null, now: string | null): EvidenceItem => ({
    kind,
    ruleId,
    label: `${ruleName}: ${label}`,
    then,
    now,
  });
  const items = [
    item('threshold', 'threshold', rule.thresholdBefore, rule.thresholdAfter),
    item('actual', 'actual value', rule.actualBefore, rule.actualAfter),
    item('message', 'message', saidOf(was, ruleId, before), saidOf(is, ruleId, after)),
    item('resolution', 'resolution', before?.suggestedResolution ?? null, after?.suggestedResolution ?? null),
    item('approval', 'approval by', before?.requiredApproval ?? null, after?.requiredApproval ?? null),
    item('remedy', 'would pass', remedyText(before?.remedy), remedyText(after?.remedy)),
  ];
  return [
    item('rule', 'outcome', outcomeText(rule.outcomeBefore), outcomeText(rule.outcomeAfter)),
    ...items.filter(({ then, now }) => then !== null || now !== null),
  ];
}

function whole(kind: EvidenceKind, label: string, then: string | null, now: string | null): EvidenceItem {
  return { kind, ruleId: null, label, then, now };
}

/** The message of a violation, or why the rule failed. */
function saidOf(decision: Decision | null, ruleId: string, violation: Violation | undefined): string | null {
  if (violation !== undefined) return violation.message;
  return decision?.appliedRules.find((rule) => rule.ruleId === ruleId)?.failure?.message ?? null;
}

function remedyText(remedy: Remedy | null | undefined): string | null {
  return remedy ? boundText(remedy) : null;
}

function versionText({ version, label, title }: ExplainedVersion): string {
  const names = [label, title].filter((name) => name !== null);
  return names.length === 0 ? `${version}` : `${version} (${names.join(', ')})`;
}
