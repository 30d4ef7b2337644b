import type { ExpressionFailure } from './failure.js';
import type { Run } from './run/run.js';
import type { Slot } from './run/slot.js';

/** An expression that is true or false. */
export interface Condition {
  readonly source: string;
  /** JSON Pointers of the policy values it reads, each as deep as is known before it runs (`''`: the whole policy); sorted, unique. */
  readonly policyReads: readonly string[];
  /** The same for the input. */
  readonly inputReads: readonly string[];
  /** Its comparisons, where it is nothing else: for a judge that goes through many of them at once. */
  readonly plain: PlainCondition | null;
  /** The hot path. */
  test(run: Run): boolean | ExpressionFailure;
  /** The comparisons that decided; for rules that are violated. */
  trace(run: Run): Trace | ExpressionFailure;
}

export interface Trace {
  readonly result: boolean;
  readonly comparisons: readonly TracedComparison[];
}

export interface TracedComparison {
  readonly operator: '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in';
  readonly left: TracedSide;
  readonly right: TracedSide;
  readonly result: boolean;
}

export interface TracedSide {
  /** The text of the sub-expression. */
  readonly source: string;
  /** As written in the document or the expression, where it stands there; else in normal form; null for a list or map. */
  readonly value: string | null;
  readonly readsInput: boolean;
  /** JSON Pointer into the input, where the side is exactly one of its fields. */
  readonly field: string | null;
  /** Reads neither input nor now. */
  readonly isConstant: boolean;
  /** The items of a constant list of scalars to the right of `in`, as written. */
  readonly items: readonly string[] | null;
}

/** A field of the input beside a constant: what can be judged without closures, with the same outcome. */
export interface PlainComparison {
  readonly operator: TracedComparison['operator'];
  readonly slot: Slot;
  /** The source of the field's side. */
  readonly field: string;
  /** The other side. */
  readonly constant: TracedSide;
  /** True where the field stands on the right. */
  readonly isMirrored: boolean;
  /** One constant, or for `in` the items; all numbers (ordered as doubles are), or all texts (compared for equality only). */
  readonly values: readonly number[] | readonly string[];
}

/** Comparisons of fields with constants, all joined in one way; `and` where there is one. */
export interface PlainCondition {
  readonly join: 'and' | 'or';
  readonly comparisons: readonly PlainComparison[];
}
