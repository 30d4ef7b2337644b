import type { DriftGrade, RuleDrift } from '../evaluation/drift/drift.js';
import type { CarriedReview, DroppedReview } from '../evaluation/effective/carry-over.js';
import type { EffectiveDecision } from '../evaluation/effective/effective-decision.js';
import type { Explanation } from '../evaluation/explain/explanation.js';
import type { Actor } from '../policy/actor.js';
import type { PolicyDefinition } from '../policy/definition/definition.js';
import type { Subject } from '../policy/pin.js';
import type { Evaluation, EvaluationTrigger } from '../record/evaluation.js';
import type { Review } from '../record/review.js';
import type { EvaluationCursor, EvaluationFilter } from '../storage/port.js';
import type {
  ArchiveImport,
  ByteSource,
  ExportOptions,
  HistoryImport,
  ImportArchiveOptions,
  ImportHistoryOptions,
  TrailVerification,
  Verification,
  VerifyAllOptions,
  VerifyOptions,
  VersionTrail,
} from '../trail/trail.js';
import type { Instant } from '../values/instant.js';
import type { JsonObject } from '../values/json.js';

export interface EvaluateOptions {
  /** What is judged. Its pin decides the version, where it has one. */
  readonly subject?: Subject;
  /** This version, whatever is pinned or in force. */
  readonly version?: number;
  /** Who asks: an actor id, or the actor. */
  readonly by?: string | Actor;
  /** Makes a retry safe: the same id with the same input answers `already_recorded`. Default: a new UUIDv7. */
  readonly id?: string;
  /** Records nothing; the answer says what would be recorded. */
  readonly dryRun?: boolean;
}

/** One of many inputs to judge. */
export interface EvaluationRequest<Input = unknown> extends Omit<EvaluateOptions, 'dryRun'> {
  readonly policyId: string;
  readonly input: Input;
}

export interface EvaluationResult {
  /** `already_recorded`: the id was known, and what was recorded is returned as it is; `not_recorded`: a dry run. */
  readonly status: 'recorded' | 'already_recorded' | 'not_recorded';
  readonly evaluation: Evaluation;
  /** With its reviews, as they count now. */
  readonly effective: EffectiveDecision;
}

export interface RecorderOptions {
  /** Most evaluations accepted and not yet durable; beyond it calls wait before their input is read. Default 5,000. */
  readonly maxPending?: number;
  /** Evaluations a transaction, 1 to 10,000. Default 500. */
  readonly batchSize?: number;
  /** Longest wait for a batch to fill. Default 5. */
  readonly maxDelayMilliseconds?: number;
  /** Calls back once after a delay; returns what calls it off. Default: the platform's timer. */
  readonly timer?: (callback: () => void, milliseconds: number) => () => void;
}

/** Judges and records in batches, with bounded memory. */
export interface EvaluationRecorder<Input = unknown> {
  /**
   * Resolves once the evaluation is durable. One that fails rejects its own caller alone; where a batch can't be stored,
   * all of its callers, and none other. The input is read when the call is admitted: leave it as it is until then.
   */
  evaluate(policyId: string, input: Input, options?: Omit<EvaluateOptions, 'dryRun'>): Promise<EvaluationResult>;
  /** Resolves once every call made before is settled, stored or rejected. */
  flush(): Promise<void>;
  /** Flushes; every later call of `evaluate` rejects with `store_closed`. The store stays open. */
  close(): Promise<void>;
}

export interface EvaluationsQuery {
  /** Page size, 1 to 500. Default 50. */
  readonly limit?: number;
  /** Evaluations before this one, newest first: the last of the page before. */
  readonly before?: EvaluationCursor;
  readonly filter?: EvaluationsFilter;
}

/** Narrows a list of evaluations. All given members must hold. */
export interface EvaluationsFilter extends Omit<EvaluationFilter, 'subject' | 'from' | 'to'> {
  /** Without a version: every version of it. */
  readonly subject?: Subject;
  /** `evaluatedAt` at or after. */
  readonly from?: Instant | Date;
  /** `evaluatedAt` before. */
  readonly to?: Instant | Date;
}

export interface EvaluationList {
  /** Newest first. */
  readonly evaluations: readonly Evaluation[];
  /** All that match the filter, whatever the page. */
  readonly total: number;
}

/** An evaluation with all that was said of it. */
export interface ReviewedRecord extends Evaluation {
  /** Lowest sequence first. */
  readonly reviews: readonly Review[];
  /** As the reviews count now. */
  readonly effective: EffectiveDecision;
}

export interface ExplainOptions {
  /** This evaluation. Default: the newest of the subject. */
  readonly evaluationId?: string;
  /** The newest evaluation at or before this instant. */
  readonly at?: Instant | Date;
  /** Judged on demand where nothing is recorded: under the subject's pin, else the version in force at `at` or now. */
  readonly input?: unknown;
}

export interface StaleQuery {
  /** Page size, 1 to 500. Default 50. */
  readonly limit?: number;
  /** Evaluations before this one, newest first: `next` of the page before. */
  readonly before?: EvaluationCursor;
}

/** The newest evaluation of a subject that the version in force now is not the version of. */
export interface StaleEvaluation {
  readonly evaluation: Evaluation;
  readonly grade: Exclude<DriftGrade, 'none'>;
  /** Every rule of either policy. */
  readonly rules: readonly RuleDrift[];
}

export interface StalePage {
  /** Newest first. */
  readonly stale: readonly StaleEvaluation[];
  /** Where the next page begins; null at the end. */
  readonly next: EvaluationCursor | null;
}

export interface ReevaluateOptions {
  readonly by?: string | Actor;
  /** In the place of the recorded one. */
  readonly input?: unknown;
  /** This version. Default: the one in force now, also for a subject that is pinned. */
  readonly version?: number;
  /** Default: `input` where one is given, `policy` where the version is another, else `request`. */
  readonly trigger?: EvaluationTrigger;
  /** Makes a retry safe, as for `evaluate`. Default: a new UUIDv7. */
  readonly id?: string;
}

export interface Reevaluation extends EvaluationResult {
  /** The id of the evaluation that it takes the place of. */
  readonly supersedes: string;
  /** Reviews that were appended to the new evaluation: said of the old one, and good for the new one, too. */
  readonly carried: readonly CarriedReview[];
  /** Reviews that hold no more, with the reason. */
  readonly dropped: readonly DroppedReview[];
}

interface ReviewingOptions {
  /** The violated rules that are meant. Default: all that the review can apply to. */
  readonly ruleIds?: readonly string[];
  /** The role in which the reviewer speaks, e.g. `sales_manager`: narrows the default to the rules that ask for it. */
  readonly as?: string;
  readonly by?: string | Actor;
  /** Up to 10,000 characters. A rejection and a waiver need one. */
  readonly reason?: string;
  /** Makes a retry safe: the same id with the same review answers with what was appended. Default: a new UUIDv7. */
  readonly requestId?: string;
}

/** For what takes away: a rejection, a revocation. */
export interface RejectOptions extends ReviewingOptions {}

/** For what allows: an approval, a waiver. */
export interface ApproveOptions extends ReviewingOptions {
  /** It counts no more from here on. */
  readonly expiresAt?: Instant | Date;
  /** How far the actual value may go and still be covered; for one rule only. Default: the actual value. */
  readonly upTo?: string | number;
}

export interface ReviewResult {
  /** `already_appended`: the request id was known, and what was said then is returned. */
  readonly status: 'appended' | 'already_appended';
  /** One a rule. */
  readonly reviews: readonly Review[];
  /** The decision with all of its reviews, as they count now. */
  readonly effective: EffectiveDecision;
  /** The id of the subject's newest evaluation where that is another one: what is said of this one does not count for it. */
  readonly newer: string | null;
}

export interface EraseOptions {
  /** One evaluation, which has no subject: with null for the subject. */
  readonly evaluationId?: string;
  readonly by?: string | Actor;
  /** Up to 10,000 characters. It stays: let it name nothing that was to be erased. */
  readonly reason?: string;
}

/** How many evaluations were erased, and how many had been before. */
export interface ErasingResult {
  readonly erased: number;
  readonly alreadyErased: number;
}

/**
 * The versions of any number of policies in one store, what they decide, and the proof of both. `explain`, `stale`, `reevaluate`, reviews,
 * `erase`, `verify`, `verifyAll` and archives load their code with the first call, and reject with `store_unavailable` where
 * it can't be loaded; a later call may succeed.
 */
export interface PolicyTrail<In = JsonObject, Out = JsonObject, Input = unknown> extends VersionTrail<In, Out> {
  /** Judges an input and records the decision, once. Rejects with `missing_version` rather than use another version. */
  evaluate(policyId: string, input: Input, options?: EvaluateOptions): Promise<EvaluationResult>;
  /** All or nothing, in one transaction, in order. */
  evaluateMany(drafts: readonly EvaluationRequest<Input>[]): Promise<readonly EvaluationResult[]>;
  /** Judges and records in batches, for many callers at once. */
  evaluationRecorder(options?: RecorderOptions): EvaluationRecorder<Input>;
  evaluation(policyId: string, id: string): Promise<ReviewedRecord | undefined>;
  evaluations(policyId: string, query?: EvaluationsQuery): Promise<EvaluationList>;
  /**
   * What was decided, why, and what the version in force now would say. A subject without a version means all of its
   * versions. Rejects with `missing_evaluation` where nothing is recorded and no input is given.
   */
  explain(policyId: string, subject: Subject, options?: ExplainOptions): Promise<Explanation>;
  /** The newest evaluation of each subject that was made by another version than the one in force now, with its drift. */
  stale(policyId: string, query?: StaleQuery): Promise<StalePage>;
  /** Judges the newest evaluation of a subject again; appends, and carries over the reviews that still hold. */
  reevaluate(policyId: string, subject: Subject, options?: ReevaluateOptions): Promise<Reevaluation>;
  /** Gives the approval that violated rules ask for. */
  approve(policyId: string, evaluationId: string, options?: ApproveOptions): Promise<ReviewResult>;
  /** Refuses the approval that violated rules ask for. */
  reject(policyId: string, evaluationId: string, options: RejectOptions): Promise<ReviewResult>;
  /** Lets violated rules pass this once, `deny` included. */
  waive(policyId: string, evaluationId: string, options: ApproveOptions): Promise<ReviewResult>;
  /** Takes back what was said of rules. */
  revoke(policyId: string, evaluationId: string, options?: RejectOptions): Promise<ReviewResult>;
  /**
   * Erases input and decision of a subject's evaluations, for good; that they were made stays, and still verifies. A
   * subject without a version means all of its versions; with null for it, the one evaluation that `evaluationId` names.
   */
  erase(policyId: string, subject: Subject | null, options?: EraseOptions): Promise<ErasingResult>;
  verify(policyId: string, options?: VerifyOptions): Promise<Verification>;
  verifyAll(options?: VerifyAllOptions): Promise<TrailVerification>;
  exportArchive(options?: ExportOptions): ReadableStream<Uint8Array>;
  /** All or nothing; a second import adds nothing. Rejects with `archive_invalid`, or `sync_conflict` where histories differ. */
  importArchive(source: ByteSource, options?: ImportArchiveOptions): Promise<ArchiveImport>;
  /**
   * Reads JSON lines of `policyId policy createdAt createdBy changeNotes`, oldest first; a second import adds nothing. Rejects
   * with `invalid_argument` at a line that can't be read or is dated in the future; lines long before it may be stored.
   */
  importHistory(source: ByteSource, options?: ImportHistoryOptions): Promise<HistoryImport>;
  /** The same trail with an author for every call that names none. Where it has an `authorize`, no call can name another; `as` can: hand on what is bound only to code of yours. */
  as(actor: string | Actor): PolicyTrail<In, Out, Input>;
  /** The same trail, typed by one definition and validating by it. */
  of<DefinedIn, DefinedOut, DefinedInput>(
    definition: PolicyDefinition<DefinedIn, DefinedOut, DefinedInput>,
  ): PolicyTrail<DefinedIn, DefinedOut, DefinedInput>;
}
