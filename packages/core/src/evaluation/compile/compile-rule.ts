import type { PlainCondition } from '../../expression/condition.js';
import { compiledOr, type ExpressionProblem } from '../rules/expression-problem.js';
import type { Rule } from '../rules/rule.js';
import { appliedRule } from './applied-rule.js';
import { type Compiling, compileText, failureOf, fixedCompilation } from './compile-text.js';
import type { CompiledRule, ViolationForm, ViolationText } from './compiled-policy.js';
import { remedyCertainty } from './remedy-certainty.js';

export interface RuleCompilation {
  readonly compiled: CompiledRule;
  /** Null where closures judge the rule. */
  readonly plain: PlainCondition | null;
  readonly problems: readonly ExpressionProblem[];
  /** JSON Pointers of the policy values that it reads, its texts included. */
  readonly policyReads: readonly string[];
}

/** Compiles a rule; one that can't be is compiled into one that fails each time. `index`: its place in `policy.rules`. */
export function compileRule(compiling: Compiling, rule: Rule, index: number): RuleCompilation {
  const place = (member: string) => ({ ruleId: rule.id, path: `/rules/${index}/${member}` });
  const textOf = (member: 'message' | 'resolution', otherwise: string | null) => {
    const text = rule[member];
    if (text === null) return fixedCompilation(otherwise);
    return compileText(compiling, text, place(member));
  };
  const when = compiledOr(place('when'), () => compiling.program.condition(rule.when));
  const message = textOf('message', `${rule.name} was violated`);
  const resolution = textOf('resolution', null);
  const { plain, ...condition } = when.compiled ?? { plain: null };
  const compiled: CompiledRule = {
    rule,
    condition: 'test' in condition ? condition : null,
    failure: when.problem === null ? null : failureOf(when.problem),
    notReached: rule.group === null ? null : appliedRule(rule, 'not_reached'),
    form: formOf(rule, { message: message.text, resolution: resolution.text }),
    remedies: remedyCertainty(rule.when, plain),
  };
  const problems = [when.problem, message.problem, resolution.problem].filter((problem) => problem !== null);
  const policyReads = [...(when.compiled?.policyReads ?? []), ...message.policyReads, ...resolution.policyReads];
  return { compiled, plain, problems, policyReads };
}

function formOf(
  rule: Rule,
  { message, resolution }: { readonly message: ViolationText; readonly resolution: ViolationText },
): ViolationForm {
  const { id, name, effect, approver } = rule;
  return {
    ruleId: id,
    ruleName: name,
    severity: effect === 'warn' ? 'warning' : 'blocking',
    effect,
    requiredApproval: approver,
    suggestedResolution: resolution.kind === 'fixed' ? resolution.text : null,
    message,
    resolution: resolution.kind === 'fixed' ? null : resolution,
    applied: appliedRule(rule, 'violated'),
  };
}
