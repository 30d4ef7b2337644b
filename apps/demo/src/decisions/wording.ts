import type { DriftGrade, EffectiveDecision, Evaluation } from '@policytrail/core';
import { textParts } from '@policytrail/elements';

export interface Standing {
  readonly glyph: string;
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'wait';
}

/** How a decision stands, in a glyph and a word or two. */
export function standingOf({ status, approval }: EffectiveDecision, recorded: Evaluation['status']): Standing {
  if (status === 'waived') return { glyph: '✓', text: 'Waived', tone: 'good' };
  if (status === 'approved')
    return { glyph: '✓', text: recorded === 'approved' ? 'Approved' : 'Approval given', tone: 'good' };
  if (status === 'indeterminate') return { glyph: '?', text: 'Could not be judged', tone: 'wait' };
  if (approval.status === 'pending') return { glyph: '…', text: 'Needs approval', tone: 'wait' };
  return { glyph: '✕', text: approval.status === 'rejected' ? 'Rejected' : 'Violation', tone: 'bad' };
}

const drifts: Readonly<Record<DriftGrade, string>> = {
  none: '',
  same_content: 'Same policy',
  rules_untouched: 'Rules untouched',
  rules_changed: 'Rules changed since',
  outcome_changed: 'Would differ today',
};

export function driftText(grade: DriftGrade | undefined): string {
  return grade === undefined ? 'Superseded' : drifts[grade];
}

/** `Q-123 v3`: a subject as people name it. */
export function subjectText({ subject }: Pick<Evaluation, 'subject'>): string {
  if (subject === null) return 'No subject';
  return visible(subject.version === '' ? subject.id : `${subject.id} v${subject.version}`);
}

/** Characters that turn text around or can't be seen stand there by their numbers. */
function visible(text: string): string {
  return textParts(text)
    .map((part) => (part.isHidden ? ` ${part.text} ` : part.text))
    .join('');
}
