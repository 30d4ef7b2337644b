import type { Decision, RuleFailure } from '../../record/decision.js';
import type { Instant } from '../../values/instant.js';
import type { JsonValue } from '../../values/json.js';
import type { CompiledPolicy, CompiledRule } from '../compile/compiled-policy.js';
import type { Judging } from './judging.js';
import { oneLine } from './one-line.js';
import { plainFinding } from './plain-finding.js';
import { type Finding, tracedFinding, violationOf } from './violation.js';
import { reasonOf } from './violation-text.js';

/** Judges an input that is JSON. `now` is the instant that rules read. Pure: nothing is recorded, nothing is thrown. */
export function evaluateCompiled(compiled: CompiledPolicy, input: JsonValue, now: Instant): Decision {
  const { rules, groupCount, plainTable } = compiled;
  const judging = begin(compiled, input, now);
  const closedGroups = groupCount === 0 ? noGroups : new Uint8Array(groupCount);
  for (let index = 0; index < rules.length; index++) {
    const compiledRule = rules[index] as CompiledRule;
    const { groupIndex } = compiledRule;
    if (!compiledRule.rule.isEnabled) continue;
    if (groupIndex >= 0 && closedGroups[groupIndex] === 1) {
      judging.appliedRules[index] = compiledRule.applied.not_reached;
      continue;
    }
    const outcome = plainTable.test(index) ?? judgeByClosures(compiled, index, judging);
    if (outcome === false) continue;
    if (outcome === true) noteViolation(judging, index, compiledRule, plainFinding(compiled, index, judging));
    if (groupIndex >= 0) closedGroups[groupIndex] = 1;
  }
  const { reasons, violations, appliedRules } = judging;
  return { status: statusOf(judging), reasons, violations, appliedRules };
}

const noGroups = new Uint8Array(0);

function begin({ program, plainTable, untouched }: CompiledPolicy, input: JsonValue, now: Instant): Judging {
  const run = program.run(input, now);
  plainTable.read(run);
  return {
    run,
    fieldTexts: [],
    reasons: [],
    violations: [],
    appliedRules: untouched.slice(),
    hasFailed: false,
    isBlocked: false,
    hasBreaks: false,
  };
}

/** False where the rule passes; else what was found is noted. */
function judgeByClosures({ rules }: CompiledPolicy, index: number, judging: Judging): false | 'noted' {
  const compiled = rules[index] as CompiledRule;
  const result =
    compiled.condition === null ? (compiled.failure ?? unknownFailure) : compiled.condition.test(judging.run);
  if (result === false) return false;
  if (result === true) noteViolation(judging, index, compiled, tracedFinding(compiled, judging.run));
  else noteFailure(judging, index, compiled, result);
  return 'noted';
}

const unknownFailure: RuleFailure = { code: 'invalid_expression', message: 'the expression is not valid' };

function noteViolation(judging: Judging, index: number, compiled: CompiledRule, finding: Finding): void {
  const violation = violationOf(compiled, finding, judging);
  judging.appliedRules[index] = compiled.applied.violated;
  judging.violations.push(violation);
  judging.reasons.push(reasonOf(compiled, violation, judging));
  if (violation.severity === 'blocking') judging.isBlocked = true;
}

function noteFailure(judging: Judging, index: number, compiled: CompiledRule, { code, message }: RuleFailure): void {
  const { rule, applied } = compiled;
  judging.appliedRules[index] = { ...applied.failed, failure: { code, message } };
  judging.reasons.push(oneLine(`${rule.name} could not be evaluated: ${message}`));
  judging.hasFailed = true;
}

function statusOf({ hasFailed, isBlocked }: Judging): Decision['status'] {
  if (hasFailed) return 'indeterminate';
  return isBlocked ? 'violation' : 'approved';
}
