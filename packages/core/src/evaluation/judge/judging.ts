import type { Run } from '../../expression/run/run.js';
import type { AppliedRule, Violation } from '../../record/decision.js';

/** One judging of an input: what was found so far. */
export interface Judging {
  readonly run: Run;
  readonly reasons: string[];
  readonly violations: Violation[];
  readonly appliedRules: AppliedRule[];
  hasFailed: boolean;
  isBlocked: boolean;
  /** Whether any of the field texts holds a line break. */
  hasBreaks: boolean;
}
