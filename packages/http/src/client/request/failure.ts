import { type ErrorCode, type ErrorDetails, PolicytrailError } from '@policytrail/core';
import { type Problem, problemType, statusOf } from '../../operations/problem.js';

/** Why an attempt came to nothing, and whether the same may be asked again. */
export interface Failure {
  readonly error: PolicytrailError;
  readonly mayPass: boolean;
  /** As long as the server asks to wait. */
  readonly waitMilliseconds: number | undefined;
}

export interface Attempted {
  readonly operation: string;
  /** Whether it may have changed something. */
  readonly isWrite: boolean;
  /** By which it can be asked for again; undefined where it has none, or many. */
  readonly retryId: string | undefined;
}

const passing = [408, 425, 429, 500, 502, 503, 504];

/** What a response that is no answer says. */
export async function failureOf(response: Response, attempted: Attempted): Promise<Failure> {
  const problem = await problemOf(response);
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    ...(problem === undefined ? strangeAnswer(response.status, attempted) : { error: errorOf(problem) }),
    mayPass: isPassing(response.status, problem),
    waitMilliseconds: Number.isFinite(seconds) ? seconds * 1000 : undefined,
  };
}

/**
 * True for the status of an answer that is elsewhere, which a page sees as 0. Following it would make a POST a GET, and tell headers to
 * strangers.
 */
export function isRedirect(status: number): boolean {
  return status === 0 || (status >= 300 && status < 400);
}

/** What an attempt without an answer comes to: for a write nobody knows. */
export function lostAnswer(attempted: Attempted, cause: unknown): Failure {
  const { operation, isWrite } = attempted;
  const error = isWrite
    ? unknownOutcome(attempted, 'no answer came', cause)
    : errorWith('store_unavailable', 'the server did not answer', { operation }, cause);
  return { error, mayPass: true, waitMilliseconds: undefined };
}

// A trail that is corrupt stays so; a server that failed by accident may not.
function isPassing(status: number, problem: Problem | undefined): boolean {
  if (problem?.code === 'trail_corrupt') return false;
  return passing.includes(status);
}

async function problemOf(response: Response): Promise<Problem | undefined> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith(problemType)) {
    await response.body?.cancel().catch(() => undefined);
    return undefined;
  }
  try {
    const problem: unknown = await response.json();
    return isProblem(problem) ? problem : undefined;
  } catch {
    return undefined;
  }
}

function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false;
  const { code, detail, details } = value as Partial<Problem>;
  const isKnown = typeof code === 'string' && Object.hasOwn(statusOf, code);
  return isKnown && typeof detail === 'string' && typeof details === 'object' && details !== null;
}

function errorOf({ code, detail, details }: Problem): PolicytrailError {
  return errorWith(code, detail, details as ErrorDetails[ErrorCode]);
}

/** What an answer comes to that is not a handler's: for a write that something took for done nobody knows. */
export function strangeAnswer(status: number, attempted: Attempted): Failure {
  return { error: strangeError(status, attempted), mayPass: passing.includes(status), waitMilliseconds: undefined };
}

function strangeError(status: number, attempted: Attempted): PolicytrailError {
  const { operation, isWrite } = attempted;
  const what = `the answer was ${status}, and not of Policytrail`;
  if (status === 401 || status === 403) return errorWith('forbidden', what, { operation, reason: what });
  if (isRedirect(status)) {
    return errorWith('store_unavailable', `${what}: the url must be the handler's own`, { operation });
  }
  if (isWrite && (status < 300 || status >= 500)) return unknownOutcome(attempted, what);
  return errorWith('store_unavailable', `${what}: is a handler mounted at this url?`, { operation });
}

function unknownOutcome({ operation, retryId }: Attempted, why: string, cause?: unknown): PolicytrailError {
  const how = retryId === undefined ? 'ask again' : `ask again with the same id, \`${retryId}\``;
  const message = `${why}: it may or may not be stored; ${how}`;
  return errorWith('outcome_unknown', message, { operation }, cause);
}

/** An error of ours. */
export function errorWith<Code extends ErrorCode>(
  code: Code,
  message: string,
  details: ErrorDetails[Code],
  cause?: unknown,
): PolicytrailError {
  return new PolicytrailError<Code>(code, message, details, { cause }) as PolicytrailError;
}
