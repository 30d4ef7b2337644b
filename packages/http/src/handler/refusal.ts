import { type ErrorCode, type ErrorDetails, PolicytrailError } from '@policytrail/core';

/** Why a request does not reach the trail: an error of the trail's kind, with the status and headers HTTP has for it. */
export class Refusal extends Error {
  readonly status: number;
  readonly error: PolicytrailError;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, error: PolicytrailError, headers: Readonly<Record<string, string>> = {}) {
    super(error.message);
    this.status = status;
    this.error = error;
    this.headers = headers;
  }
}

/** A refusal of what stands at a place of the request. */
export function malformed(argument: string, message: string, status = 400): Refusal {
  return new Refusal(status, errorOf('invalid_argument', message, { argument }));
}

/** 413: more than `limit` bytes. */
export function tooLarge(limit: number): Refusal {
  return new Refusal(413, errorOf('limit_exceeded', `the body is larger than ${limit} bytes`, { limit }));
}

/** 408: the body did not arrive in time. */
export function tooSlow(limit: number): Refusal {
  const message = `the body did not arrive within ${limit} milliseconds`;
  return new Refusal(408, errorOf('limit_exceeded', message, { limit }), { connection: 'close' });
}

/** 429: to be tried again in some seconds. */
export function tooMany(seconds: number): Refusal {
  const wait = Math.max(1, Math.ceil(seconds));
  const error = errorOf('limit_exceeded', `too many requests: try again in ${wait} s`, { limit: 0 });
  return new Refusal(429, error, { 'retry-after': String(wait) });
}

/** 429: as many streams are open as may be. */
export function tooManyStreams(limit: number): Refusal {
  const error = errorOf('limit_exceeded', `${limit} streams are open: try again when one has ended`, { limit });
  return new Refusal(429, error, { 'retry-after': '5' });
}

/** 401: nobody is known to ask. */
export function unknownActor(operation: string): Refusal {
  const error = errorOf('forbidden', 'it is not known who asks: sign in first', { operation });
  return new Refusal(401, error, { 'www-authenticate': 'Bearer' });
}

function errorOf<Code extends ErrorCode>(code: Code, message: string, details: ErrorDetails[Code]): PolicytrailError {
  return new PolicytrailError<Code>(code, message, details) as PolicytrailError;
}
