/** Why a row was not taken, or a run not pinned. */
export type LegacyReason =
  /** The id is missing, empty, too long, or holds what an id can't. */
  | 'id'
  /** Several rows have the id: which of them counts is not known. */
  | 'duplicate'
  /** The document is no JSON object, or holds what would not come back, such as an integer beyond 2^53-1. */
  | 'document'
  /** There is no date, it can't be read, or it lies in the future. */
  | 'date'
  /** The policy's history in the trail has begun. */
  | 'has_versions'
  /** The trail has no version of the run's policy. */
  | 'no_version'
  /** The run began before the policy's first version took effect. */
  | 'before_first_version';

/** What became of one row, or would, on a dry run. */
export interface LegacyOutcome {
  readonly table: 'policies' | 'runs';
  /** Where the row is in its table, e.g. `rowid 17`. */
  readonly row: string;
  /** Of the policy or run, as the row has it; null where it has none that can be read. */
  readonly id: string | null;
  /** The policy in the trail; null where the row names none. */
  readonly policyId: string | null;
  readonly status: 'saved' | 'already_saved' | 'skipped' | 'pinned' | 'already_pinned' | 'unpinned' | 'refused';
  /** The version saved or pinned; null where there is none. */
  readonly version: number | null;
  readonly reason: LegacyReason | null;
  /** In words, without the contents of a document; `''` where the status says it all. */
  readonly message: string;
}

/** A reason with its words. */
export interface Refusal {
  readonly reason: LegacyReason;
  readonly message: string;
}
