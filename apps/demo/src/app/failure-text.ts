import { type ErrorCode, isPolicytrailError } from '@policytrail/core';

const words: Readonly<Partial<Record<ErrorCode, string>>> = {
  version_conflict: 'Someone else saved a version in the meantime. Look at it, then try again.',
  idempotency_mismatch: 'This was recorded before, with other values.',
  not_found: 'That is not there any more.',
  missing_version: 'The policy has no version that applies.',
  missing_evaluation: 'Nothing was recorded that this could be done to.',
  store_unavailable: 'The storage cannot be reached. Try again.',
  store_closed: 'The storage was closed. Load the page again.',
  outcome_unknown: 'No answer came: it may have been stored, or not. Load the page again to see before you try again.',
  storage_full: 'There is no room left: free some, then try again.',
  archive_invalid: 'This file is no archive of Policytrail, or it was changed. Nothing was read.',
  sync_conflict: 'The archive and what is here went different ways. Nothing was read.',
};

/** What a failure says to a person: in our words where there are some, else as it came. */
export function failureText(error: unknown): string {
  if (isPolicytrailError(error, 'forbidden')) return error.details.reason ?? 'You may not do this.';
  if (isPolicytrailError(error)) return words[error.code] ?? `${error.message} (${error.code})`;
  return error instanceof Error ? error.message : String(error);
}
