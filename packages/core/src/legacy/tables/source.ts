/** What stands in a column: its text, null for NULL, or why it is no text that can be read exactly. */
export type LegacyValue = string | null | { readonly unreadable: string };

/** One row of a table of policies that were overwritten in place. */
export interface LegacyPolicyRow {
  /** Where the row is, so that it can be found again, e.g. `rowid 17`. */
  readonly row: string;
  readonly policyId: LegacyValue;
  /** JSON text. */
  readonly document: LegacyValue;
  /** When the policy became what it is; null where nothing says so. */
  readonly changedAt: LegacyValue;
  /** How many rows have this id. */
  readonly rowsOfId: number;
}

/** One row of a table of runs, or of whatever was done under a policy. */
export interface LegacyRunRow {
  readonly row: string;
  readonly runId: LegacyValue;
  readonly policyId: LegacyValue;
  readonly startedAt: LegacyValue;
  /** How many rows have this run and this policy. */
  readonly rowsOfId: number;
}

/** A legacy table and the columns that are read of it. */
export interface LegacyTable {
  readonly table: string;
  /** What it is read as, and the name of the column. */
  readonly columns: Readonly<Record<string, string | null>>;
}

/** Reads legacy tables, a page of rows at a time, and changes nothing. `@policytrail/sqlite/legacy` and `@policytrail/postgres/legacy` make one. */
export interface LegacySource {
  readonly policies: LegacyTable & { readonly pages: () => AsyncIterable<readonly LegacyPolicyRow[]> };
  /** Null where there is no such table. */
  readonly runs: (LegacyTable & { readonly pages: () => AsyncIterable<readonly LegacyRunRow[]> }) | null;
  /** Closes what it opened. */
  close(): Promise<void>;
}
