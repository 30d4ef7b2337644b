/** What came of judging an input; what is recorded. With reviews counted in: `EffectiveDecision`. */
export type DecisionStatus = 'approved' | 'violation' | 'indeterminate';

export const decisionStatuses: readonly DecisionStatus[] = ['approved', 'violation', 'indeterminate'];

/** What a violated rule asks for, strict to mild; the first two block. */
export type RuleEffect = 'deny' | 'require_approval' | 'warn';

/** Strict to mild, the order they must have in a group. */
export const ruleEffects: readonly RuleEffect[] = ['deny', 'require_approval', 'warn'];

/** The operators that compare; `in` has a list or map on its right. */
export type ComparisonOperator = '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in';

/** One comparison that helped to decide: both sides as text (decimals as they were written), null where a side is no scalar. */
export interface Comparison {
  readonly operator: ComparisonOperator;
  /** The source of each side, e.g. `input.discountPct`. */
  readonly left: string;
  readonly right: string;
  readonly leftValue: string | null;
  readonly rightValue: string | null;
  /** What the comparison came to. */
  readonly result: boolean;
}

/** The smallest change of one input field that passes the rule, where one comparison with a constant side decided. */
export interface Remedy {
  /** JSON Pointer into the input. */
  readonly field: string;
  /** `at_most 20.00`, `less_than 20.00`: the bound in the input's own unit. */
  readonly bound:
    | 'at_most'
    | 'less_than'
    | 'at_least'
    | 'more_than'
    | 'equal_to'
    | 'not_equal_to'
    | 'one_of'
    | 'none_of';
  readonly values: readonly string[];
}

export interface Violation {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly severity: 'blocking' | 'warning';
  readonly effect: RuleEffect;
  /** As written, e.g. `20.00`; null unless exactly one comparison decided and exactly one of its sides reads the input. */
  readonly thresholdValue: string | null;
  readonly actualValue: string | null;
  readonly comparisons: readonly Comparison[];
  readonly message: string;
  readonly suggestedResolution: string | null;
  /** The approver, for `require_approval`. */
  readonly requiredApproval: string | null;
  readonly remedy: Remedy | null;
}

/** What became of one rule. `not_reached`: an earlier rule of its group was violated or failed. */
export type RuleOutcome = 'passed' | 'violated' | 'failed' | 'not_reached' | 'disabled';

export interface AppliedRule {
  readonly ruleId: string;
  readonly ruleName: string;
  readonly section: string | null;
  readonly category: string | null;
  readonly description: string | null;
  readonly documentationUrl: string | null;
  readonly group: string | null;
  readonly effect: RuleEffect;
  /** The expression, as written. */
  readonly when: string;
  readonly outcome: RuleOutcome;
  /** Why it failed; null unless `failed`. */
  readonly failure: RuleFailure | null;
}

/** A rule that could not be evaluated. */
export interface RuleFailure {
  /** Stable: `missing_field`, `wrong_type`, `division_by_zero`, `limit_exceeded`, `invalid_expression`, … */
  readonly code: string;
  readonly message: string;
}

export interface Decision {
  readonly status: DecisionStatus;
  /** One line each, in the order of the rules: what was violated or failed. */
  readonly reasons: readonly string[];
  readonly violations: readonly Violation[];
  readonly appliedRules: readonly AppliedRule[];
}
