import type { Decision, Violation } from '../../record/decision.js';
import type { Review, ReviewVerdict } from '../../record/review.js';
import { canonicalJson, unlimited } from '../../values/canonical/canonical-json.js';
import type { Instant } from '../../values/instant.js';
import type { JsonValue } from '../../values/json.js';
import { readPointer } from '../../values/json-pointer.js';
import { findViolation } from '../find-violation.js';
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
  | 'rule_failed'
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

/** What was judged, and what came of it. */
export interface JudgedInput {
  readonly input: JsonValue;
  readonly decision: Decision;
}

/** An evaluation and the one that takes its place. */
export interface Succession {
  /** Null where it was erased. */
  readonly before: JudgedInput | null;
  readonly after: JudgedInput;
  /** By rule id, what it reads of the input: JSON Pointers. */
  readonly inputReads: ReadonlyMap<string, readonly string[]>;
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
  rule_failed: 'its rule could not be evaluated',
  rule_changed: 'its rule, a policy value that the rule reads, or a rule before it in its group has changed',
  outside_envelope: 'the actual value goes beyond what it covers',
  other_values: 'it was given for other values',
  evaluation_erased: 'what it was given for was erased',
};

/**
 * Which of the last reviews hold for a re-evaluation: those that were given for the same rule, and either for the same
 * input, as far as the rule reads it, or with an envelope around the one field that has changed.
 */
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

function dropReasonOf(review: Review, succession: Succession): DropReason | undefined {
  const { before, after, fingerprints, at } = succession;
  const { ruleId, upTo } = review;
  if (isExpired(review, at)) return 'expired';
  const violation = findViolation(after.decision, ruleId);
  if (violation === undefined) return hasFailed(after.decision, ruleId) ? 'rule_failed' : 'not_violated';
  const fingerprint = fingerprints.after.get(ruleId);
  if (fingerprint === undefined || fingerprint !== fingerprints.before.get(ruleId)) return 'rule_changed';
  const reads = succession.inputReads.get(ruleId) ?? [''];
  const moved = before === null ? reads : movedFields(before.input, after.input, reads);
  const isHeld = moved.length === 0 || (upTo !== null && isOfField(violation, moved) && decidedSame(before, violation));
  if (!isHeld) return before === null ? 'evaluation_erased' : 'other_values';
  return upTo === null || coversValue(upTo, violation) ? undefined : 'outside_envelope';
}

function hasFailed({ appliedRules }: Decision, ruleId: string): boolean {
  return appliedRules.some((rule) => rule.ruleId === ruleId && rule.outcome === 'failed');
}

/** Of the places that are read, those where two inputs differ. */
function movedFields(before: JsonValue, after: JsonValue, reads: readonly string[]): readonly string[] {
  return reads.filter((pointer) => textAt(before, pointer) !== textAt(after, pointer));
}

function textAt(input: JsonValue, pointer: string): string | undefined {
  const value = readPointer(input, pointer);
  return value === undefined ? undefined : canonicalJson(value, unlimited);
}

const plainField = /^input(?:\.\w+)+$/;

/** Whether one comparison decided, and the field on its side is all that moved. */
function isOfField({ comparisons }: Violation, moved: readonly string[]): boolean {
  const [sole, ...more] = comparisons;
  if (sole === undefined || more.length > 0) return false;
  const field = [sole.left, sole.right].find((source) => plainField.test(source));
  return field !== undefined && moved.length === 1 && moved[0] === field.slice('input'.length).replaceAll('.', '/');
}

/** Whether the same comparison decided before; where that was erased, a rule that reads one field has no other. */
function decidedSame(before: JudgedInput | null, { ruleId, comparisons: [sole] }: Violation): boolean {
  if (before === null) return true;
  const [known, ...more] = findViolation(before.decision, ruleId)?.comparisons ?? [];
  return (
    more.length === 0 &&
    known?.left === sole?.left &&
    known?.right === sole?.right &&
    known?.operator === sole?.operator &&
    known?.result === sole?.result
  );
}
