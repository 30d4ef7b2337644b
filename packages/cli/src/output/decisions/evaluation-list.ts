import type { Evaluation, EvaluationList } from '@policytrail/core';
import { type Cell, fittedTable } from '../layout/table.js';
import type { TextStyle } from '../layout/text-style.js';
import { grouped } from '../values/count.js';
import { safeLine } from '../values/safe-text.js';
import { subjectNameOf } from '../values/subject.js';
import { statusCell } from './status.js';

/** One line an evaluation, and how to read on. */
export function evaluationsText({ evaluations, total }: EvaluationList, style: TextStyle, limit: number): string {
  const last = evaluations.at(-1);
  if (last === undefined) return 'No decisions match.';
  const rows = evaluations.map((evaluation) => evaluationCells(evaluation, style));
  const shown = `${evaluations.length} of ${grouped(total)} decisions`;
  const isMore = evaluations.length === limit && evaluations.length < total;
  return [
    fittedTable(rows, style.width),
    ...(isMore ? [`${shown}; older ones: --before ${safeLine(last.id)}`] : []),
  ].join('\n');
}

function evaluationCells(evaluation: Evaluation, { formatInstant, colours }: TextStyle): readonly Cell[] {
  const { evaluatedAt, status, subject, policyVersion, id } = evaluation;
  return [
    formatInstant(evaluatedAt),
    statusCell(status, colours),
    subjectNameOf(subject),
    `version ${policyVersion}`,
    { text: safeLine(id), paint: colours.dim },
    violatedRules(evaluation),
  ];
}

function violatedRules({ decision, erased, corrupt }: Evaluation): string {
  if (corrupt !== undefined) return `(can't be read: run verify)`;
  if (decision === null) return erased === null ? '' : '(erased)';
  return decision.violations.map(({ ruleId }) => safeLine(ruleId)).join(', ');
}
