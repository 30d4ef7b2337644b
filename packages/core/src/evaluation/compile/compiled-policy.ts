import type { Condition } from '../../expression/condition.js';
import type { Program } from '../../expression/program.js';
import type { Slot } from '../../expression/run/slot.js';
import type { Template } from '../../expression/template.js';
import type { AppliedRule, RuleFailure, Violation } from '../../record/decision.js';
import type { JsonObject } from '../../values/json.js';
import type { PlainTable } from '../plain/plain-table.js';
import type { ExpressionProblem } from '../rules/expression-problem.js';
import type { Rule } from '../rules/rule.js';

/** A text of a violation: the same each time (`line`: on one line), or rendered; `failure` where its template does not compile. */
export type ViolationText =
  | { readonly kind: 'fixed'; readonly text: string | null; readonly line: string | null }
  | PlainText
  | { readonly kind: 'template'; readonly render: Template['render'] }
  | { readonly kind: 'broken'; readonly failure: RuleFailure };

/** A text in which there is nothing but fields. */
export interface PlainText {
  readonly kind: 'plain';
  readonly begin: string;
  readonly fields: PlainTextField | null;
  /** Whether what it says beside the input may hold line breaks. */
  readonly hasBreaks: boolean;
  /** Says what is wrong where a field can't be told. */
  readonly render: Template['render'];
}

/** A field, the text after it, and the next one: a list, as there are few, and looked for often. */
export interface PlainTextField {
  readonly slot: Slot;
  readonly after: string;
  readonly next: PlainTextField | null;
}

/** What all violations of a rule have in common. */
export interface ViolationForm
  extends Pick<Violation, 'ruleId' | 'ruleName' | 'severity' | 'effect' | 'requiredApproval' | 'suggestedResolution'> {
  readonly message: ViolationText;
  /** Null where it is `suggestedResolution` each time. */
  readonly resolution: ViolationText | null;
  /** Frozen, as decisions share it. */
  readonly applied: AppliedRule;
}

/** A rule made ready to judge, with all that is the same each time. */
export interface CompiledRule {
  readonly rule: Rule;
  /** Null where it does not compile: the rule fails with `failure` each time. */
  readonly condition: Omit<Condition, 'plain'> | null;
  readonly failure: RuleFailure | null;
  /** What is said of it where an earlier rule of its group counts. */
  readonly notReached: AppliedRule | null;
  readonly form: ViolationForm;
  /** Whether flipping one comparison that decided alone is sure to turn the condition. */
  readonly remedies: 'sure' | 'unsure';
}

/** A policy made ready to judge. */
export interface CompiledPolicy {
  readonly policy: JsonObject;
  readonly contentHash: string;
  readonly program: Program;
  readonly rules: readonly CompiledRule[];
  /** By rule, what judging needs of most: memory is read slower than anything is computed. */
  readonly forms: readonly ViolationForm[];
  /** By rule, the index of the next enabled rule of its group; -1 where there is none. */
  readonly nextInGroup: readonly number[];
  /** What is said of the rules where none is violated, fails or is not reached: frozen entries. */
  readonly untouched: readonly AppliedRule[];
  readonly plainTable: PlainTable;
  /** How many constants its rules compare with, those of lists included. */
  readonly itemCount: number;
  /** Expressions that do not compile; an imported policy may have some. */
  readonly problems: readonly ExpressionProblem[];
}
