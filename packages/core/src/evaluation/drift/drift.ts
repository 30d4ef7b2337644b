import type { FieldChange } from '../../policy/changes.js';
import type { RuleOutcome } from '../../record/decision.js';
import type { JsonValue } from '../../values/json.js';

/**
 * How far a policy moved since an evaluation, least to most. `none`: the same version; `same_content`: another version
 * with equal content; `rules_untouched`: no rule that is enabled on either side has another fingerprint; `rules_changed`:
 * one has, or is new or gone; `outcome_changed`: the re-check has another status, or another set of rule, effect and approver.
 */
export type DriftGrade = 'none' | 'same_content' | 'rules_untouched' | 'rules_changed' | 'outcome_changed';

/** A policy value that a rule reads, before and after; null where there is none. */
export interface ReadValueChange {
  /** JSON Pointer into the policy. */
  readonly path: string;
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** What a rule compares for an input, where a single comparison decides, violated or not. */
export interface RuleReading {
  /** As in a violation. */
  readonly thresholdValue: string | null;
  readonly actualValue: string | null;
}

/** What became of one rule since an evaluation. */
export interface RuleDrift {
  readonly ruleId: string;
  /** As it is named today, or was where it is gone. */
  readonly ruleName: string;
  /** `changed`: its fingerprint differs: the rule, a policy value it reads, or a rule before it in its group. */
  readonly status: 'added' | 'removed' | 'changed' | 'same';
  /** What changed in the rule itself, its texts included; paths point into the rule. */
  readonly ruleChanges: readonly FieldChange[];
  /** What changed of the policy values that it reads. */
  readonly valueChanges: readonly ReadValueChange[];
  /** The rule's threshold for the input, then and now; null where it has no single one, or no input is left. */
  readonly thresholdBefore: string | null;
  readonly thresholdAfter: string | null;
  /** What is compared with it. */
  readonly actualBefore: string | null;
  readonly actualAfter: string | null;
  /** Null where there was no such rule, or no input is left to judge. */
  readonly outcomeBefore: RuleOutcome | null;
  readonly outcomeAfter: RuleOutcome | null;
}

export interface Drift {
  readonly grade: DriftGrade;
  /** Every rule of either policy: today's in order, then those that are gone. */
  readonly rules: readonly RuleDrift[];
}
