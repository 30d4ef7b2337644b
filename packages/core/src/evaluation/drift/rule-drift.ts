import type { FieldChange } from '../../policy/changes.js';
import { diffPolicies } from '../../policy/diff/diff.js';
import { equal } from '../../policy/diff/equal.js';
import type { Decision, RuleOutcome } from '../../record/decision.js';
import type { Instant } from '../../values/instant.js';
import type { JsonObject, JsonValue } from '../../values/json.js';
import type { CompiledPolicy, CompiledRule } from '../compile/compiled-policy.js';
import type { Rule } from '../rules/rule.js';
import type { ReadValueChange, RuleDrift, RuleReading } from './drift.js';
import { fingerprintsOf, readValuesOf } from './fingerprint.js';
import { readRule } from './rule-reading.js';

/** A policy, and what it makes of the input; null where that was erased. */
export interface JudgedSide {
  readonly compiled: CompiledPolicy;
  readonly decision: Decision | null;
}

/** What is judged on both sides. */
export interface Judged {
  /** Null where it was erased. */
  readonly input: JsonValue | null;
  /** What rules read as `now`. */
  readonly now: Instant;
}

/** A rule as one side has it; undefined members where it has none. */
interface RuleSide {
  readonly policy: JsonObject;
  readonly found: CompiledRule | undefined;
  readonly fingerprint: string | undefined;
  readonly reading: RuleReading | undefined;
  readonly outcome: RuleOutcome | null;
}

/** Every rule of either side: those of `after` in order, then those that are gone. */
export function ruleDrifts(before: JudgedSide, after: JudgedSide, judged: Judged): readonly RuleDrift[] {
  const [sideBefore, sideAfter] = [ruleSides(before, judged), ruleSides(after, judged)];
  const ids = [...after.compiled.rules, ...before.compiled.rules].map(({ rule }) => rule.id);
  return [...new Set(ids)].map((ruleId) => ruleDrift(ruleId, sideBefore(ruleId), sideAfter(ruleId)));
}

function ruleSides({ compiled, decision }: JudgedSide, { input, now }: Judged): (ruleId: string) => RuleSide {
  const rules = new Map(compiled.rules.map((rule) => [rule.rule.id, rule]));
  const outcomes = new Map((decision?.appliedRules ?? []).map(({ ruleId, outcome }) => [ruleId, outcome]));
  const fingerprints = fingerprintsOf(compiled);
  return (ruleId) => {
    const found = rules.get(ruleId);
    // A run of its own: what one rule costs must not keep another from being read.
    const reading =
      found === undefined || input === null ? undefined : readRule(found, compiled.program.run(input, now));
    return {
      policy: compiled.policy,
      found,
      fingerprint: fingerprints.get(ruleId),
      reading,
      outcome: outcomes.get(ruleId) ?? null,
    };
  };
}

function ruleDrift(ruleId: string, before: RuleSide, after: RuleSide): RuleDrift {
  return {
    ruleId,
    ruleName: (after.found ?? before.found)?.rule.name ?? ruleId,
    status: statusOf(before, after),
    ruleChanges: ruleChanges(before.found?.rule, after.found?.rule),
    valueChanges: valueChanges(before, after),
    thresholdBefore: before.reading?.thresholdValue ?? null,
    thresholdAfter: after.reading?.thresholdValue ?? null,
    actualBefore: before.reading?.actualValue ?? null,
    actualAfter: after.reading?.actualValue ?? null,
    outcomeBefore: before.outcome,
    outcomeAfter: after.outcome,
  };
}

function statusOf(before: RuleSide, after: RuleSide): RuleDrift['status'] {
  if (before.found === undefined) return 'added';
  if (after.found === undefined) return 'removed';
  return before.fingerprint === after.fingerprint ? 'same' : 'changed';
}

function ruleChanges(before: Rule | undefined, after: Rule | undefined): readonly FieldChange[] {
  if (before === undefined || after === undefined) return [];
  return diffPolicies(documentOf(before), documentOf(after));
}

/** A rule as it stands in a policy. */
function documentOf({ isEnabled, ...texts }: Rule): JsonObject {
  const given = Object.entries(texts).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(given), ...(isEnabled ? {} : { enabled: false }) };
}

function valueChanges(before: RuleSide, after: RuleSide): readonly ReadValueChange[] {
  if (before.found === undefined || after.found === undefined) return [];
  const [then, now] = [readValuesOf(before.found, before.policy), readValuesOf(after.found, after.policy)];
  const paths = [...new Set([...then.keys(), ...now.keys()])].sort();
  return paths
    .filter((path) => !equal(then.get(path), now.get(path)))
    .map((path) => ({ path, before: then.get(path) ?? null, after: now.get(path) ?? null }));
}
