import type { DroppedReview, Explanation } from '@policytrail/core';
import { whenAndWho } from '../decisions/evaluation-heading.js';
import { erasureLine } from '../decisions/evaluation-text.js';
import { reviewsText } from '../decisions/review-text.js';
import type { FieldMap } from '../fields/field-map.js';
import { fittedTable } from '../layout/table.js';
import type { TextStyle } from '../layout/text-style.js';
import { indented } from '../layout/wrap.js';
import { safeLine } from '../values/safe-text.js';
import { subjectNameOf } from '../values/subject.js';
import { driftText } from './drift-text.js';
import { type ExplainedVersions, sidesText } from './sides.js';

/** What is looked up beside an explanation, to show it. */
export interface ExplanationAids {
  readonly versions: ExplainedVersions;
  /** The fields of the policy as it is now. */
  readonly map: FieldMap;
}

/** The summary, then and now side by side, the drift, and the reviews. */
export function explanationText(
  explanation: Explanation,
  { versions, map }: ExplanationAids,
  style: TextStyle,
): string {
  const { evaluation, reviews, carryOver, summary } = explanation;
  return [
    [...headingLines(explanation, style), ...indented(safeLine(summary), 0, style.width)].join('\n'),
    ...(evaluation === null || evaluation.erased === null ? [] : [erasureLine(evaluation.erased, style)]),
    sidesText(explanation, versions, style),
    driftText(explanation, map, style),
    ...(reviews.length === 0 ? [] : [`${style.colours.bold('Reviews')}\n${reviewsText(reviews, style)}`]),
    ...(carryOver.dropped.length === 0
      ? []
      : [droppedText('Reviews that would not hold for a new evaluation', carryOver.dropped, style)]),
  ].join('\n\n');
}

/** The reviews that hold no more, with why, below a heading. */
export function droppedText(heading: string, dropped: readonly DroppedReview[], style: TextStyle): string {
  const lines = dropped.map(({ ruleId, verdict, message }) => safeLine(`${verdict} ${ruleId}: ${message}`));
  return [style.colours.bold(heading), ...lines.flatMap((line) => indented(line, 2, style.width))].join('\n');
}

function headingLines(
  { policyId, subject, evaluation, evaluatedAt }: Explanation,
  style: TextStyle,
): readonly string[] {
  const { colours, formatInstant } = style;
  const name = `${colours.bold(subjectNameOf(subject))} · ${safeLine(policyId)}`;
  if (evaluation === null) return [name];
  const when = whenAndWho(evaluatedAt, evaluation.by, formatInstant);
  const id = { text: `evaluation ${safeLine(evaluation.id)}`, paint: colours.dim };
  return [name, fittedTable([[when, id]], style.width)];
}
