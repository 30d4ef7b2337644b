import type { ErrorCode } from '@policytrail/core';

/** The media type of {@link Problem}, RFC 9457. */
export const problemType = 'application/problem+json';

/** How an error of the trail goes over HTTP. */
export interface Problem {
  /** `urn:policytrail:error:<code>`. */
  readonly type: string;
  /** The HTTP status in words. */
  readonly title: string;
  readonly status: number;
  /** The error's message. */
  readonly detail: string;
  readonly code: ErrorCode;
  /** As the error has them. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** The status of each code. A few are told apart by the handler: 401, 404, 405, 408, 412, 415, 429. */
export const statusOf: Readonly<Record<ErrorCode, number>> = {
  invalid_argument: 400,
  invalid_policy: 422,
  invalid_expression: 422,
  invalid_input: 422,
  version_conflict: 409,
  label_taken: 409,
  idempotency_mismatch: 422,
  not_found: 404,
  missing_evaluation: 404,
  missing_version: 404,
  forbidden: 403,
  store_unavailable: 503,
  outcome_unknown: 504,
  store_closed: 503,
  storage_full: 507,
  trail_corrupt: 500,
  archive_invalid: 422,
  sync_conflict: 409,
  limit_exceeded: 413,
};
