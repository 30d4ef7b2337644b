import type { Authorize } from '../access/authorize.js';
import type { PolicyPermissions } from '../access/permissions.js';
import type { Actor } from '../policy/actor.js';
import type { FieldChange } from '../policy/changes.js';
import type { PolicyDefinition } from '../policy/definition/definition.js';
import type { Pin, Subject } from '../policy/pin.js';
import type { PolicyVersion, VersionHeader } from '../policy/version.js';
import type {
  DoctorReport,
  HistoryFilter,
  PolicyPage,
  PolicyStore,
  SealedHead,
  VersionSummary,
  WatchEvent,
} from '../storage/port.js';
import type { Instant } from '../values/instant.js';
import type { JsonObject } from '../values/json.js';

/** What a trail works with; nothing else comes in from outside. */
export interface TrailOptions {
  readonly store: PolicyStore;
  /** The definition of every policy of this trail. */
  readonly definition?: PolicyDefinition;
  /** Several kinds of policy: the first whose `appliesTo` fits a policy id is its definition. */
  readonly definitions?: readonly PolicyDefinition[];
  /** Now, as 24 characters of UTC text. Default: the system's clock. */
  readonly clock?: () => Instant;
  /** A new request id. Default: UUIDv7. */
  readonly newId?: () => string;
  /** 32 random bytes as 64 lower-case hex digits, which make a recorded input unguessable. Default: the platform's random source. */
  readonly newSalt?: () => string;
  /** Says who may do what; every operation asks it, reads included. Default: everybody everything. */
  readonly authorize?: Authorize;
  /** Largest policy: default 1 MiB of UTF-8, 64 levels. */
  readonly limits?: { readonly maxBytes?: number; readonly maxDepth?: number };
}

export interface SaveOptions {
  /** Who saves: an actor id, or the actor. */
  readonly by?: string | Actor;
  /** Why, up to 10,000 characters. */
  readonly changeNotes?: string;
  /** Unique per policy, up to 100 characters, e.g. `v1.2.0`. */
  readonly label?: string;
  /** Up to 200 characters, e.g. `Q1 2026 Pricing Policy`. */
  readonly title?: string;
  /** In force from. Default: at once. Not before now. */
  readonly effectiveAt?: Instant | Date;
  /** The head the saver has seen; 0 = the policy must not exist yet. Rejects with `version_conflict` where it has moved. */
  readonly expectedVersion?: number;
  /** Makes a retry safe: the same id with the same content answers `already_saved`. Default: a new UUIDv7. */
  readonly requestId?: string;
  /** Appends a version even where the content is that of the version it replaces. */
  readonly allowUnchanged?: boolean;
  /** Stores nothing; the answer says what would happen. */
  readonly dryRun?: boolean;
}

/** One of many policies to save. */
export interface PolicyDraft<In = JsonObject> extends Omit<SaveOptions, 'dryRun'> {
  readonly policyId: string;
  readonly policy: In;
}

export interface SaveResult<Out = JsonObject> {
  /** `unchanged`: nothing stored, `version` is the one it would replace; `already_saved`: the request id was known. */
  readonly status: 'saved' | 'unchanged' | 'already_saved';
  readonly version: PolicyVersion<Out>;
  /** Other versions planned to take effect later, lowest number first. */
  readonly pending: readonly number[];
  /** Only on a dry run: the changes against the head. */
  readonly preview?: readonly FieldChange[];
}

export interface RestoreOptions extends Omit<SaveOptions, 'effectiveAt'> {}

export interface WithdrawOptions {
  readonly by?: string | Actor;
  readonly changeNotes?: string;
  readonly requestId?: string;
  readonly expectedVersion?: number;
}

export interface HistoryQuery {
  /** Page size, 1 to 500. Default 50. */
  readonly limit?: number;
  /** Versions below this number, newest first. */
  readonly before?: number;
  /** Versions above this number; alone: the lowest of them, still newest first. */
  readonly after?: number;
  readonly filter?: HistoryFilter;
}

export interface History {
  /** Newest first. */
  readonly versions: readonly VersionSummary[];
  /** All that match the filter, whatever the page. */
  readonly total: number;
  /** The highest version number; undefined where there is no such policy. */
  readonly head: number | undefined;
  /** The number of the version in force now. */
  readonly current: number | undefined;
}

export interface PoliciesQuery {
  readonly prefix?: string;
  readonly after?: string;
  /** 1 to 500. Default 50. */
  readonly limit?: number;
  /** Also Policytrail's own policies, whose ids begin with `~`. Default false. */
  readonly includeInternal?: boolean;
}

export interface PolicyDiff {
  readonly policyId: string;
  readonly from: number;
  readonly to: number;
  readonly changes: readonly FieldChange[];
}

/** A version that has yet to take effect. */
export interface PlannedVersion {
  readonly version: VersionHeader;
  /** Newer versions, in force now or until then, that it will replace when it takes effect: mostly a mistake. */
  readonly overrules: readonly number[];
}

export interface PinOptions {
  readonly by?: string | Actor;
}

export interface PinResult {
  /** `already_pinned`: the subject had a pin, which is returned as it is. */
  readonly status: 'pinned' | 'already_pinned';
  readonly pin: Pin;
}

export interface PinnedVersion<Out = JsonObject> {
  readonly pin: Pin;
  readonly version: PolicyVersion<Out>;
}

/** What does not hold, in one version, pin, evaluation or policy. */
export interface Problem {
  readonly policyId: string;
  /** The version concerned; null where it is the policy as a whole. */
  readonly version: number | null;
  /** The subject of the pin or evaluation, as `type:id` or `type:id:version`. */
  readonly subject?: string;
  /** Where it is an evaluation, or what hangs on one. */
  readonly evaluationId?: string;
  readonly kind:
    | 'missing'
    | 'unreadable'
    | 'content'
    | 'hash'
    | 'link'
    | 'dates'
    | 'duplicate'
    | 'withdrawal'
    | 'changes'
    | 'head'
    | 'checkpoint'
    | 'pin'
    | 'evaluation'
    | 'payload'
    | 'review'
    | 'erasure';
  readonly message: string;
}

export interface Progress {
  readonly done: number;
  /** Unknown while a stream is read. */
  readonly total?: number;
}

export interface VerifyOptions {
  /** A head kept elsewhere. Only it can reveal a tail that was cut together with its head row. */
  readonly checkpoint?: SealedHead;
}

export interface VerifyAllOptions {
  /** Heads kept elsewhere, by policy id. */
  readonly checkpoints?: Readonly<Record<string, SealedHead>>;
  /** Called as versions and evaluations are checked; `done` counts both. */
  readonly onProgress?: (progress: Progress) => void;
}

export interface Verification {
  readonly valid: boolean;
  /** How many versions were checked. */
  readonly versions: number;
  /** How many pins were checked. */
  readonly pins: number;
  /** How many evaluations were checked, with their input, decision and erasure. */
  readonly evaluations: number;
  readonly reviews: number;
  /** The last version found: keep it elsewhere as a checkpoint. */
  readonly head: SealedHead | undefined;
  readonly problems: readonly Problem[];
}

export interface TrailVerification extends Omit<Verification, 'head'> {
  readonly policies: number;
  /** The last version of every policy: keep it elsewhere as checkpoints. */
  readonly heads: Readonly<Record<string, SealedHead>>;
}

export interface ExportOptions {
  /** Only these policies, and the definitions their versions name. Default: all. */
  readonly policyIds?: readonly string[];
  /** Default true. */
  readonly gzip?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

/** Bytes, gzip or plain, whole or in chunks. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

export interface ImportArchiveOptions {
  /** Most bytes to accept after decompression. Default 256 MiB. */
  readonly maxBytes?: number;
  readonly onProgress?: (progress: Progress) => void;
}

export interface ArchiveImport {
  readonly policies: number;
  readonly versions: { readonly appended: number; readonly alreadyStored: number };
  readonly pins: { readonly appended: number; readonly alreadyStored: number };
  readonly evaluations: { readonly appended: number; readonly alreadyStored: number };
  readonly reviews: { readonly appended: number; readonly alreadyStored: number };
  /**
   * Of erased evaluations. `notApplied`: still whole in this store, and left so, as an import erases nothing. What is erased in
   * this store stays erased, whatever the archive holds.
   */
  readonly erasures: { readonly appended: number; readonly alreadyStored: number; readonly notApplied: number };
}

export interface ImportHistoryOptions extends ImportArchiveOptions {
  /** Keeps records whose policy did not change. */
  readonly allowUnchanged?: boolean;
}

export interface HistoryImport {
  readonly records: number;
  readonly policies: number;
  readonly saved: number;
  readonly unchanged: number;
  readonly alreadySaved: number;
}

/** The part of a trail that can be used inside a synchronous driver's own transaction. */
export interface SyncPolicyTrail<In = JsonObject, Out = JsonObject> {
  save(policyId: string, policy: In, options?: SaveOptions): SaveResult<Out>;
  current(policyId: string): PolicyVersion<Out> | undefined;
  pin(policyId: string, subject: Subject, options?: PinOptions): PinResult;
}

/**
 * The versions of any number of policies in one store, without what judges, verifies and archives them: `PolicyTrail` has
 * all of it. To this one `rules` are data like any other, and are stored unchecked.
 */
export interface VersionTrail<In = JsonObject, Out = JsonObject> {
  /** Appends a version. Nothing is overwritten, and nothing is stored where nothing changed. */
  save(policyId: string, policy: In, options?: SaveOptions): Promise<SaveResult<Out>>;
  /** All or nothing, in one transaction, in order. */
  saveMany(drafts: readonly PolicyDraft<In>[]): Promise<readonly SaveResult<Out>[]>;
  /** The version in force now. */
  current(policyId: string): Promise<PolicyVersion<Out> | undefined>;
  inForce(policyId: string, at: Instant | Date): Promise<PolicyVersion<Out> | undefined>;
  version(policyId: string, version: number): Promise<PolicyVersion<Out> | undefined>;
  labelled(policyId: string, label: string): Promise<PolicyVersion<Out> | undefined>;
  history(policyId: string, query?: HistoryQuery): Promise<History>;
  policies(query?: PoliciesQuery): Promise<PolicyPage>;
  /** The versions that have yet to take effect, soonest first. */
  planned(policyId: string): Promise<readonly PlannedVersion[]>;
  /** Takes back a planned version before it takes effect: a new version with the policy in force. */
  withdraw(policyId: string, version: number, options?: WithdrawOptions): Promise<SaveResult<Out>>;
  /** Rejects with `not_found` where either version does not exist. */
  diff(policyId: string, from: number, to: number): Promise<PolicyDiff>;
  /** A new version with the policy of an old one. Rejects with `invalid_policy` where it no longer fits the definition. */
  restore(policyId: string, version: number, options?: RestoreOptions): Promise<SaveResult<Out>>;
  /** Records the version in force for a subject, once. Rejects with `missing_version` where none is in force. */
  pin(policyId: string, subject: Subject, options?: PinOptions): Promise<PinResult>;
  /** The version a subject was pinned to. Rejects with `missing_version` where that version is gone. */
  pinned(policyId: string, subject: Subject): Promise<PinnedVersion<Out> | undefined>;
  /** The definition document a version was saved under; undefined where there is none, or none that is unchanged. */
  definitionOf(version: Pick<VersionHeader, 'schema'>): Promise<JsonObject | undefined>;
  /**
   * Calls back after each version appended by a trail on this store object or, where the store can tell, elsewhere; returns the end of
   * it. What `sync` saves is not told: its transaction is the application's.
   * Where `authorize` refuses, it throws `forbidden`; where that answers only later, the listener is never called.
   */
  watch(policyId: string, listener: (event: WatchEvent) => void): () => void;
  /** What the actor of this trail may do with a policy, as the elements take it. */
  permissions(policyId: string): Promise<PolicyPermissions>;
  /** The same trail with an author for every call that names none. Where it has an `authorize`, no call can name another; `as` can: hand on what is bound only to code of yours. */
  as(actor: string | Actor): VersionTrail<In, Out>;
  /** The same trail, typed by one definition and validating by it. */
  of<DefinedIn, DefinedOut>(definition: PolicyDefinition<DefinedIn, DefinedOut>): VersionTrail<DefinedIn, DefinedOut>;
  doctor(): Promise<DoctorReport>;
  /** Closes the store. */
  close(): Promise<void>;
  /** Throws `invalid_argument` where the store's driver is not synchronous. */
  readonly sync: SyncPolicyTrail<In, Out>;
}
