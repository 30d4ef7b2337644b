import type { Decision, Violation } from '../record/decision.js';

/** A decision's violation of a rule; undefined also where the decision was erased. */
export function findViolation(decision: Decision | null, ruleId: string): Violation | undefined {
  return decision?.violations.find((violation) => violation.ruleId === ruleId);
}
