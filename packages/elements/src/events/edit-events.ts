import type { FieldChange, JsonObject } from '@policytrail/core';
import { PolicyActionEvent, PolicyEvent } from './policy-event.js';

export class DirtyChangeEvent extends PolicyEvent<{ readonly changes: readonly FieldChange[] }> {
  /** No changes: nothing is left to save. */
  constructor(detail: { readonly changes: readonly FieldChange[] }) {
    super('policy-dirty-change', detail);
  }
}

export interface SaveDetail {
  readonly policy: JsonObject;
  readonly changeNotes: string;
  /** The version that was edited; 0 where there was none. */
  readonly baseVersion: number;
  /** The head the reader has seen, for the trail to check: above `baseVersion` where a version is planned. */
  readonly expectedVersion: number;
  readonly changes: readonly FieldChange[];
}

export class SaveEvent extends PolicyActionEvent<SaveDetail> {
  constructor(detail: SaveDetail) {
    super('policy-save', detail);
  }
}

export class SavedEvent extends PolicyEvent<{ readonly version: number | undefined }> {
  /** `version` is undefined where the page saved it and did not say. */
  constructor(detail: { readonly version: number | undefined }) {
    super('policy-saved', detail);
  }
}

export class SaveFailedEvent extends PolicyEvent<{ readonly error: unknown }> {
  constructor(detail: { readonly error: unknown }) {
    super('policy-save-failed', detail);
  }
}

/** An evaluation is to be judged again, by `version`. */
export class RecheckEvent extends PolicyActionEvent<{ readonly evaluationId: string; readonly version: number }> {
  constructor(detail: { readonly evaluationId: string; readonly version: number }) {
    super('policy-recheck', detail);
  }
}
