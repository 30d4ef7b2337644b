import type { Decision } from '../../record/decision.js';
import type { Evaluation } from '../../record/evaluation.js';
import type { Review } from '../../record/review.js';
import type { Instant } from '../../values/instant.js';
import { fingerprintsOf, inputReadsOf } from '../drift/fingerprint.js';
import { type DriftSide, measureDrift } from '../drift/measure-drift.js';
import { type CarriedReview, type CarryOver, carryOver } from '../effective/carry-over.js';
import { type EffectiveDecision, effectiveDecision } from '../effective/effective-decision.js';
import { evidenceOf } from './evidence.js';
import type { ExplainedSide, ExplainedVersion, Explanation } from './explanation.js';
import { summarize } from './summarize.js';

/** A version made ready to judge, and what it makes of the input; null where that was erased. */
export interface JudgedVersion extends DriftSide {
  readonly version: ExplainedVersion;
}

/** All that an explanation is made of. */
export interface ExplanationFacts
  extends Pick<Explanation, 'policyId' | 'subject' | 'source' | 'evaluation' | 'evaluatedAt' | 'input' | 'reviews'> {
  readonly then: JudgedVersion;
  readonly now: JudgedVersion;
  /** When it is asked: reviews count as they do then. Not before the last of them. */
  readonly at: Instant;
}

/** What was decided, why, and whether it would be so today. Pure. */
export function explainDecisions(facts: ExplanationFacts): Explanation {
  const { policyId, subject, source, evaluation, evaluatedAt, input, reviews } = facts;
  const [then, now] = [explainedSide(facts.then), explainedSide(facts.now)];
  const drift = measureDrift(facts.then, facts.now, { input, now: evaluatedAt });
  const carried = carriedOver(facts);
  const told = {
    policyId,
    subject,
    source,
    evaluation,
    evaluatedAt,
    input,
    then,
    now,
    drift,
    reviews,
    carryOver: carried,
    effective: effectiveSides(facts, carried),
  };
  return { ...told, evidence: evidenceOf(told), summary: summarize(told) };
}

function explainedSide({ version, compiled, decision }: JudgedVersion): ExplainedSide {
  const { version: number, label, title, contentHash } = version;
  return {
    version: { version: number, label, title, contentHash },
    policy: structuredClone(compiled.policy),
    decision,
  };
}

function carriedOver({ input, then, now, reviews, at }: ExplanationFacts): CarryOver {
  if (now.decision === null) return { carried: [], dropped: [] };
  const fingerprints = { before: fingerprintsOf(then.compiled), after: fingerprintsOf(now.compiled) };
  return carryOver(reviews, {
    before: then.decision === null ? null : { input, decision: then.decision },
    after: { input, decision: now.decision },
    inputReads: inputReadsOf(now.compiled),
    fingerprints,
    at,
  });
}

function effectiveSides(facts: ExplanationFacts, { carried }: CarryOver): Explanation['effective'] {
  const { evaluation, reviews, at } = facts;
  const then = effectiveDecision(evaluation ?? statusOf(facts.then.decision), reviews, at);
  const now = facts.now.decision === null ? null : effectiveWith(facts.now.decision, carried, at);
  return { then, now };
}

function effectiveWith(decision: Decision, carried: readonly CarriedReview[], at: Instant): EffectiveDecision {
  const reviews: readonly Review[] = carried.map(({ review }) => review);
  return effectiveDecision(statusOf(decision), reviews, at);
}

function statusOf(decision: Decision | null): Pick<Evaluation, 'status' | 'decision'> {
  return { status: decision?.status ?? 'indeterminate', decision };
}
