import type { Run } from '../../expression/run/run.js';
import type { AppliedRule, Violation } from '../../record/decision.js';

/** One judging of an input: what was found so far. */
export interface Judging {
  readonly run: Run;
  /** By slot, the fields of the input as it writes them, once they are asked for. */
  readonly fieldTexts: (string | null | undefined)[];
  readonly reasons: string[];
  readonly violations: Violation[];
  readonly appliedRules: AppliedRule[];
  hasFailed: boolean;
  isBlocked: boolean;
  /** Whether any of the field texts holds a line break. */
  hasBreaks: boolean;
}
