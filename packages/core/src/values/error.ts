/** What each code carries beside the message. Codes and details are API; messages are not. */
export interface ErrorDetails {
  invalid_argument: { readonly argument?: string; readonly path?: string; readonly line?: number };
  invalid_policy: { readonly policyId?: string; readonly issues: readonly PolicyIssue[] };
  version_conflict: { readonly policyId: string; readonly expectedVersion: number; readonly headVersion: number };
  label_taken: { readonly policyId: string; readonly label: string; readonly version?: number };
  idempotency_mismatch: { readonly policyId: string; readonly requestId: string; readonly version: number };
  not_found: { readonly policyId: string; readonly version?: number; readonly label?: string };
  missing_version: { readonly policyId: string; readonly version?: number; readonly at?: string };
  store_unavailable: { readonly operation: string };
  outcome_unknown: { readonly operation: string };
  store_closed: { readonly operation: string };
  storage_full: { readonly operation: string };
  trail_corrupt: { readonly policyId?: string; readonly version?: number };
  archive_invalid: { readonly line?: number; readonly policyId?: string; readonly version?: number };
  sync_conflict: { readonly policyId: string; readonly version: number };
  limit_exceeded: { readonly limit: number; readonly actual?: number; readonly path?: string };
}

export type ErrorCode = keyof ErrorDetails;

/** One thing that is wrong with a policy, and where: a JSON Pointer into the policy, `''` for the whole. */
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
