import type { AppliedRule, RuleOutcome } from '@policytrail/core';
import type { Colours } from '../../terminal/colours.js';
import { type Cell, fittedTable } from '../layout/table.js';
import type { TextStyle } from '../layout/text-style.js';
import { counted } from '../values/count.js';
import { safeLine } from '../values/safe-text.js';

const words: Readonly<Record<RuleOutcome, string>> = {
  violated: '✗ violated',
  failed: '? failed',
  passed: '✓ passed',
  not_reached: '· not reached',
  disabled: '· disabled',
};

/** What became of each rule: the counts, then a line a rule. */
export function appliedRulesText(rules: readonly AppliedRule[], { colours, width }: TextStyle): string {
  if (rules.length === 0) return 'The policy has no rules.';
  const rows = rules.map((rule) => [
    outcomeCell(rule.outcome, colours),
    safeLine(rule.ruleName),
    { text: rule.section === null ? '' : safeLine(rule.section), paint: colours.dim },
    rule.failure === null ? '' : `${safeLine(rule.failure.code)}: ${safeLine(rule.failure.message)}`,
  ]);
  return `${counted(rules.length, 'rule')}: ${outcomeCounts(rules)}\n${fittedTable(rows, width)}`;
}

function outcomeCell(outcome: RuleOutcome, colours: Colours): Cell {
  const paint: Readonly<Record<RuleOutcome, (text: string) => string>> = {
    violated: colours.red,
    failed: colours.yellow,
    passed: colours.green,
    not_reached: colours.dim,
    disabled: colours.dim,
  };
  return { text: words[outcome], paint: paint[outcome] };
}

export function outcomeWord(outcome: RuleOutcome): string {
  return outcome.replaceAll('_', ' ');
}

function outcomeCounts(rules: readonly AppliedRule[]): string {
  const outcomes = Object.keys(words) as RuleOutcome[];
  return outcomes
    .map((outcome) => ({ outcome, count: rules.filter((rule) => rule.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${outcomeWord(outcome)}`)
    .join(', ');
}
