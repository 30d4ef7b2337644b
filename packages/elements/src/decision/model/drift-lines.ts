import type { Explanation, FieldMeta, JsonValue, RuleDrift } from '@policytrail/core';
import type { FormatContext } from '../../format/format-context.js';
import { strictnessOf } from '../../format/strictness.js';
import { type ValueText, valueText } from '../../format/value-text.js';
import { comparedField, type DecisionLookups, withDisplay } from './compared-values.js';

/** What moved in one rule: "Discount Cap: limit 20% → 15% (Stricter)". */
export interface DriftLine {
  readonly ruleName: string;
  /** What moved: "limit", the name of a field, "new rule". */
  readonly what: string;
  readonly moved: { readonly before: ValueText; readonly after: ValueText } | undefined;
  readonly strictness: 'stricter' | 'looser' | undefined;
}

type Sides = Pick<Explanation, 'drift' | 'then' | 'now'>;

interface Telling {
  readonly sides: Sides;
  readonly lookups: DecisionLookups;
  readonly context: FormatContext;
}

/** Every rule that is not as it was, by what moved in it. */
export function driftLines(sides: Sides, lookups: DecisionLookups, context: FormatContext): readonly DriftLine[] {
  const telling = { sides, lookups, context };
  const { decision } = context.messages;
  return sides.drift.rules.flatMap((rule): readonly DriftLine[] => {
    if (rule.status === 'same') return [];
    if (rule.status === 'added') return [plainLine(rule, decision.ruleAdded)];
    if (rule.status === 'removed') return [plainLine(rule, decision.ruleRemoved)];
    const values = movedValues(rule, telling);
    const isChanged = rule.ruleChanges.length > 0 || values.length === 0;
    return isChanged ? [...values, plainLine(rule, decision.ruleChanged)] : values;
  });
}

function movedValues(rule: RuleDrift, telling: Telling): readonly DriftLine[] {
  const { thresholdBefore, thresholdAfter, valueChanges } = rule;
  const { lookups, context } = telling;
  const hasLimit = thresholdBefore !== null && thresholdAfter !== null && thresholdBefore !== thresholdAfter;
  if (valueChanges.length <= 1 && hasLimit) {
    const moved = [thresholdBefore, thresholdAfter] as const;
    return [movedLine(rule, context.messages.decision.limitMoved, moved, thresholdField(rule, telling), context)];
  }
  return valueChanges.map(({ path, before, after }) => {
    const field = lookups.policy.find(path);
    const shown = withDisplay(field, typeof before === 'string' ? before : null);
    return movedLine(rule, field.label, [before, after], shown, context);
  });
}

// The policy's own field, in the words in which the rule compares it.
function thresholdField({ ruleId, thresholdBefore, valueChanges }: RuleDrift, { sides, lookups }: Telling): FieldMeta {
  const path = valueChanges[0]?.path;
  const own = path === undefined ? undefined : lookups.policy.find(path);
  const decisions = [sides.then.decision, sides.now.decision];
  const violation = decisions.flatMap((side) => side?.violations ?? []).find((found) => found.ruleId === ruleId);
  const compared = violation === undefined ? undefined : comparedField(violation, lookups);
  const stricter = own?.stricter ?? compared?.stricter;
  const field = compared ?? withDisplay(own ?? { path: '', label: '' }, thresholdBefore);
  return stricter === undefined ? field : { ...field, stricter };
}

function plainLine({ ruleName }: RuleDrift, what: string): DriftLine {
  return { ruleName, what, moved: undefined, strictness: undefined };
}

function movedLine(
  { ruleName }: RuleDrift,
  what: string,
  [before, after]: readonly [JsonValue, JsonValue],
  field: FieldMeta,
  context: FormatContext,
): DriftLine {
  const moved = { before: valueText(before, field, context), after: valueText(after, field, context) };
  return { ruleName, what, moved, strictness: strictnessOf(before, after, field) };
}
