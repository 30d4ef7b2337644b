import type { VersionHeader } from '../../policy/version.js';
import type { Decision } from '../../record/decision.js';
import type { Drift, DriftGrade, RuleDrift } from './drift.js';
import { type Judged, type JudgedSide, ruleDrifts } from './rule-drift.js';

/** One side of a drift: a version of a policy, and what it makes of the input. */
export interface DriftSide extends JudgedSide {
  readonly version: Pick<VersionHeader, 'version'>;
}

/** How a policy moved from the version of an evaluation to another, rule by rule. Pure. */
export function measureDrift(before: DriftSide, after: DriftSide, judged: Judged): Drift {
  const rules = ruleDrifts(before, after, judged);
  return { grade: gradeOf(before, after, rules), rules };
}

function gradeOf(before: DriftSide, after: DriftSide, rules: readonly RuleDrift[]): DriftGrade {
  if (hasOtherOutcome(before.decision, after.decision)) return 'outcome_changed';
  if (before.version.version === after.version.version) return 'none';
  if (before.compiled.contentHash === after.compiled.contentHash) return 'same_content';
  const disabled = disabledIds(before, after);
  const isTouched = rules.some(({ status, ruleId }) => status !== 'same' && !disabled.has(ruleId));
  return isTouched ? 'rules_changed' : 'rules_untouched';
}

/** True where two decisions differ in status, or in the set of (rule, effect, approver) that is violated. */
export function hasOtherOutcome(one: Decision | null, other: Decision | null): boolean {
  if (one === null || other === null) return false;
  return one.status !== other.status || outcomeKey(one) !== outcomeKey(other);
}

function outcomeKey({ violations }: Decision): string {
  const found = violations.map(({ ruleId, effect, requiredApproval }) =>
    JSON.stringify([ruleId, effect, requiredApproval]),
  );
  return found.sort().join();
}

/** Rules that apply on neither side. */
function disabledIds(before: DriftSide, after: DriftSide): ReadonlySet<string> {
  const rules = [...before.compiled.rules, ...after.compiled.rules].map(({ rule }) => rule);
  const enabled = new Set(rules.filter(({ isEnabled }) => isEnabled).map(({ id }) => id));
  return new Set(rules.map(({ id }) => id).filter((id) => !enabled.has(id)));
}
