import type { StaleEvaluation, StalePage } from '@policytrail/core';
import { statusCell } from '../decisions/status.js';
import { type Cell, fittedTable } from '../layout/table.js';
import type { TextStyle } from '../layout/text-style.js';
import { safeLine } from '../values/safe-text.js';
import { subjectNameOf } from '../values/subject.js';
import { gradeCell, outcomeMove } from './drift-text.js';

/** One line a decision: how far the policy moved from it, and by which rules. */
export function staleText({ stale, next }: StalePage, style: TextStyle): string {
  if (stale.length === 0) return 'No decision is stale.';
  const rows = stale.map((one) => staleCells(one, style));
  const more = next === null ? [] : [`Older ones: --before ${safeLine(next.id)}`];
  return [fittedTable(rows, style.width), ...more].join('\n');
}

function staleCells(stale: StaleEvaluation, { formatInstant, colours }: TextStyle): readonly Cell[] {
  const { subject, evaluatedAt, status, policyVersion, id } = stale.evaluation;
  return [
    gradeCell(stale.grade, colours),
    subjectNameOf(subject),
    statusCell(status, colours),
    `version ${policyVersion}`,
    formatInstant(evaluatedAt),
    { text: safeLine(id), paint: colours.dim },
    movedRules(stale),
  ];
}

// Those that decide otherwise, if any do; else those that changed.
function movedRules({ rules }: StaleEvaluation): string {
  const moved = rules.filter((rule) => outcomeMove(rule) !== '');
  if (moved.length > 0) return moved.map((rule) => `${safeLine(rule.ruleId)} ${outcomeMove(rule)}`).join(', ');
  return rules
    .filter(({ status }) => status !== 'same')
    .map(({ ruleId }) => safeLine(ruleId))
    .join(', ');
}
