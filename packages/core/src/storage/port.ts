import type { ChangeSummary } from '../policy/changes.js';
import type { Pin, SubjectKey } from '../policy/pin.js';
import type { VersionHeader } from '../policy/version.js';
import type { DecisionStatus, Violation } from '../record/decision.js';
import type { Erasure, EvaluationHeader } from '../record/evaluation.js';
import type { Review } from '../record/review.js';
import type { Instant } from '../values/instant.js';

/** A version without its policy, with what it changed. */
export interface VersionSummary extends VersionHeader {
  /** Null for version 1. */
  readonly changes: ChangeSummary | null;
  /** Why the stored row could not be read whole; the members it names are placeholders then. */
  readonly corrupt?: string;
}

/** A version as a store keeps it: the policy as canonical text, never parsed or re-ordered by the store. */
export interface StoredVersion extends VersionSummary {
  readonly policyJson: string;
}

/** What a writer sees of a policy, read with the head locked. */
export interface PolicyHead {
  /** The version with the highest number. */
  readonly latest: StoredVersion;
  /**
   * The versions that decide what is in force from `latest.createdAt` on, oldest number first: the one in force at that
   * instant, and all that take effect after it; withdrawn ones left out. `[latest]` unless something is planned.
   */
  readonly timeline: readonly VersionHeader[];
}

/** Asks for one version to be appended. Both callbacks are pure and synchronous; what they throw aborts the batch. */
export interface VersionWrite {
  readonly kind: 'version';
  readonly policyId: string;
  readonly requestId: string;
  /** True where the id was made for this write, so that no version has it: a store need not look for one. */
  readonly isNewRequest?: boolean;
  /**
   * Called where `requestId` is new, with the head locked, or made sure of as the version is inserted: then it may be asked
   * again, and what it answered before does not count. `undefined` declines.
   */
  readonly decide: (head: PolicyHead | undefined) => StoredVersion | undefined;
  /** Called instead of `decide` where the policy has a version with this `requestId`. */
  readonly recognise: (stored: StoredVersion) => void;
}

/** Asks for a subject to be pinned. Callbacks as in {@link VersionWrite}. */
export interface PinWrite {
  readonly kind: 'pin';
  readonly policyId: string;
  readonly subject: SubjectKey;
  readonly decide: (head: PolicyHead | undefined) => Pin;
  readonly recognise: (stored: Pin) => void;
}

/** An evaluation's salt, input and decision, which can be erased; the two documents as canonical text. */
export interface EvaluationPayload {
  /** 64 hex digits, random. */
  readonly salt: string;
  readonly inputJson: string;
  readonly decisionJson: string;
}

/** An evaluation as a store keeps it. */
export interface StoredEvaluation extends EvaluationHeader {
  /** Null where it was erased. */
  readonly payload: EvaluationPayload | null;
  /** Null unless the payload was erased. */
  readonly erasure: Erasure | null;
}

/** What is kept of a violation to find evaluations by rule and to read them in plain SQL; the decision says the rest. */
export type ViolationRow = Pick<
  Violation,
  | 'ruleId'
  | 'ruleName'
  | 'severity'
  | 'effect'
  | 'thresholdValue'
  | 'actualValue'
  | 'message'
  | 'suggestedResolution'
  | 'requiredApproval'
>;

/**
 * Asks for an evaluation to be recorded. Its version must be stored: `trail_corrupt` otherwise. `recognise` is called
 * instead where the policy has an evaluation with this id.
 */
export interface EvaluationWrite {
  readonly kind: 'evaluation';
  readonly policyId: string;
  /** Sealed; with its payload, without an erasure. An archive may bring one whose payload was erased. */
  readonly evaluation: StoredEvaluation;
  /** In the order of the decision's violations. */
  readonly violations: readonly ViolationRow[];
  readonly recognise: (stored: StoredEvaluation) => void;
}

/** An evaluation and all that was said of it, lowest sequence first. */
export interface ReviewedEvaluation {
  readonly evaluation: StoredEvaluation;
  readonly reviews: readonly Review[];
}

/** Everything a store keeps of an evaluation; `violations` in their order, so that verification sees rows edited apart. */
export interface WholeEvaluation extends ReviewedEvaluation {
  readonly violations: readonly ViolationRow[];
}

/**
 * Asks for reviews of one evaluation to be appended. `decide` sees what is there with the evaluation locked, and answers
 * with the reviews to append, sealed and in sequence; none declines. Throws what it throws, also where there is no such evaluation.
 */
export interface ReviewWrite {
  readonly kind: 'review';
  readonly policyId: string;
  readonly evaluationId: string;
  readonly decide: (found: ReviewedEvaluation | undefined) => readonly Review[];
}

/**
 * Asks for evaluations' payloads and violations to be erased: the erasure row is written, then they go, so that not even
 * the files of the store hold them. An evaluation that was erased before keeps its first erasure.
 */
export interface ErasureWrite {
  readonly kind: 'erasure';
  readonly policyId: string;
  readonly evaluationId: string;
  /** Called where the payload is still there; throws where there is no such evaluation. */
  readonly decide: (found: StoredEvaluation | undefined) => Erasure;
}

export type Write = VersionWrite | PinWrite | EvaluationWrite | ReviewWrite | ErasureWrite;

/** `already_stored` carries the row that was there; `declined` what was declined. */
export type WriteOutcome =
  | RecordOutcome
  | VersionOutcome
  | { readonly kind: 'pin'; readonly status: 'appended' | 'already_stored'; readonly pin: Pin };

/** What became of a write of an evaluation, of reviews (`reviews`: those appended), of an erasure. */
export type RecordOutcome =
  | {
      readonly kind: 'evaluation';
      readonly status: 'appended' | 'already_stored';
      readonly evaluation: StoredEvaluation;
    }
  | { readonly kind: 'review'; readonly status: 'appended' | 'declined'; readonly reviews: readonly Review[] }
  | { readonly kind: 'erasure'; readonly status: 'appended' | 'already_stored'; readonly erasure: Erasure };

export type VersionOutcome =
  | { readonly kind: 'version'; readonly status: 'appended' | 'already_stored'; readonly version: StoredVersion }
  | { readonly kind: 'version'; readonly status: 'declined'; readonly head: PolicyHead | undefined };

/** Narrows a history. All given members must hold. */
export interface HistoryFilter {
  /** Found in notes, label, title or the author's id or name, without regard to case (NFC, then lower case). */
  readonly text?: string;
  /** The author's id, exactly. */
  readonly author?: string;
  /** `createdAt` at or after. */
  readonly from?: Instant;
  /** `createdAt` before. */
  readonly to?: Instant;
  /** A JSON Pointer, `*` = any item: versions that changed it, something below it, or something above it. */
  readonly field?: string;
}

/** Versions strictly between `after` and `before`, at most `limit`, newest or oldest number first. */
export interface VersionQuery {
  readonly policyId: string;
  readonly before?: number;
  readonly after?: number;
  readonly limit: number;
  readonly order: 'newest' | 'oldest';
  readonly filter?: HistoryFilter;
}

/** `total` counts all versions that match the filter, whatever the page. */
export interface VersionPage {
  readonly versions: readonly VersionSummary[];
  readonly total: number;
}

/** Policies whose id begins with `prefix` and comes after `after`, in code point order. */
export interface PolicyQuery {
  readonly prefix?: string;
  readonly after?: string;
  readonly limit: number;
  /** Also ids beginning with `~`, which are Policytrail's own. */
  readonly includeInternal: boolean;
}

export interface PolicySummary {
  readonly policyId: string;
  /** The highest version number. */
  readonly head: number;
  readonly createdAt: Instant;
  /** When the head was created. */
  readonly changedAt: Instant;
  readonly title: string | null;
}

export interface PolicyPage {
  readonly policies: readonly PolicySummary[];
  /** All that match, whatever the page. */
  readonly total: number;
}

/** Where a page of evaluations begins: strictly before this one, newest first. */
export interface EvaluationCursor {
  readonly evaluatedAt: Instant;
  readonly id: string;
}

/** Narrows a list of evaluations. All given members must hold. */
export interface EvaluationFilter {
  /** The subject's type and id; with `version` (`''` for none) only that version of it. */
  readonly subject?: { readonly type: string; readonly id: string; readonly version?: string };
  readonly status?: DecisionStatus;
  /** Evaluations in which this rule was violated and not erased. */
  readonly ruleId?: string;
  readonly policyVersion?: number;
  /** `evaluatedAt` at or after. */
  readonly from?: Instant;
  /** `evaluatedAt` before. */
  readonly to?: Instant;
}

/** Evaluations of a policy, newest `evaluatedAt` first, then the highest id in code point order. */
export interface EvaluationQuery {
  readonly policyId: string;
  readonly before?: EvaluationCursor;
  readonly limit: number;
  readonly filter?: EvaluationFilter;
}

/** `total` counts all evaluations that match the filter, whatever the page. */
export interface EvaluationPage {
  readonly evaluations: readonly StoredEvaluation[];
  readonly total: number;
}

/** What a store's head row says, for verification: the row may disagree with the versions. */
export interface SealedHead {
  readonly version: number;
  readonly hash: string;
}

/** One thing a store promises, and what it found when it looked. */
export interface DoctorCheck {
  /** Stable, e.g. `synchronous`. */
  readonly id: string;
  readonly status: 'ok' | 'warning' | 'failed';
  readonly message: string;
}

export interface DoctorReport {
  /** The store and its driver, e.g. `sqlite (better-sqlite3, SQLite 3.53.2)`. */
  readonly store: string;
  /** False where a crash may lose an acknowledged version. */
  readonly durable: boolean;
  readonly checks: readonly DoctorCheck[];
}

/** A version was stored. */
export interface WatchEvent {
  readonly type: 'versions';
  readonly policyId: string;
  readonly version: number;
}

/** The part of the port that a synchronous driver can also offer inside the host's own transaction. */
export interface SyncPolicyStore {
  /** As {@link PolicyStore.append}; joins a transaction that the host has open. */
  append(writes: readonly Write[]): readonly WriteOutcome[];
  readHead(policyId: string): PolicyHead | undefined;
  readVersion(policyId: string, version: number): StoredVersion | undefined;
  readInForce(policyId: string, at: Instant): StoredVersion | undefined;
  readPin(policyId: string, subject: SubjectKey): Pin | undefined;
}

/**
 * What a database must do for a trail: keep rows, and promise atomicity. Core has validated, hashed and read the clock
 * before it calls; a store adds nothing to a row and checks no meaning. Errors are `PolicytrailError`s: `store_unavailable`,
 * `outcome_unknown` (it may or may not be stored: ask again with the same ids), `storage_full`, `store_closed`,
 * `label_taken`, `trail_corrupt`; what a callback throws passes through as it is.
 */
export interface PolicyStore {
  /**
   * All writes in one transaction, in order, each seeing those before it; all or nothing. Nothing is acknowledged
   * before it is durable. Outcomes stand in the order of the writes.
   */
  append(writes: readonly Write[]): Promise<readonly WriteOutcome[]>;
  readHead(policyId: string): Promise<PolicyHead | undefined>;
  readSealedHead(policyId: string): Promise<SealedHead | undefined>;
  readVersion(policyId: string, version: number): Promise<StoredVersion | undefined>;
  readLabelled(policyId: string, label: string): Promise<StoredVersion | undefined>;
  /** Of the versions with `effectiveAt` at or before `at` that are not withdrawn: the latest, then the highest number. */
  readInForce(policyId: string, at: Instant): Promise<StoredVersion | undefined>;
  /** Whole versions with a number over `after`, lowest first. */
  readVersions(query: { policyId: string; after: number; limit: number }): Promise<readonly StoredVersion[]>;
  listVersions(query: VersionQuery): Promise<VersionPage>;
  listPolicies(query: PolicyQuery): Promise<PolicyPage>;
  /** Every policy id that any table knows, in code point order; for verification and export. */
  listPolicyIds(): Promise<readonly string[]>;
  readPin(policyId: string, subject: SubjectKey): Promise<Pin | undefined>;
  /** Pins of a policy after a subject, ordered by type, id, version in code point order. */
  readPins(query: { policyId: string; after?: SubjectKey; limit: number }): Promise<readonly Pin[]>;
  readEvaluation(policyId: string, id: string): Promise<ReviewedEvaluation | undefined>;
  listEvaluations(query: EvaluationQuery): Promise<EvaluationPage>;
  /** Whole evaluations after an id, in code point order of the ids; for verification, export, replay. */
  readEvaluations(query: { policyId: string; after?: string; limit: number }): Promise<readonly WholeEvaluation[]>;
  doctor(): Promise<DoctorReport>;
  /** Idempotent. Every later call rejects with `store_closed`. */
  close(): Promise<void>;
  readonly sync?: SyncPolicyStore;
  /** Whether all that is appended is a part of a transaction of the application's, which may still take it back. */
  readonly isWithinTransaction?: boolean;
  /**
   * Calls back for each version of the policy that another connection has stored, such as another tab; returns the end of it.
   * Absent where a store can't tell.
   */
  readonly watch?: (policyId: string, listener: (event: WatchEvent) => void) => () => void;
}
