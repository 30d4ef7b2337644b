import type { Actor, EvaluationHeader, Instant } from '@policytrail/core';
import type { TextStyle } from '../layout/text-style.js';
import type { FormatInstant } from '../values/date.js';
import { safeLine } from '../values/safe-text.js';
import { subjectNameOf } from '../values/subject.js';
import { authorOf } from '../versions/heading.js';
import { statusCell } from './status.js';

/** Status and subject; the version that decided; when and for whom: one line each. */
export function evaluationHeading(
  evaluation: EvaluationHeader,
  { formatInstant, colours }: TextStyle,
): readonly string[] {
  const { status, subject, evaluatedAt, by, supersedes, trigger } = evaluation;
  const { text, paint } = statusCell(status, colours, status.charAt(0).toUpperCase() + status.slice(1));
  return [
    `${colours.bold(paint(text))} · ${subjectNameOf(subject)}`,
    decidingVersion(evaluation),
    whenAndWho(evaluatedAt, by, formatInstant),
    ...(supersedes === null ? [] : [`In the place of evaluation ${safeLine(supersedes)} (trigger: ${trigger})`]),
  ];
}

/** `pricing version 1 · v1.2.0 · Q1 2026 Pricing Policy`. */
function decidingVersion({ policyId, policyVersion, policyLabel, policyTitle }: EvaluationHeader): string {
  return [`${policyId} version ${policyVersion}`, policyLabel, policyTitle]
    .filter((part) => part !== null)
    .map(safeLine)
    .join(' · ');
}

/** `2026-02-24 10:30 AM  by kim`; most programs that evaluate have no author. */
export function whenAndWho(at: Instant, by: Actor | null, formatInstant: FormatInstant): string {
  return by === null ? formatInstant(at) : `${formatInstant(at)}  by ${authorOf(by)}`;
}
