import { findViolation } from '../../evaluation/find-violation.js';
import type { Decision, Violation } from '../../record/decision.js';
import type { Review } from '../../record/review.js';
import { invalidArgument, type PolicytrailError } from '../../values/error.js';
import type { ReviewAsk } from './review-ask.js';

/** A rule that a review is about; `violation` is null where a review is taken back and nothing is left of it. */
export interface ReviewedRule {
  readonly ruleId: string;
  readonly violation: Violation | null;
}

/** The rules that something is said of, in the order of the violations. Throws `invalid_argument` saying what can be done. */
export function reviewedRules(
  ask: ReviewAsk,
  decision: Decision | null,
  before: readonly Review[],
): readonly ReviewedRule[] {
  if (ask.verdict === 'revoked') return revocableRules(ask, decision, before);
  if (decision === null) throw refused(ask, 'was erased: nothing is left to say anything of');
  if (decision.status === 'indeterminate') {
    throw refused(ask, 'is indeterminate: it can only be evaluated again, once its rules can be evaluated');
  }
  const { violations } = decision;
  return ask.ruleIds === undefined ? defaultRules(ask, violations) : namedRules(ask, ask.ruleIds, violations);
}

function defaultRules(ask: ReviewAsk, violations: readonly Violation[]): readonly ReviewedRule[] {
  const possible = violations.filter((violation) => hindrance(ask, violation) === undefined);
  const meant = possible.filter(({ requiredApproval }) => isRole(ask, requiredApproval));
  if (meant.length > 0) return meant.map(toRule);
  if (possible.length > 0) {
    const approvers = [...new Set(possible.map(({ requiredApproval }) => `\`${requiredApproval}\``))].join(', ');
    throw refused(ask, `asks for the approval of ${approvers}, not of \`${ask.as}\`; or name the rules in ruleIds`);
  }
  const [first] = violations.filter(({ severity }) => severity === 'blocking');
  if (first === undefined)
    throw refused(ask, `has no violation that blocks: there is nothing that could be ${ask.verdict}`);
  throw hindered(ask, first);
}

// A waiver goes past whoever was to approve.
function isRole({ as, verdict }: ReviewAsk, approver: string | null): boolean {
  return as === null || verdict === 'waived' || approver === as;
}

function namedRules(
  ask: ReviewAsk,
  ruleIds: readonly string[],
  violations: readonly Violation[],
): readonly ReviewedRule[] {
  const unknown = ruleIds.find((ruleId) => violations.every((violation) => violation.ruleId !== ruleId));
  if (unknown !== undefined) {
    throw invalidArgument(
      `rule \`${unknown}\` is not violated in evaluation \`${ask.evaluationId}\`; violated are ${listed(violations)}`,
      { argument: 'ruleIds' },
    );
  }
  const meant = violations.filter(({ ruleId }) => ruleIds.includes(ruleId));
  const first = meant.find((violation) => hindrance(ask, violation) !== undefined);
  if (first !== undefined) throw hindered(ask, first);
  return meant.map(toRule);
}

function revocableRules(ask: ReviewAsk, decision: Decision | null, before: readonly Review[]): readonly ReviewedRule[] {
  const last = new Map(before.map((review) => [review.ruleId, review]));
  const standing = [...last.values()].filter(({ verdict }) => verdict !== 'revoked').map(({ ruleId }) => ruleId);
  const missing = (ask.ruleIds ?? []).find((ruleId) => !standing.includes(ruleId));
  if (missing !== undefined || standing.length === 0) {
    const what = missing === undefined ? 'has no review' : `has no review of rule \`${missing}\``;
    throw refused(ask, `${what} that could be taken back`);
  }
  return (ask.ruleIds ?? standing).map((ruleId) => ({
    ruleId,
    violation: findViolation(decision, ruleId) ?? null,
  }));
}

/** Why a verdict can't be given of a violation; undefined where it can. */
function hindrance({ verdict }: ReviewAsk, { effect }: Violation): string | undefined {
  if (effect === 'warn') return 'only warns: it blocks nothing';
  if (effect === 'deny' && verdict === 'approved') return "denies: it can't be approved, only waived";
  if (effect === 'deny' && verdict === 'rejected') return 'denies already: there is no approval to refuse';
  return undefined;
}

function hindered(ask: ReviewAsk, violation: Violation): PolicytrailError<'invalid_argument'> {
  return invalidArgument(
    `rule \`${violation.ruleId}\` of evaluation \`${ask.evaluationId}\` ${hindrance(ask, violation)}`,
    { argument: 'ruleIds' },
  );
}

function refused({ policyId, evaluationId }: ReviewAsk, why: string): PolicytrailError<'invalid_argument'> {
  return invalidArgument(`evaluation \`${evaluationId}\` of \`${policyId}\` ${why}`, { argument: 'evaluationId' });
}

function listed(violations: readonly Violation[]): string {
  return violations.length === 0 ? 'none' : violations.map(({ ruleId }) => `\`${ruleId}\``).join(', ');
}

function toRule(violation: Violation): ReviewedRule {
  return { ruleId: violation.ruleId, violation };
}
