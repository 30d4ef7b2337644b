import { type Actor, authorOf } from '../../policy/actor.js';
import type { ReviewVerdict } from '../../record/review.js';
import type { TrailContext } from '../../trail/context.js';
import { normalizeDecimal } from '../../values/decimal-text.js';
import { invalidArgument } from '../../values/error.js';
import { assertPolicyId, assertRequestId, assertText } from '../../values/id.js';
import { type Instant, parseInstant } from '../../values/instant.js';
import { evaluationIdOf } from '../evaluate/evaluation-ask.js';
import type { ApproveOptions } from '../policy-trail.js';

/** A checked call: what is said of an evaluation, before it is known what there is to say of it. */
export interface ReviewAsk {
  readonly policyId: string;
  readonly evaluationId: string;
  readonly requestId: string;
  readonly verdict: ReviewVerdict;
  /** The rules that were named, each once. */
  readonly ruleIds: readonly string[] | undefined;
  readonly as: string | null;
  readonly by: Actor | null;
  readonly reason: string | null;
  readonly expiresAt: Instant | null;
  readonly upTo: string | null;
  readonly now: Instant;
}

const needsReason: readonly ReviewVerdict[] = ['rejected', 'waived'];

/** Throws `invalid_argument`. */
export function reviewAskOf(
  context: TrailContext,
  verdict: ReviewVerdict,
  { policyId, evaluationId }: Pick<ReviewAsk, 'policyId' | 'evaluationId'>,
  options: ApproveOptions,
): ReviewAsk {
  assertPolicyId(policyId);
  const requestId = options.requestId ?? context.newId();
  assertRequestId(requestId);
  const reason = optionalText('reason', options.reason, 10_000);
  if (reason === null && needsReason.includes(verdict)) {
    throw invalidArgument(`a review that says \`${verdict}\` needs a reason`, { argument: 'reason' });
  }
  return {
    policyId,
    evaluationId: evaluationIdOf(evaluationId),
    requestId,
    verdict,
    ruleIds: ruleIdsOf(options.ruleIds),
    as: optionalText('as', options.as, 200),
    by: authorOf(options.by, context.actor),
    reason,
    expiresAt: options.expiresAt === undefined ? null : parseInstant(options.expiresAt, 'expiresAt'),
    upTo: upToOf(options.upTo),
    now: context.clock(),
  };
}

function ruleIdsOf(ruleIds: readonly string[] | undefined): readonly string[] | undefined {
  if (ruleIds === undefined) return undefined;
  if (!Array.isArray(ruleIds) || ruleIds.length === 0) {
    throw invalidArgument('ruleIds must name at least one rule', { argument: 'ruleIds' });
  }
  for (const ruleId of ruleIds) assertText('ruleIds', ruleId, { minLength: 1, maxLength: 200 });
  return [...new Set(ruleIds)];
}

function upToOf(upTo: string | number | undefined): string | null {
  if (typeof upTo === 'number' && !Number.isFinite(upTo)) {
    throw invalidArgument('upTo must be a finite number, or text', { argument: 'upTo' });
  }
  return optionalText('upTo', typeof upTo === 'number' ? normalizeDecimal(upTo) : upTo, 200);
}

function optionalText(argument: string, value: string | undefined, maxLength: number): string | null {
  if (value === undefined) return null;
  assertText(argument, value, { minLength: 1, maxLength });
  return value;
}
