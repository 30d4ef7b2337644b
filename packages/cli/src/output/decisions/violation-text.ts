import type { Comparison, RuleEffect, Violation } from '@policytrail/core';
import { boundText } from '@policytrail/core';
import { labelled } from '../layout/labelled.js';
import { fittedTable } from '../layout/table.js';
import type { TextStyle } from '../layout/text-style.js';
import { indented } from '../layout/wrap.js';
import { safeLine, safeLineOf } from '../values/safe-text.js';

const effectWords: Readonly<Record<RuleEffect, string>> = {
  deny: 'denied',
  require_approval: 'needs approval',
  warn: 'warning',
};

/** A violated rule: its name, its message, threshold and actual value, and what can be done. */
export function violationLines(violation: Violation, { colours, width }: TextStyle): readonly string[] {
  const { ruleName, ruleId, effect, severity, message, thresholdValue, comparisons } = violation;
  const paintMark = severity === 'blocking' ? colours.red : colours.yellow;
  const mark = severity === 'blocking' ? '✗' : '!';
  const name = safeLine(ruleName);
  const head = [
    { text: `${mark} ${name}`, paint: () => `${paintMark(mark)} ${colours.bold(name)}` },
    { text: safeLine(ruleId), paint: colours.dim },
    effectWords[effect],
  ];
  const rows = [
    ['Threshold', safeLineOf(thresholdValue)],
    ['Actual', safeLineOf(violation.actualValue)],
    ...(thresholdValue === null
      ? comparisons.map((comparison) => ['Compared', comparisonText(comparison)] as const)
      : []),
    ['Resolution', safeLineOf(violation.suggestedResolution)],
    ['Approval', safeLineOf(violation.requiredApproval)],
    ['Remedy', violation.remedy === null ? null : safeLine(boundText(violation.remedy))],
  ] as const;
  return [
    fittedTable([head], width),
    ...indented(safeLine(message), 2, width),
    ...labelled(rows, { indent: 2, width, paintLabel: colours.dim }),
  ];
}

/** `input.usd > policy.budgetUsd: 12.00 > 10.00`. */
function comparisonText({ operator, left, right, leftValue, rightValue, result }: Comparison): string {
  const values = [leftValue ?? '…', operator, rightValue ?? '…'].join(' ');
  return safeLine(`${left} ${operator} ${right}: ${values} is ${result}`);
}
