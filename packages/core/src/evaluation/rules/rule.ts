import type { RuleEffect } from '../../record/decision.js';

/** A rule of a policy, read and checked: every text is there or null. */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly section: string | null;
  readonly category: string | null;
  readonly description: string | null;
  readonly documentationUrl: string | null;
  readonly group: string | null;
  readonly when: string;
  readonly effect: RuleEffect;
  /** Not null for `require_approval`, and only for it. */
  readonly approver: string | null;
  readonly message: string | null;
  readonly resolution: string | null;
  readonly isEnabled: boolean;
}
