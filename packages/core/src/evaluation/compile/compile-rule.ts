import { compiledOr, type ExpressionProblem } from '../rules/expression-problem.js';
import type { Rule } from '../rules/rule.js';
import { type Compiling, compileText, failureOf, fixedText } from './compile-text.js';
import type { CompiledRule } from './compiled-policy.js';
import { remedyCertainty } from './remedy-certainty.js';
import { appliedRulesOf } from './static-rule.js';

/** Where a rule stands: its index in `policy.rules`, and its place in its group. */
interface RulePlace extends Pick<CompiledRule, 'groupIndex' | 'nextInGroup'> {
  readonly index: number;
}

interface RuleCompilation {
  readonly compiled: CompiledRule;
  readonly problems: readonly ExpressionProblem[];
}

/** Compiles a rule; one that can't be is compiled into one that fails each time. */
export function compileRule(
  compiling: Compiling,
  rule: Rule,
  { index, groupIndex, nextInGroup }: RulePlace,
): RuleCompilation {
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
  const { id: ruleId, name: ruleName, effect, approver: requiredApproval } = rule;
  const severity = effect === 'warn' ? 'warning' : 'blocking';
  const texts = { message: message.text, resolution: resolution.text };
  const compiled: CompiledRule = {
    form: { ruleId, ruleName, severity, effect, requiredApproval, ...texts },
    remedies: remedyCertainty(rule.when, when.compiled?.plain ?? null),
    nextInGroup,
    applied: appliedRulesOf(rule),
    condition: when.compiled,
    failure: when.problem === null ? null : failureOf(when.problem),
    rule,
    groupIndex,
  };
  const problems = [when.problem, message.problem, resolution.problem].filter((problem) => problem !== null);
  return { compiled, problems };
}
