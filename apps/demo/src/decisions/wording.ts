import type { DriftGrade, EffectiveDecision, Evaluation } from '@policytrail/core';
import { visible } from '../policies/visible.js';

export interface Standing {
  readonly glyph: string;
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'wait';
}

/** How a decision can stand, the reviews counted in. */
export type StandingName = 'approved' | 'granted' | 'waived' | 'pending' | 'rejected' | 'violation' | 'indeterminate';

/** The words of each, as a list is filtered by them. */
export const standings: Readonly<Record<StandingName, Standing>> = {
  pending: { glyph: '…', text: 'Needs approval', tone: 'wait' },
  violation: { glyph: '✕', text: 'Violation', tone: 'bad' },
  rejected: { glyph: '✕', text: 'Rejected', tone: 'bad' },
  granted: { glyph: '✓', text: 'Approval given', tone: 'good' },
  waived: { glyph: '✓', text: 'Waived', tone: 'good' },
  approved: { glyph: '✓', text: 'Approved', tone: 'good' },
  indeterminate: { glyph: '?', text: 'Could not be judged', tone: 'wait' },
};

export function standingOf({ status, approval }: EffectiveDecision, recorded: Evaluation['status']): StandingName {
  if (status === 'approved') return recorded === 'approved' ? 'approved' : 'granted';
  if (status !== 'violation') return status;
  if (approval.status === 'pending') return 'pending';
  return approval.status === 'rejected' ? 'rejected' : 'violation';
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
