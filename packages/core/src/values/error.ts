/** What each code carries beside the message. Codes and details are API; messages are not. */
export interface ErrorDetails {
  invalid_argument: { readonly argument?: string; readonly path?: string; readonly line?: number };
  invalid_policy: { readonly policyId?: string; readonly issues: readonly PolicyIssue[] };
  invalid_expression: {
    /** Where it stands: a JSON Pointer into the policy, e.g. `/rules/2/when`. */
    readonly path?: string;
    /** Offset in UTF-16 units into the expression, and how many units are meant. */
    readonly position?: number;
    readonly length?: number;
    /** The name that was probably meant. */
    readonly suggestion?: string;
  };
  invalid_input: { readonly policyId?: string; readonly issues: readonly PolicyIssue[] };
  /** Without a policy: it was looked for in all of them. */
  missing_evaluation: { readonly policyId?: string; readonly evaluationId?: string; readonly subject?: string };
  version_conflict: { readonly policyId: string; readonly expectedVersion: number; readonly headVersion: number };
  label_taken: { readonly policyId: string; readonly label: string; readonly version?: number };
  idempotency_mismatch: {
    readonly policyId: string;
    /** The id that was used before: of a request, or of the evaluation. */
    readonly requestId: string;
    /** The version that it made, or that the evaluation was made by. */
    readonly version: number;
    readonly evaluationId?: string;
  };
  not_found: { readonly policyId: string; readonly version?: number; readonly label?: string };
  missing_version: { readonly policyId: string; readonly version?: number; readonly at?: string };
  /** Why, where `authorize` said it. */
  forbidden: { readonly operation: string; readonly policyId?: string; readonly reason?: string };
  store_unavailable: { readonly operation: string; readonly reason?: UnavailableReason };
  outcome_unknown: { readonly operation: string };
  store_closed: { readonly operation: string };
  storage_full: { readonly operation: string };
  trail_corrupt: { readonly policyId?: string; readonly version?: number; readonly evaluationId?: string };
  archive_invalid: {
    readonly line?: number;
    readonly policyId?: string;
    readonly version?: number;
    readonly evaluationId?: string;
  };
  sync_conflict: { readonly policyId: string; readonly version: number; readonly evaluationId?: string };
  limit_exceeded: { readonly limit: number; readonly actual?: number; readonly path?: string };
}

export type ErrorCode = keyof ErrorDetails;

/**
 * Why a store can't be had, where that is known: no server answers, it does not let the user in, it has no such database, the
 * role lacks a privilege, the tables are not there, or are of an earlier or a later release.
 */
export type UnavailableReason =
  | 'unreachable'
  | 'login_refused'
  | 'no_database'
  | 'no_privilege'
  | 'no_tables'
  | 'old_tables'
  | 'newer_tables';

/** One thing that is wrong with a policy or an input, and where: a JSON Pointer into it, `''` for the whole. */
export interface PolicyIssue {
  readonly path: string;
  readonly message: string;
}

/** The only error Policytrail throws on purpose. Recognise it with {@link isPolicytrailError}, never with `instanceof`. */
export class PolicytrailError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'PolicytrailError';
  readonly code: Code;
  readonly details: ErrorDetails[Code];

  constructor(code: Code, message: string, details: ErrorDetails[Code], options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
    this.details = details;
  }
}

/** True for an error of ours, from any copy of the package; with `code`, only for that code. */
export function isPolicytrailError<Code extends ErrorCode = ErrorCode>(
  error: unknown,
  code?: Code,
): error is PolicytrailError<Code> {
  if (!(error instanceof Error) || error.name !== 'PolicytrailError' || !('code' in error)) return false;
  return code === undefined || error.code === code;
}

/** An `invalid_argument` that names the argument, e.g. `policyId must be 1 to 200 characters`. */
export function invalidArgument(
  message: string,
  details: ErrorDetails['invalid_argument'] = {},
): PolicytrailError<'invalid_argument'> {
  return new PolicytrailError('invalid_argument', message, details);
}
