import type { Decision, EffectiveDecision, Erasure, Evaluation, Review } from '@policytrail/core';
import type { TextStyle } from '../layout/text-style.js';
import { indented } from '../layout/wrap.js';
import { safeLine } from '../values/safe-text.js';
import { authorOf } from '../versions/heading.js';
import { appliedRulesText } from './applied-rules.js';
import { type EffectiveView, effectiveReason } from './effective-text.js';
import { evaluationHeading } from './evaluation-heading.js';
import { reviewsText } from './review-text.js';
import { violationLines } from './violation-text.js';

/** An evaluation with what is known beside it. */
export interface EvaluationView {
  readonly evaluation: Evaluation;
  readonly effective: EffectiveDecision;
  /** Left out where none can be there. */
  readonly reviews?: readonly Review[];
}

/** The whole of an evaluation: heading, violations, rules in short, reviews, and whether the subject may go ahead. */
export function evaluationText({ evaluation, effective, reviews = [] }: EvaluationView, style: TextStyle): string {
  const { decision, erased } = evaluation;
  return [
    evaluationHeading(evaluation, style).join('\n'),
    ...(erased === null ? [] : [erasureLine(erased, style)]),
    ...(decision === null ? [] : decisionParts(decision, style)),
    ...(reviews.length === 0 ? [] : [`Reviews\n${reviewsText(reviews, style)}`]),
    verdictLine({ effective, decision, reviews }, style),
  ].join('\n\n');
}

/** `Not allowed: waits for the approval of sales_manager.` */
export function verdictLine(view: EffectiveView, { colours, width }: TextStyle): string {
  const { allowed } = view.effective;
  const reason = effectiveReason(view);
  const paint = allowed ? colours.green : colours.red;
  const sentence = `${allowed ? 'Allowed' : 'Not allowed'}${reason === '' ? '' : `: ${reason}`}.`;
  return indented(sentence, 0, width).map(paint).join('\n');
}

export function erasureLine({ erasedAt, erasedBy, reason }: Erasure, { formatInstant }: TextStyle): string {
  const why = reason === null ? '' : `: "${safeLine(reason)}"`;
  return `Input and decision were erased ${formatInstant(erasedAt)}  by ${authorOf(erasedBy)}${why}`;
}

function decisionParts({ violations, appliedRules }: Decision, style: TextStyle): readonly string[] {
  return [
    ...violations.map((violation) => violationLines(violation, style).join('\n')),
    appliedRulesText(appliedRules, style),
  ];
}
