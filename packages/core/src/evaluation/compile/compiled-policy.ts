import type { Condition } from '../../expression/condition.js';
import type { Program } from '../../expression/program.js';
import type { Slot } from '../../expression/run/slot.js';
import type { Template } from '../../expression/template.js';
import type { AppliedRule, RuleFailure, RuleOutcome } from '../../record/decision.js';
import type { JsonObject } from '../../values/json.js';
import type { PlainPart } from '../plain/plain-part.js';
import type { PlainTable } from '../plain/plain-table.js';
import type { ExpressionProblem } from '../rules/expression-problem.js';
import type { Rule } from '../rules/rule.js';

/** A text of a violation: the same each time (`line`: on one line), or rendered; `failure` where its template does not compile. */
export type ViolationText =
  | { readonly kind: 'fixed'; readonly text: string | null; readonly line: string | null }
  /** `hasBreaks`: what it says beside the input may hold line breaks. */
  | {
      readonly kind: 'template';
      readonly template: Template;
      readonly hasBreaks: boolean;
      /** Null where there is more in it than texts and fields. */
      readonly plain: PlainText | null;
    }
  | { readonly kind: 'broken'; readonly failure: RuleFailure };

/** A text with fields in it, each with the text after it. */
export interface PlainText {
  readonly first: string;
  readonly rest: readonly { readonly slot: Slot; readonly after: string }[];
}

/** A rule made ready to judge, with all that is the same each time. */
export interface CompiledRule {
  readonly rule: Rule;
  /** Null where it does not compile: the rule fails with `failure` each time. */
  readonly condition: Condition | null;
  readonly failure: RuleFailure | null;
  /** Which group of the policy it belongs to, from 0; -1 for none. */
  readonly groupIndex: number;
  /** The index of the next enabled rule of its group; -1 where there is none. */
  readonly nextInGroup: number;
  /** Frozen, one for each outcome. That of `failed` says no failure yet. */
  readonly applied: Readonly<Record<RuleOutcome, AppliedRule>>;
  /** By comparison, where the condition is plain. */
  readonly plainParts: readonly PlainPart[];
  readonly message: ViolationText;
  readonly resolution: ViolationText;
  /** Whether flipping one comparison that decided alone is sure to turn the condition. */
  readonly remedies: 'sure' | 'unsure';
}

/** A policy made ready to judge. */
export interface CompiledPolicy {
  readonly policy: JsonObject;
  readonly contentHash: string;
  readonly program: Program;
  readonly rules: readonly CompiledRule[];
  /** What is said of the rules where none is violated, fails or is not reached. */
  readonly untouched: readonly AppliedRule[];
  readonly plainTable: PlainTable;
  /** Expressions that do not compile; an imported policy may have some. */
  readonly problems: readonly ExpressionProblem[];
}
