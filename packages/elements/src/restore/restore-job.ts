import type { JsonObject, PolicyVersion } from '@policytrail/core';
import type { ActionOutcome } from '../base/ask-page.js';
import type { FieldSchema } from '../fields/field-lookup.js';
import type { ValidationIssue } from '../source.js';

/** What there is to restore from: as far as the reader has seen it. */
export interface RestoreGround {
  /** In force now. */
  readonly current: PolicyVersion;
  readonly head: number;
}

/** What the dialog asks about, and how it is done. */
export interface RestoreJob {
  readonly target: PolicyVersion;
  readonly ground: RestoreGround;
  readonly schema: FieldSchema | undefined;
  readonly confirmation: 'none' | 'type-version';
  readonly notes: 'optional' | 'required' | 'hidden';
  readonly validate: ((policy: JsonObject) => Promise<readonly ValidationIssue[]>) | undefined;
  restore(request: { readonly expectedVersion: number; readonly changeNotes: string }): Promise<ActionOutcome<unknown>>;
  /** The ground as it is now, after a conflict. */
  reread(): Promise<RestoreGround>;
}

/** How the dialog ended. */
export type RestoreEnding =
  | { readonly status: 'restored'; readonly answer: unknown; readonly ground: RestoreGround }
  | { readonly status: 'cancelled' };
