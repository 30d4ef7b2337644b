import type {
  History,
  HistoryFilter,
  HistoryQuery,
  JsonObject,
  PolicyIssue,
  PolicyVersion,
  VersionHeader,
  VersionSummary,
} from '@policytrail/core';

export type { HistoryFilter };

/** One thing that is wrong with a policy. `warning`: it can be saved all the same; default `error`. */
export interface ValidationIssue extends PolicyIssue {
  readonly severity?: 'error' | 'warning';
}

/** A version as a history lists it. */
export interface HistoryVersion extends VersionSummary {
  /** Where the device keeps versions of its own: what became of this one on the way to the server. */
  readonly sync?: 'waiting' | 'failed' | 'conflict';
  /** The whole policy, where the page has it at hand. */
  readonly policy?: JsonObject;
}

export interface HistoryPageQuery {
  /** Versions below this number, newest first. */
  readonly before?: number;
  /** Versions above this number. */
  readonly after?: number;
  /** 1 to 500. */
  readonly limit: number;
  readonly filter?: HistoryFilter;
  readonly signal: AbortSignal;
}

export interface HistoryPage {
  /** Newest first. */
  readonly versions: readonly HistoryVersion[];
  /** All that match the filter, whatever the page. */
  readonly total: number;
  readonly head: number | undefined;
  readonly current: number | undefined;
}

export interface RestoreRequest {
  readonly version: number;
  /** The head the reader has seen. Rejects with `version_conflict` where it has moved. */
  readonly expectedVersion: number;
  readonly changeNotes: string;
}

export interface SourceEvent {
  readonly type: 'versions' | 'sync' | 'permissions';
}

/** Where a history reads from. What is optional is not offered to the reader where it is missing. */
export interface PolicyHistorySource<P = JsonObject> {
  list(query: HistoryPageQuery): Promise<HistoryPage>;
  read(version: number, options: { readonly signal: AbortSignal }): Promise<PolicyVersion<P> | undefined>;
  restore?(request: RestoreRequest): Promise<PolicyVersion<P>>;
  validate?(policy: P): Promise<readonly ValidationIssue[]>;
  /** Returns the end of it. */
  subscribe?(listener: (event: SourceEvent) => void): () => void;
}

/** What a policy is now, and what was saved last: they differ where a version is planned for later. */
export interface SettingsState<P = JsonObject> {
  readonly current: PolicyVersion<P> | undefined;
  readonly head: VersionHeader | undefined;
}

export interface SaveRequest<P = JsonObject> {
  readonly policy: P;
  readonly changeNotes: string;
  /** The head the reader has seen; 0 = there was none. Rejects with `version_conflict` where it has moved. */
  readonly expectedVersion: number;
}

/** Where settings are read and saved. Without `save` the page answers `policy-save`. */
export interface PolicySettingsSource<P = JsonObject> {
  read(options: { readonly signal: AbortSignal }): Promise<SettingsState<P>>;
  /** The new version; where nothing changed, the one that stays. */
  save?(request: SaveRequest<P>): Promise<PolicyVersion<P>>;
  /** Returns the end of it. */
  subscribe?(listener: (event: SourceEvent) => void): () => void;
}

/** The part of a trail that settings need. */
export interface SettingsTrail<P = JsonObject> extends Pick<HistoryTrail<P>, 'history' | 'watch'> {
  current(policyId: string): Promise<PolicyVersion<P> | undefined>;
  save(
    policyId: string,
    policy: P,
    options?: { readonly changeNotes?: string; readonly expectedVersion?: number },
  ): Promise<{ readonly version: PolicyVersion<P> }>;
}

/** The part of a trail that a history needs: a `PolicyTrail` has it, and so has a `VersionTrail`. */
export interface HistoryTrail<P = JsonObject> {
  history(policyId: string, query?: HistoryQuery): Promise<History>;
  version(policyId: string, version: number): Promise<PolicyVersion<P> | undefined>;
  restore(
    policyId: string,
    version: number,
    options?: { readonly changeNotes?: string; readonly expectedVersion?: number },
  ): Promise<{ readonly version: PolicyVersion<P> }>;
  watch(policyId: string, listener: () => void): () => void;
}

/** The history of one policy in a trail. */
export function historySource<P = JsonObject>(trail: HistoryTrail<P>, policyId: string): PolicyHistorySource<P> {
  return {
    async list({ signal, ...query }) {
      signal.throwIfAborted();
      const page = await trail.history(policyId, query);
      signal.throwIfAborted();
      return page;
    },
    async read(version, { signal }) {
      signal.throwIfAborted();
      const found = await trail.version(policyId, version);
      signal.throwIfAborted();
      return found;
    },
    async restore({ version, ...options }) {
      const restored = await trail.restore(policyId, version, options);
      return restored.version;
    },
    subscribe: (listener) => trail.watch(policyId, () => listener({ type: 'versions' })),
  };
}

/** The settings of one policy in a trail. */
export function settingsSource<P = JsonObject>(trail: SettingsTrail<P>, policyId: string): PolicySettingsSource<P> {
  return {
    async read({ signal }) {
      signal.throwIfAborted();
      const [current, { versions }] = await Promise.all([
        trail.current(policyId),
        trail.history(policyId, { limit: 1 }),
      ]);
      signal.throwIfAborted();
      return { current, head: versions[0] };
    },
    async save({ policy, changeNotes, expectedVersion }) {
      const notes = changeNotes === '' ? {} : { changeNotes };
      const saved = await trail.save(policyId, policy, { expectedVersion, ...notes });
      return saved.version;
    },
    subscribe: (listener) => trail.watch(policyId, () => listener({ type: 'versions' })),
  };
}
