import type { AppliedRule } from '../../record/decision.js';
import { compiledOr, type ExpressionProblem } from '../rules/expression-problem.js';
import type { Rule } from '../rules/rule.js';
import { type Compiling, compileText, failureOf, fixedText } from './compile-text.js';
import type { CompiledRule, ViolationForm, ViolationText } from './compiled-policy.js';
import { remedyCertainty } from './remedy-certainty.js';
import { appliedRulesOf } from './static-rule.js';

/** Where a rule stands: its index in `policy.rules`, and its group's number, -1 for none. */
interface RulePlace {
  readonly index: number;
  readonly groupIndex: number;
}

interface RuleCompilation {
  readonly compiled: CompiledRule;
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
  const applied = appliedRulesOf(rule);
  const compiled: CompiledRule = {
    rule,
    condition: when.compiled,
    failure: when.problem === null ? null : failureOf(when.problem),
    groupIndex,
    applied,
    form: formOf(rule, applied.violated, { message: message.text, resolution: resolution.text }),
    remedies: remedyCertainty(rule.when, when.compiled?.plain ?? null),
  };
  const problems = [when.problem, message.problem, resolution.problem].filter((problem) => problem !== null);
  return { compiled, problems };
}

function formOf(
  { id, name, effect, approver }: Rule,
  applied: AppliedRule,
  { message, resolution }: { readonly message: ViolationText; readonly resolution: ViolationText },
): ViolationForm {
  return {
    ruleId: id,
    ruleName: name,
    severity: effect === 'warn' ? 'warning' : 'blocking',
    effect,
    requiredApproval: approver,
    suggestedResolution: resolution.kind === 'fixed' ? resolution.text : null,
    message,
    resolution: resolution.kind === 'fixed' ? null : resolution,
    applied,
  };
}
