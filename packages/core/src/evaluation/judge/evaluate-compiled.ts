import type { AppliedRule, Decision, RuleFailure } from '../../record/decision.js';
import type { Instant } from '../../values/instant.js';
import type { JsonValue } from '../../values/json.js';
import type { CompiledPolicy, CompiledRule, ViolationForm } from '../compile/compiled-policy.js';
import { wordSize } from '../plain/rule-rows.js';
import type { Judging } from './judging.js';
import { oneLine } from './one-line.js';
import { plainFinding } from './plain-finding.js';
import { type Finding, tracedFinding, violationOf } from './violation.js';
import { reasonOf } from './violation-text.js';

/** Judges an input that is JSON. `now` is the instant that rules read. Pure: nothing is recorded, nothing is thrown. */
export function evaluateCompiled(compiled: CompiledPolicy, input: JsonValue, now: Instant): Decision {
  const { plainTable } = compiled;
  const judging = begin(compiled, input, now);
  for (let word = 0; word < plainTable.wordCount; word++) {
    // From the lowest bit on: rules are judged in their order.
    for (let due = plainTable.due(word); due !== 0; due &= due - 1) {
      judgeRule(compiled, word * wordSize + 31 - Math.clz32(due & -due), judging);
    }
  }
  const { reasons, violations, appliedRules } = judging;
  return { status: statusOf(judging), reasons, violations, appliedRules };
}

function judgeRule(compiled: CompiledPolicy, index: number, judging: Judging): void {
  const { rules, forms, plainTable, untouched } = compiled;
  // Another entry than at first: an earlier rule of its group counts.
  if (judging.appliedRules[index] !== untouched[index]) return;
  const form = forms[index] as ViolationForm;
  const outcome = plainTable.test(index);
  if (outcome === true) noteViolation(form, plainFinding(plainTable, index, judging), index, judging);
  else if (outcome === false || !judgeByClosures(rules[index] as CompiledRule, form, index, judging)) return;
  closeGroup(compiled, index, judging);
}

/** Whether the rule is violated or fails. */
function judgeByClosures(rule: CompiledRule, form: ViolationForm, index: number, judging: Judging): boolean {
  const { condition, failure } = rule;
  const outcome = condition === null ? (failure as RuleFailure) : condition.test(judging.run);
  if (outcome === true) noteViolation(form, tracedFinding(rule, judging.run), index, judging);
  else if (outcome !== false) noteFailure(outcome, index, judging);
  return outcome !== false;
}

/** The first rule of a group that counts ends it. */
function closeGroup({ rules, nextInGroup }: CompiledPolicy, index: number, { appliedRules }: Judging): void {
  for (let next = nextInGroup[index] as number; next !== -1; next = nextInGroup[next] as number) {
    appliedRules[next] = rules[next]?.notReached as AppliedRule;
  }
}

function begin({ program, plainTable, untouched }: CompiledPolicy, input: JsonValue, now: Instant): Judging {
  const run = program.run(input, now);
  plainTable.read(run);
  return {
    run,
    reasons: [],
    violations: [],
    appliedRules: untouched.slice(),
    hasFailed: false,
    isBlocked: false,
    hasBreaks: false,
  };
}

function noteViolation(form: ViolationForm, finding: Finding, index: number, judging: Judging): void {
  const violation = violationOf(form, finding, judging);
  judging.appliedRules[index] = form.applied;
  judging.violations.push(violation);
  judging.reasons.push(reasonOf(form, violation, judging));
  if (form.severity === 'blocking') judging.isBlocked = true;
}

function noteFailure({ code, message }: RuleFailure, index: number, judging: Judging): void {
  const untouched = judging.appliedRules[index] as AppliedRule;
  judging.appliedRules[index] = { ...untouched, outcome: 'failed', failure: { code, message } };
  judging.reasons.push(oneLine(`${untouched.ruleName} could not be evaluated: ${message}`));
  judging.hasFailed = true;
}

function statusOf({ hasFailed, isBlocked }: Judging): Decision['status'] {
  if (hasFailed) return 'indeterminate';
  return isBlocked ? 'violation' : 'approved';
}
