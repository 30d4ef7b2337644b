import type { SubjectKey } from '../../policy/pin.js';
import type { VersionHeader } from '../../policy/version.js';
import type { Decision } from '../../record/decision.js';
import type { Evaluation } from '../../record/evaluation.js';
import type { Review } from '../../record/review.js';
import type { Instant } from '../../values/instant.js';
import type { JsonObject, JsonValue } from '../../values/json.js';
import type { Drift } from '../drift/drift.js';
import type { CarryOver } from '../effective/carry-over.js';
import type { EffectiveDecision } from '../effective/effective-decision.js';

/** The version a decision was or would be made by. */
export type ExplainedVersion = Pick<VersionHeader, 'version' | 'label' | 'title' | 'contentHash'>;

/** One side of an explanation: the version, its policy, and what it makes of the input. */
export interface ExplainedSide {
  readonly version: ExplainedVersion;
  readonly policy: JsonObject;
  /** Null where the input was erased. */
  readonly decision: Decision | null;
}

/** What an item of evidence is about. `rule`, `threshold`, `actual`, `message`, `approval`, `remedy` name their rule. */
export type EvidenceKind =
  | 'version'
  | 'status'
  | 'rule'
  | 'threshold'
  | 'actual'
  | 'message'
  | 'resolution'
  | 'approval'
  | 'remedy'
  | 'review'
  | 'erasure';

/** One fact, as it was at the evaluation and as it is under the version in force now; null where there is none. */
export interface EvidenceItem {
  readonly kind: EvidenceKind;
  /** The rule it is about; null for the whole decision. */
  readonly ruleId: string | null;
  /** For people, e.g. `Maximum Discount: threshold`. */
  readonly label: string;
  readonly then: string | null;
  readonly now: string | null;
}

/** What was decided for a subject, why, and whether it would be so today. */
export interface Explanation {
  readonly policyId: string;
  /** Null for an evaluation of nothing that has a name. */
  readonly subject: SubjectKey | null;
  /** `computed`: nothing was recorded; `then` was worked out from the input that was given. */
  readonly source: 'recorded' | 'computed';
  /** Null where `computed`. */
  readonly evaluation: Evaluation | null;
  /** The instant that the rules read as `now`, on both sides. */
  readonly evaluatedAt: Instant;
  /** Null where it was erased. */
  readonly input: JsonValue | null;
  readonly then: ExplainedSide;
  /** The same input under the version in force now. */
  readonly now: ExplainedSide;
  readonly drift: Drift;
  /** The evaluation's reviews, lowest sequence first. */
  readonly reviews: readonly Review[];
  /** What of the reviews would hold for a re-evaluation now. */
  readonly carryOver: CarryOver;
  /** `then`: the decision with its reviews, as they count now. `now`: the re-check with the reviews that carry over. */
  readonly effective: { readonly then: EffectiveDecision; readonly now: EffectiveDecision | null };
  readonly evidence: readonly EvidenceItem[];
  /** In plain language, a sentence or two a side. */
  readonly summary: string;
}
