import type { PolicytrailError } from '@policytrail/core';
import type { RemoteOperation, Route } from '../../operations/operations.js';
import type { Connection } from '../options.js';
import { isAnswer, isOfType } from './answer.js';
import { type Attempted, type Failure, failureOf, lostAnswer, strangeAnswer } from './failure.js';

/** A request that can be sent any number of times: the same ids make it the same. */
export interface Outgoing {
  readonly operation: RemoteOperation;
  readonly route: Route;
  readonly query: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly contentType?: string;
  readonly isWrite: boolean;
  readonly retryId?: string | undefined;
}

const firstWaitMilliseconds = 100;
const longestWaitMilliseconds = 10_000;
const longWork: readonly RemoteOperation[] = ['verifyAll', 'importArchive', 'importHistory', 'exportArchive'];

/**
 * Sends a request until it is answered, as often as the connection allows, and reads the answer: undefined where there is nothing. An answer that was
 * cut counts as none. Rejects with what the server says, with `store_unavailable` or `outcome_unknown` where it says nothing, and with the signal's reason
 * where nothing was sent that could have changed something.
 */
export async function send<Value>(
  connection: Connection,
  outgoing: Outgoing,
  read: (response: Response) => Promise<Value>,
): Promise<Value | undefined> {
  let unknown: PolicytrailError | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptOnce(connection, outgoing, read);
    if ('value' in outcome) return outcome.value;
    if (outcome.error.code === 'outcome_unknown') unknown = outcome.error;
    if (!outcome.mayPass || attempt >= connection.attempts) throw lastWord(outcome, unknown);
    await connection.wait(waitOf(connection, outcome, attempt), connection.signal).catch((reason: unknown) => {
      throw unknown ?? reason;
    });
  }
}

// That the last attempt did nothing does not say that an earlier one did nothing.
function lastWord({ error }: Failure, unknown: PolicytrailError | undefined): PolicytrailError {
  return error.code === 'store_unavailable' ? (unknown ?? error) : error;
}

type Outcome<Value> = { readonly value: Value | undefined } | Failure;

async function attemptOnce<Value>(
  connection: Connection,
  outgoing: Outgoing,
  read: (response: Response) => Promise<Value>,
): Promise<Outcome<Value>> {
  const headers = await connection.headers();
  connection.signal.throwIfAborted();
  const timeout = new AbortController();
  const milliseconds = connection.timeoutMilliseconds * (longWork.includes(outgoing.operation) ? 6 : 1);
  const timer = setTimeout(() => timeout.abort(tookTooLong(milliseconds)), milliseconds);
  const { operation, isWrite, retryId } = outgoing;
  const attempted: Attempted = { operation, isWrite, retryId };
  try {
    const response = await connection.fetch(urlOf(connection, outgoing), {
      ...initOf(connection, outgoing, headers),
      signal: AbortSignal.any([connection.signal, timeout.signal]),
    });
    if (response.ok && isOfType(response, outgoing.route)) {
      const value = await read(response);
      return isAnswer(value, outgoing.route) ? { value } : strangeAnswer(response.status, attempted);
    }
    const failure = await failureOf(response, attempted);
    return isNothing(outgoing, failure) ? { value: undefined } : failure;
  } catch (cause) {
    if (!connection.signal.aborted) return lostAnswer(attempted, cause);
    if (!isWrite) throw connection.signal.reason;
    // Given up on here, it may be done there all the same.
    return { ...lostAnswer(attempted, connection.signal.reason), mayPass: false };
  } finally {
    clearTimeout(timer);
  }
}

// Of what may not be there, `not_found` is an answer.
function isNothing({ route }: Outgoing, { error }: Failure): boolean {
  return route.gives === 'found' && error.code === 'not_found';
}

/** Where an operation is. */
export function urlOf({ url }: Connection, { route, query }: Pick<Outgoing, 'route' | 'query'>): string {
  return url + route.path + query;
}

function initOf({ credentials }: Connection, { route, body, contentType }: Outgoing, headers: Headers): RequestInit {
  if (contentType !== undefined) headers.set('content-type', contentType);
  return {
    method: route.method,
    headers,
    redirect: 'manual',
    ...(body === undefined ? {} : { body }),
    ...(credentials === undefined ? {} : { credentials }),
  };
}

/** Doubles with each attempt; half of it is chance, so that many clients do not come back at once. */
function waitOf({ random }: Connection, { waitMilliseconds }: Failure, attempt: number): number {
  const most = firstWaitMilliseconds * 2 ** (attempt - 1);
  return Math.min(Math.max(waitMilliseconds ?? 0, most * (0.5 + random() / 2)), longestWaitMilliseconds);
}

/** Why an attempt is given up. */
export function tookTooLong(milliseconds: number): DOMException {
  return new DOMException(`no answer within ${milliseconds} milliseconds`, 'TimeoutError');
}
