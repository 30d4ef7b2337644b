import type { JsonObject } from '@policytrail/core';
import type { HistoryFilter } from '../source.js';
import { PolicyActionEvent, PolicyEvent } from './policy-event.js';

/**
 * A version was chosen, or a link to one followed; without a version: the reader went back to all of them. Cancel it to
 * keep the element from showing it.
 */
export class NavigateEvent extends PolicyEvent<{ readonly version: number | undefined; readonly href?: string }> {
  constructor(detail: { readonly version: number | undefined; readonly href?: string }) {
    super('policy-navigate', detail, { cancelable: true });
  }
}

/** The history of the policy was asked for. */
export class HistoryOpenEvent extends PolicyEvent<{ readonly policyId: string | undefined }> {
  constructor(detail: { readonly policyId: string | undefined }) {
    super('policy-history-open', detail);
  }
}

/** Without a source: versions below `before` are asked for, at most `limit` of them. */
export class LoadMoreEvent extends PolicyEvent<{ readonly before: number; readonly limit: number }> {
  constructor(detail: { readonly before: number; readonly limit: number }) {
    super('policy-load-more', detail);
  }
}

export class FilterChangeEvent extends PolicyEvent<{ readonly filter: HistoryFilter }> {
  constructor(detail: { readonly filter: HistoryFilter }) {
    super('policy-filter-change', detail);
  }
}

/** Without a source: the policy of a version is asked for. */
export class VersionRequestEvent extends PolicyEvent<{ readonly version: number }> {
  constructor(detail: { readonly version: number }) {
    super('policy-version-request', detail);
  }
}

export class RefreshEvent extends PolicyEvent<Readonly<Record<never, never>>> {
  constructor() {
    super('policy-refresh', {});
  }
}

/** Cancel it to keep the element from writing to the clipboard. */
export class CopyEvent extends PolicyEvent<{ readonly kind: 'link' | 'json'; readonly text: string }> {
  constructor(detail: { readonly kind: 'link' | 'json'; readonly text: string }) {
    super('policy-copy', detail, { cancelable: true });
  }
}

/** The restore dialog is about to open. Cancel it to use another. */
export class RestoreOpenEvent extends PolicyEvent<{ readonly version: number }> {
  constructor(detail: { readonly version: number }) {
    super('policy-restore-open', detail, { cancelable: true });
  }
}

export interface RestoreDetail {
  readonly version: number;
  /** The head the reader has seen. */
  readonly expectedVersion: number;
  readonly changeNotes: string;
  readonly policy: JsonObject;
}

export class RestoreEvent extends PolicyActionEvent<RestoreDetail> {
  constructor(detail: RestoreDetail) {
    super('policy-restore', detail);
  }
}

/** `version` is the new one. */
export class RestoredEvent extends PolicyEvent<{ readonly version: number; readonly restoredFrom: number }> {
  constructor(detail: { readonly version: number; readonly restoredFrom: number }) {
    super('policy-restored', detail);
  }
}

export class RestoreFailedEvent extends PolicyEvent<{ readonly version: number; readonly error: unknown }> {
  constructor(detail: { readonly version: number; readonly error: unknown }) {
    super('policy-restore-failed', detail);
  }
}
