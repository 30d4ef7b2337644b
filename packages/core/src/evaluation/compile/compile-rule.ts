import type { PlainCondition } from '../../expression/condition.js';
import { compiledOr, type ExpressionProblem } from '../rules/expression-problem.js';
import type { Rule } from '../rules/rule.js';
import { type Compiling, compileText, failureOf, fixedText } from './compile-text.js';
import type { CompiledRule, ViolationForm, ViolationText } from './compiled-policy.js';
import { remedyCertainty } from './remedy-certainty.js';
import { appliedRule } from './static-rule.js';

/** Where a rule stands: its index in `policy.rules`, and its group's number, -1 for none. */
interface RulePlace {
  readonly index: number;
  readonly groupIndex: number;
}

interface RuleCompilation {
  readonly compiled: CompiledRule;
  /** Null where closures judge the rule. */
  readonly plain: PlainCondition | null;
  readonly problems: readonly ExpressionProblem[];
}

/** Compiles a rule; one that can't be is compiled into one that fails each time. */
export function compileRule(compiling: Compiling, rule: Rule, { index, groupIndex }: RulePlace): RuleCompilation {
  const place = (member: string) => ({ ruleId: rule.id, path: `/rules/${index}/${member}` });
  const when = compiledOr(place('when'), () => compiling.program.condition(rule.when));
  const message =
    rule.message === null
      ? { text: fixedText(`${rule.name} was violated`), problem: null }
      : compileText(compiling, rule.message, place('message'));
  const resolution =
    rule.resolution === null
      ? { text: fixedText(null), problem: null }
      : compileText(compiling, rule.resolution, place('resolution'));
  const { plain, ...condition } = when.compiled ?? { plain: null };
  const compiled: CompiledRule = {
    rule,
    condition: 'test' in condition ? condition : null,
    failure: when.problem === null ? null : failureOf(when.problem),
    groupIndex,
    notReached: groupIndex === -1 ? null : appliedRule(rule, 'not_reached'),
    form: formOf(rule, { message: message.text, resolution: resolution.text }),
    remedies: remedyCertainty(rule.when, plain),
  };
  const problems = [when.problem, message.problem, resolution.problem].filter((problem) => problem !== null);
  return { compiled, plain, problems };
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
