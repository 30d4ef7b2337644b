import type { Decision, Violation } from '../../record/decision.js';
import type { Review, ReviewVerdict } from '../../record/review.js';
import type { Instant } from '../../values/instant.js';
import { coversValue } from './envelope.js';
import { isExpired, lastReviews } from './standing-review.js';

/** A review that holds for a re-evaluation too: to be appended there as it stands. */
export interface CarriedReview {
  readonly ruleId: string;
  /** The review of the earlier evaluation. */
  readonly review: Review;
}

/** Why a review does not hold for a re-evaluation. */
export type DropReason =
  | 'expired'
  | 'not_violated'
  | 'rule_changed'
  | 'outside_envelope'
  | 'other_values'
  | 'evaluation_erased';

/** A review that does not hold for a re-evaluation, and why. */
export interface DroppedReview {
  readonly ruleId: string;
  readonly verdict: ReviewVerdict;
  readonly review: Review;
  readonly reason: DropReason;
  /** The reason as a sentence, for people. */
  readonly message: string;
}

/** What becomes of the reviews in force on an evaluation that is superseded, in the order of the reviews. */
export interface CarryOver {
  readonly carried: readonly CarriedReview[];
  readonly dropped: readonly DroppedReview[];
}

/** An evaluation and the one that takes its place. */
export interface Succession {
  /** Null where it was erased. */
  readonly before: Decision | null;
  readonly after: Decision;
  /** By rule id, see `fingerprintsOf`. */
  readonly fingerprints: {
    readonly before: ReadonlyMap<string, string>;
    readonly after: ReadonlyMap<string, string>;
  };
  /** When the re-evaluation is made. */
  readonly at: Instant;
}

const sentences: Readonly<Record<DropReason, string>> = {
  expired: 'it has expired',
  not_violated: 'its rule is violated no more',
  rule_changed: 'its rule, a policy value that the rule reads, or a rule before it in its group has changed',
  outside_envelope: 'the actual value goes beyond what it covers',
  other_values: 'it was given for other values',
  evaluation_erased: 'what it was given for was erased',
};

/** Which of the last reviews hold for a re-evaluation: only those that were given for the same rule, and cover its values. */
export function carryOver(reviews: readonly Review[], succession: Succession): CarryOver {
  const carried: CarriedReview[] = [];
  const dropped: DroppedReview[] = [];
  for (const [ruleId, review] of lastReviews(reviews, succession.at)) {
    const reason = dropReasonOf(review, succession);
    if (reason === undefined) carried.push({ ruleId, review });
    else dropped.push({ ruleId, verdict: review.verdict, review, reason, message: sentences[reason] });
  }
  return { carried, dropped };
}

function dropReasonOf(review: Review, { before, after, fingerprints, at }: Succession): DropReason | undefined {
  const { ruleId, upTo } = review;
  if (isExpired(review, at)) return 'expired';
  const violation = findViolation(after, ruleId);
  if (violation === undefined) return 'not_violated';
  const fingerprint = fingerprints.after.get(ruleId);
  if (fingerprint === undefined || fingerprint !== fingerprints.before.get(ruleId)) return 'rule_changed';
  if (upTo !== null) return coversValue(upTo, violation) ? undefined : 'outside_envelope';
  if (before === null) return 'evaluation_erased';
  return isSameFinding(findViolation(before, ruleId), violation) ? undefined : 'other_values';
}

function findViolation({ violations }: Decision, ruleId: string): Violation | undefined {
  return violations.find((violation) => violation.ruleId === ruleId);
}

/** Without an envelope a review holds for the very values it was given for. */
function isSameFinding(one: Violation | undefined, other: Violation): boolean {
  if (one === undefined || one.comparisons.length !== other.comparisons.length) return false;
  return one.comparisons.every((comparison, index) => {
    const match = other.comparisons[index];
    return (
      comparison.left === match?.left &&
      comparison.right === match.right &&
      comparison.leftValue === match.leftValue &&
      comparison.rightValue === match.rightValue &&
      comparison.result === match.result
    );
  });
}
